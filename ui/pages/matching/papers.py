"""The papers of a round, gathered from what the school holds and offered as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.matching.running import Explanation
from app.queries.matching import RoundDetail, matches, review, tracks, verdicts
from app.queries.school import school
from ui.desk.desk import Desk
from ui.leaving.papers import Papers

if TYPE_CHECKING:
    from app.documents import ReportData


class RoundPapers(QObject):
    """Offers the protocol, the accounts, the letters and the invitations of a round."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._papers = Papers(desk, over)

    def offer(self, paper: str, code: str, document: ReportData) -> None:
        """Offer one paper of the round with this code."""
        names = {
            "protocol": self.tr("Protocol matchingronde {code}"),
            "letters": self.tr("Brieven matchingronde {code}"),
            "invitations": self.tr("Kennismaking matchingronde {code}"),
            "accounts": self.tr("Verantwoording matchingronde {code}"),
        }
        self._papers.offer(names[paper].format(code=code), document)

    def make(self, paper: str, about: RoundDetail, told: Explanation) -> ReportData:
        """One paper of a round, ready to be set."""
        from app.documents.round_papers import RoundOnPaper, accounts, invitations, letters, protocol

        desk, key = self._desk, about.row.id
        known = desk.ask(school)
        name = "" if known is None else known.name
        alias = {row.token: row.alias for row in desk.ask(review, key, desk.actor)}
        places = {row.token: row for row in desk.ask(tracks, key)}
        on_paper = RoundOnPaper(name, about, told, alias, places)
        rows = desk.ask(matches, key)
        if paper == "protocol":
            return protocol(on_paper, desk.ask(verdicts, key))
        if paper == "letters":
            return letters(name, about, rows)
        if paper == "invitations":
            return invitations(name, about, rows)
        return accounts(on_paper, {row.alias: row.name for row in rows})
