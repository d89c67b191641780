"""What a reader does about reading itself: who may, with which wachtzin, and the noodblad."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.sealed_notes import leave_note
from app.dates import long_date
from app.terms.incidents import Origin
from ui.dialogs.incident_access import IncidentAccessDialog
from ui.dialogs.incident_phrase import IncidentPhraseDialog, IncidentRecoverDialog
from ui.dialogs.incident_readers import IncidentReadersDialog
from ui.dialogs.incident_sheet import IncidentSheetDialog
from ui.opening.dossier import (
    admit_reader,
    change_own,
    keep_sheet_code,
    names_of,
    new_sheet_code,
    readers,
    recover_reader,
)

if TYPE_CHECKING:
    from app.store.open_dossier import OpenDossier
    from ui.desk.desk import Desk
    from ui.desk.job_form import JobForm
    from ui.pages.incidents.room import Room
    from ui.session import Session


class Access(QObject):
    """Opens the dialogs about reading over the page."""

    changed = Signal()
    """Who reads, or with what, is another now."""

    def __init__(self, desk: Desk, session: Session, room: Room, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._session, self._room, self._page = desk, session, room, page
        self._school = session.school

    @property
    def at_risk(self) -> bool:
        """Whether one forgotten passphrase would shut Meldingen for good."""
        dossier = self._school.store.dossier
        return len(dossier.readers) == 1 and not dossier.has_code

    def show(self) -> None:
        """Show who reads."""
        dialog = IncidentAccessDialog(self._page)
        dialog.admit_wanted.connect(partial(self._admit, dialog))
        dialog.dismiss_wanted.connect(partial(self._dismiss, dialog))
        dialog.passphrase_wanted.connect(partial(self._change, dialog))
        dialog.code_wanted.connect(partial(self._new_sheet, dialog))
        self._tell(dialog)
        dialog.open()

    def new_sheet(self) -> None:
        """Make a noodblad."""
        self._new_sheet(None)

    def recover(self) -> None:
        """Ask for the code of the noodblad."""
        dialog = IncidentRecoverDialog(names_of(self._school), self._desk.lanes, self._page)

        def begin(values: dict[str, Any]) -> None:
            arguments = {"typed": values["code"], "passphrase": values["passphrase"]}
            dialog.work(partial(recover_reader, self._school), partial(self._recovered, dialog), **arguments)

        dialog.saved.connect(begin)
        dialog.open()

    def _recovered(self, dialog: JobForm, opened: OpenDossier) -> None:
        dialog.accept()
        words = self.tr("{name} opende Meldingen op {day} met het noodblad. De code is op: maak een nieuw noodblad.")
        text = words.format(name=self._school.person.name, day=long_date(today()))
        self._desk.do(leave_note, self.tr("Meldingen is open. Dat is vastgelegd."), origin=Origin.CODE, text=text)
        self._room.enter(opened)

    def _tell(self, dialog: IncidentAccessDialog | None) -> None:
        if dialog is not None:
            dialog.show_people(readers(self._school), has_code=self._school.store.dossier.has_code)

    def _admit(self, over: IncidentAccessDialog) -> None:
        dialog = IncidentReadersDialog(readers(self._school), self._desk.lanes, over)

        def admit(values: dict[str, Any]) -> None:
            work = partial(admit_reader, self._school, self._room.opened)
            arguments = {"person": values["person"], "passphrase": values["passphrase"]}
            words = self.tr("Diegene opent Meldingen vanaf nu met die wachtzin.")
            dialog.work(work, partial(self._done, dialog, over, words), **arguments)

        dialog.saved.connect(admit)
        dialog.open()

    def _dismiss(self, over: IncidentAccessDialog, person: str) -> None:
        self._school.store.dossier.dismiss(person)
        self._desk.told.emit(self.tr("Diegene leest Meldingen niet meer."))
        self._tell(over)

    def _change(self, over: IncidentAccessDialog) -> None:
        dialog = IncidentPhraseDialog(names_of(self._school), self._desk.lanes, over)

        def change(values: dict[str, Any]) -> None:
            arguments = {"old": values["old"], "new": values["passphrase"]}
            words = self.tr("Je opent Meldingen voortaan met je nieuwe wachtzin.")
            dialog.work(partial(change_own, self._school), partial(self._done, dialog, over, words), **arguments)

        dialog.saved.connect(change)
        dialog.open()

    def _new_sheet(self, over: IncidentAccessDialog | None) -> None:
        code = new_sheet_code()
        dialog = IncidentSheetDialog(names_of(self._school)[0], code, self._desk.lanes, over or self._page)

        def keep(values: dict[str, Any]) -> None:
            work = partial(keep_sheet_code, self._school, self._room.opened, code)
            words = self.tr("Het noodblad werkt. Een eerder blad werkt niet meer: versnipper dat.")
            dialog.work(work, partial(self._done, dialog, over, words), typed=values["typed"])

        dialog.saved.connect(keep)
        dialog.open()

    def _done(self, dialog: JobForm, over: IncidentAccessDialog | None, words: str, _result: object) -> None:
        dialog.accept()
        self._desk.told.emit(words)
        self._tell(over)
        self.changed.emit()
