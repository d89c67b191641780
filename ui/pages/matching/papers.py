"""The papers of a round, gathered from what the school holds and offered as a file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.matching.running import Explanation
from app.progress import Progress
from app.queries.matching import RoundDetail, matches, review, tracks, verdicts
from app.queries.school import school
from ui.desk.desk import Desk
from ui.leaving.gathering import Gatherer, Wish
from ui.leaving.papers import Papers
from ui.leaving.series import Named, Plan, Series, fit

if TYPE_CHECKING:
    from app.documents import ReportData

_EACH = frozenset({"letters", "invitations"})


class RoundPapers(QObject):
    """Offers the protocol, the accounts, the letters and the invitations of a round."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._papers = Papers(desk, over)
        self._series = Series(desk, over)

    def offer(self, paper: str, about: RoundDetail, document: ReportData) -> None:
        """Offer one paper of a round; what everybody gets a copy of, in one file or one each."""
        code = about.row.code
        names = {
            "protocol": self.tr("Protocol matchingronde {code}"),
            "letters": self.tr("Brieven matchingronde {code}"),
            "invitations": self.tr("Kennismaking matchingronde {code}"),
            "accounts": self.tr("Verantwoording matchingronde {code}"),
        }
        title = names[paper].format(code=code)
        if paper in _EACH:
            self._series.offer(self._plan(paper, title, about, document))
        else:
            self._papers.offer(title, document)

    def _plan(self, paper: str, title: str, about: RoundDetail, document: ReportData) -> Plan:
        """A letter or an invitation for everybody who got a place, under the list of who they are."""
        from app.documents import Options
        from app.documents.pieces import pieces

        cover, *each = pieces(document)
        placed = [row for row in self._desk.ask(matches, about.row.id) if row.company_id is not None]
        papers = tuple(Named(fit(f"{row.name} {row.company}"), one) for row, one in zip(placed, each, strict=True))
        return Plan(
            f"matching_{paper}",
            title,
            len(papers),
            partial(_ready, papers),
            Options(today()),
            document.school,
            cover=cover,
        )

    def offer_blank(self, name: str) -> None:
        """Offer an empty form, for who has no computer at hand."""
        from app.documents import kinds

        kind = next(kind for kind in kinds() if kind.name == name)
        self._papers.offer(kind.title, Gatherer(self._desk).gather(Wish(kind, today())).document)

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


def _ready(papers: Sequence[Named], _store: Any, progress: Progress) -> Sequence[Named]:
    """Papers that were gathered before: names may be asked only where the round is in view."""
    progress.step(len(papers), len(papers))
    return papers
