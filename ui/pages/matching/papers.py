"""The papers of a round, gathered from what the school holds and offered as a file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.school import drop_school_text, keep_school_text
from app.matching.running import Explanation
from app.progress import Progress
from app.queries.contact_point import contact_points
from app.queries.matching import RoundDetail, tracks
from app.queries.matching_choices import ChooserRow, choice_record, student_number
from app.queries.matching_compared import compared_rounds
from app.queries.matching_names import matches
from app.queries.matching_record import verdicts
from app.queries.matching_review import review
from app.queries.school import school
from app.queries.school_papers import school_text
from ui.desk.desk import Desk
from ui.leaving.gathering import Gatherer, Wish
from ui.leaving.papers import Papers
from ui.leaving.series import Named, Plan, Series, fit

if TYPE_CHECKING:
    from app.documents import Kind, ReportData, Texts
    from ui.dialogs.school_text import SchoolTextDialog

_TEXTS = {"letters": "round_letter", "invitations": "round_invitation"}
"""What everybody gets a copy of, with the name of its words."""
_DUTCH = "nl"


class RoundPapers(QObject):
    """Offers the protocol, the accounts, the letters and the invitations of a round."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
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
            "sheet": self.tr("Keuzeblad matchingronde {code}"),
        }
        title = names[paper].format(code=code)
        if paper in _TEXTS:
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
            version=self._texts(_TEXTS[paper]).version,
            cover=cover,
        )

    def _texts(self, kind: str) -> Texts:
        """The words of a letter, the school's own where it wrote any."""
        from app.documents import read_texts

        own = self._desk.ask(school_text, document=kind, language=_DUTCH)
        return read_texts(kind, _DUTCH, None if own is None else own.body)

    def edit(self, paper: str) -> None:
        """Let the school write the words of the letters or the invitations before they go."""
        from app.documents import Kind
        from app.documents.round_letters import INVITATION, LETTER
        from ui.dialogs.school_text import SchoolTextDialog

        title = {LETTER: self.tr("Brief aan de student"), INVITATION: self.tr("Kennismaking")}[_TEXTS[paper]]
        kind = Kind(_TEXTS[paper], title, "", "", "mail", texts=_TEXTS[paper])
        own = self._desk.ask(school_text, document=kind.texts, language=_DUTCH)
        dialog = SchoolTextDialog(kind, _DUTCH, own, self._over)
        dialog.written.connect(partial(self._keep_text, dialog, kind))
        dialog.dropped.connect(partial(self._drop_text, dialog, kind))
        dialog.open()

    def _keep_text(self, dialog: SchoolTextDialog, kind: Kind, body: str) -> None:
        from app.documents import read_texts

        fact = self.tr("Eigen tekst bewaard: {title}").format(title=kind.title)
        based_on = read_texts(kind.texts, _DUTCH).version
        about = {"document": kind.texts, "language": _DUTCH, "body": body, "based_on": based_on}
        if self._desk.do(keep_school_text, fact, dialog.refuse, None, **about) is not None:
            dialog.accept()

    def _drop_text(self, dialog: SchoolTextDialog, kind: Kind) -> None:
        fact = self.tr("Weer de tekst van Driehoek: {title}").format(title=kind.title)
        if self._desk.do(drop_school_text, fact, dialog.refuse, None, document=kind.texts, language=_DUTCH) is not None:
            dialog.accept()

    def offer_blank(self, name: str) -> None:
        """Offer an empty form, for who has no computer at hand."""
        from app.documents import kinds

        kind = next(kind for kind in kinds() if kind.name == name)
        self._papers.offer(kind.title, Gatherer(self._desk).gather(Wish(kind, today())).document)

    def sheet(self, about: RoundDetail, row: ChooserRow) -> ReportData:
        """What somebody may choose from now, to tick."""
        from app.documents.round_choices import choice_sheet

        known = self._desk.ask(school)
        number = self._desk.ask(student_number, about.row.id, row.alias) if row.alias else ""
        return choice_sheet("" if known is None else known.name, about, row, number)

    def make(self, paper: str, about: RoundDetail, told: Explanation) -> ReportData:
        """One paper of a round, ready to be set."""
        from app.documents.round_letters import INVITATION, LETTER, invitations, letters
        from app.documents.round_papers import RoundOnPaper, accounts, protocol

        desk, key = self._desk, about.row.id
        known = desk.ask(school)
        name = "" if known is None else known.name
        alias = {row.token: row.alias for row in desk.ask(review, key, desk.actor)}
        places = {row.token: row for row in desk.ask(tracks, key)}
        chosen, compared = desk.ask(choice_record, key), desk.ask(compared_rounds)
        on_paper = RoundOnPaper(name, about, told, alias, places, chosen, compared)
        rows = desk.ask(matches, key)
        if paper == "protocol":
            return protocol(on_paper, desk.ask(verdicts, key))
        if paper == "letters":
            return letters(name, about, rows, self._texts(LETTER))
        if paper == "invitations":
            return invitations(name, about, rows, desk.ask(contact_points), self._texts(INVITATION))
        return accounts(on_paper, {row.alias: row.name for row in rows})


def _ready(papers: Sequence[Named], _store: Any, progress: Progress) -> Sequence[Named]:
    """Papers that were gathered before: names may be asked only where the round is in view."""
    progress.step(len(papers), len(papers))
    return papers
