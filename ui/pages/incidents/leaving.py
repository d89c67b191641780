"""What of Meldingen goes on paper: always asked for, always written down in the file first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.incidents import record_reading
from app.dates import school_year
from app.documents import ContactLine, ReportData
from app.documents.incident_papers import HIDDEN, case, numbers, receipt
from app.queries.incidents import IncidentFile, known_names, school_numbers
from app.queries.papers import paper_contacts
from app.queries.school import school
from app.rules.incidents import step_of, telling
from app.terms.incidents import Recipient, Telling
from ui.dialogs.incident_handover import IncidentHandoverDialog
from ui.dialogs.incident_paper import IncidentNumbersDialog, IncidentPaperDialog, IncidentReceiptDialog
from ui.leaving.papers import Papers
from ui.opening.dossier import new_file_code

if TYPE_CHECKING:
    from ui.desk.desk import Desk
    from ui.pages.incidents.room import Room


class Leaving(QObject):
    """Makes papers of what is unlocked now."""

    def __init__(self, desk: Desk, room: Room, page: QWidget, file: Callable[[], IncidentFile | None]) -> None:
        super().__init__(page)
        self._desk, self._room, self._page, self._file = desk, room, page, file
        self._papers = Papers(desk, page)

    def receipt(self) -> None:
        """What the student takes home."""
        dialog = IncidentReceiptDialog(self._page)

        def make(values: dict[str, Any]) -> None:
            dialog.accept()
            file = self._file()
            if file is not None:
                contacts = self._desk.ask(paper_contacts, today=today())
                lines = [
                    ContactLine(row.name, row.what_for, row.phone, row.web, row.email)
                    for row in (*contacts.in_school, *contacts.outside)
                ]
                paper = receipt(file, self._school(), lines)
                self._let_go(file, paper, self.tr("Ontvangstbewijs"), printed=values["printed"])

        dialog.saved.connect(make)
        dialog.open()

    def case(self) -> None:
        """The file with chosen parts."""
        dialog = IncidentPaperDialog(self._page)

        def make(values: dict[str, Any]) -> None:
            dialog.accept()
            file = self._file()
            if file is not None:
                names = self._names() - frozenset(file.who.split())
                paper = case(file, self._school(), values["sections"], masked=values["masked"], names=names)
                title = self.tr("Dossier {code}").format(code=file.incident.code)
                self._let_go(file, paper, title, printed=values["printed"])

        dialog.saved.connect(make)
        dialog.open()

    def hand_over(self) -> None:
        """The file for the vertrouwenspersoon, behind a code, with no more than may be told."""
        file = self._file()
        if file is None:
            return
        level = telling(file.incident, step_of("confidant"), Recipient.CONFIDANT)
        if level is Telling.NOTHING:
            words = self.tr("De student gaf geen toestemming voor de vertrouwenspersoon. Vraag die eerst (T).")
            self._desk.refused.emit(words)
            return
        code = new_file_code()
        dialog = IncidentHandoverDialog(level, code, self._page)

        def make(values: dict[str, Any]) -> None:
            dialog.accept()
            unnamed = level is not Telling.NAMED
            shown = replace(file, who=HIDDEN) if unnamed else file
            names = self._names() if unnamed else ()
            paper = case(shown, self._school(), values["sections"], masked=unnamed, names=names)
            if self._record(file, "handed_over"):
                self._papers.offer(self.tr("Overdracht {code}").format(code=file.incident.code), paper, code)

        dialog.saved.connect(make)
        dialog.open()

    def numbers(self) -> None:
        """The numbers of this school year."""
        dialog = IncidentNumbersDialog(self._page)

        def make(values: dict[str, Any]) -> None:
            dialog.accept()
            answer = self._room.ask(school_numbers, year=school_year(today()))
            put = self._papers.print if values["printed"] else self._papers.offer
            put(self.tr("Meldingen in cijfers"), numbers(answer, self._school()))

        dialog.saved.connect(make)
        dialog.open()

    def _let_go(self, file: IncidentFile, paper: ReportData, name: str, *, printed: bool) -> None:
        if self._record(file, "printed" if printed else "saved"):
            put = self._papers.print if printed else self._papers.offer
            put(name, paper)

    def _record(self, file: IncidentFile, what: str) -> bool:
        """Write in the file that it leaves, before it does; whether that could be written."""
        words = self.tr("Op papier. Dat is vastgelegd.")
        return self._room.do(record_reading, words, file_id=file.id, what=what) is not None

    def _names(self) -> frozenset[str]:
        return self._desk.ask(known_names)

    def _school(self) -> str:
        about = self._desk.ask(school)
        return "" if about is None else about.name
