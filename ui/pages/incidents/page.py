"""Meldingen: shut until its reader opens it; then a list by term, and one file at a time."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.incidents import decide_unfit, erase_sealed, keep_ground, open_incident, record_reading
from app.commands.sealed_notes import leave_note
from app.dates import school_year
from app.documents import ContactLine, ReportData
from app.documents.incident_papers import case, numbers, receipt
from app.queries.incidents import (
    IncidentFile,
    NoteRow,
    company_choices,
    incident_file,
    incidents,
    known_names,
    notes,
    protected_ground,
    school_numbers,
    student_choices,
)
from app.queries.papers import paper_contacts
from app.queries.school import school
from app.rules.incident_acts import Act, Agree, ChangeFacts, Close, Promise, React, RecordStep, Reopen
from app.rules.incident_file import Incident
from app.terms.incidents import Origin, Track
from app.text import plural, translate
from ui.dialogs.incident_close import IncidentCloseDialog
from ui.dialogs.incident_consent import (
    IncidentConsentDialog,
    IncidentGroundDialog,
    IncidentPromiseDialog,
    IncidentUnfitDialog,
)
from ui.dialogs.incident_erase import IncidentEraseDialog
from ui.dialogs.incident_facts import IncidentFactsDialog
from ui.dialogs.incident_paper import IncidentPaperDialog
from ui.dialogs.incident_reopen import IncidentReopenDialog
from ui.dialogs.incident_step import IncidentStepDialog
from ui.frame.page import Page
from ui.leaving.papers import Papers
from ui.opening.practice import PASSPHRASE
from ui.pages.incidents.access import Access
from ui.pages.incidents.file_view import FileView
from ui.pages.incidents.list_view import ListView
from ui.pages.incidents.locked_view import LockedView
from ui.pages.incidents.room import Room
from ui.widgets.button import Button
from ui.widgets.form import FormDialog

if TYPE_CHECKING:
    from ui.desk.desk import Desk
    from ui.session import Session


class IncidentsPage(Page):
    """Shows nothing of Meldingen before the second unlock, and nothing after its lock."""

    SHOWS = frozenset({"sealed_file", "sealed_reminder", "student", "company"})

    def __init__(self, desk: Desk, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Meldingen", "Meldingen"), parent)
        self._session = session
        self.room = Room(desk, session, self)
        self.access = Access(desk, session, self.room, self)
        self._papers = Papers(desk, self)
        self._shown: UUID | None = None
        self._file: IncidentFile | None = None
        self._notes: tuple[NoteRow, ...] = ()
        self._actions = self._make_actions()
        self._outer_undo = session.application.actions.get("undo")
        self._locked = LockedView()
        if session.application.is_practising:
            words = self.tr("De wachtzin van de oefenschool is: {phrase}")
            self._locked.say(words.format(phrase=PASSPHRASE))
        self._list = ListView(self._actions["new"], self._actions["sheet"])
        self._view = FileView(self._actions)
        for view in (self._locked, self._list, self._view):
            self.column.addWidget(view, 1)
        self._tools_shown = [Button.of(self._actions[key]) for key in ("numbers", "readers", "lock")]
        for tool in self._tools_shown:
            self.add_tool(tool)
        self._locked.unlock_wanted.connect(self.room.unlock)
        self._locked.recover_wanted.connect(self.access.recover)
        self.access.changed.connect(self.refresh)
        self._listen()
        self.room.unlocked.connect(self._enter)
        self.room.refused.connect(self._locked.show_error)
        self.room.locked.connect(self._leave)
        self._arrange()

    def _make_actions(self) -> dict[str, QAction]:
        add = partial(self._session.application.actions.add, owner=self, section=translate("Meldingen", "Meldingen"))
        return {
            "new": add("incidents.new", self.tr("Nieuwe melding"), self._new, shortcut="Ctrl+N", icon_name="plus"),
            "lock": add("incidents.lock", self.tr("Nu dicht"), self.room.lock, shortcut="F9", icon_name="lock"),
            "back": add(
                "incidents.back", self.tr("Alle meldingen"), self._back, shortcut="Alt+Left", icon_name="arrow-left"
            ),
            "name": add("incidents.name", self.tr("Toon de naam"), self._uncover, shortcut="N", icon_name="eye"),
            "step": add("incidents.step", self.tr("Leg deze stap vast"), self._step, shortcut="G", icon_name="pencil"),
            "close": add("incidents.close", self.tr("Sluit"), self._close, shortcut="S", icon_name="circle-check"),
            "reopen": add("incidents.reopen", self.tr("Heropen"), self._reopen, shortcut="H", icon_name="history"),
            "facts": add(
                "incidents.facts", self.tr("Wijzig feiten"), self._change, shortcut="W", icon_name="notebook-pen"
            ),
            "promise": add(
                "incidents.promise", self.tr("Beloof iets"), self._promise, shortcut="B", icon_name="handshake"
            ),
            "consent": add("incidents.consent", self.tr("Toestemming"), self._agree, shortcut="T", icon_name="user"),
            "ground": add("incidents.ground", self.tr("Grond"), self._ground, icon_name="key-round"),
            "unfit": add("incidents.unfit", self.tr("Geen plaatsing"), self._unfit, icon_name="building-2"),
            "receipt": add(
                "incidents.receipt", self.tr("Ontvangstbewijs"), self._receipt, shortcut="O", icon_name="file-text"
            ),
            "case": add("incidents.case", self.tr("Op papier"), self._case, shortcut="Ctrl+P", icon_name="printer"),
            "numbers": add("incidents.numbers", self.tr("Cijfers"), self._numbers, shortcut="C", icon_name="table"),
            "sheet": add("incidents.sheet", self.tr("Maak een noodblad"), self.access.new_sheet, icon_name="life-buoy"),
            "readers": add("incidents.readers", self.tr("Wie mag lezen"), self.access.show, icon_name="users"),
            "erase": add("incidents.erase", self.tr("Wis voorgoed"), self._erase, icon_name="trash-2"),
            "undo": add("incidents.undo", self.tr("Neem terug"), self._undo, shortcut="Ctrl+Z", icon_name="undo-2"),
        }

    @property
    def view(self) -> FileView:
        """The file in view, or the last one."""
        return self._view

    def refresh(self) -> None:
        if self.desk.presenting:
            self.room.lock()
        if self.room.is_open:
            self._notes = self.room.ask(notes)
            rows = self.room.ask(incidents, today=today())
            self._list.show_answer(rows, self._notes, at_risk=self.access.at_risk)
            waiting = sum(not row.closed for row in rows)
            words = plural(waiting, self.tr("{n} open melding"), self.tr("{n} open meldingen"))
            self.set_subtitle(self.tr("{count} · apart ontgrendeld").format(count=words))
            self._show_shown()
        self._arrange()

    def show_file(self, key: UUID) -> None:
        """Open a file; that it was opened is written in it."""
        if (
            not self.room.is_open
            or self.room.do(record_reading, self.tr("Geopend. Dat is vastgelegd."), file_id=key) is None
        ):
            return
        self._shown = key
        self._view.named = False
        self.refresh()

    def show_first(self) -> None:
        """Open the file whose term runs out first."""
        if (key := self._list.current) is not None:
            self.show_file(key)

    def _show_shown(self) -> None:
        self._file = None
        if self._shown is not None:
            self._file = self.room.ask(incident_file, file_id=self._shown, today=today())
        if self._file is not None:
            self._view.show_file(self._file)

    def _arrange(self) -> None:
        """Show the view that belongs to now, and offer what can be done there."""
        is_open, file = self.room.is_open, self._file
        shown = self._locked if not is_open else self._list if file is None else self._view
        for view in (self._locked, self._list, self._view):
            view.setVisible(view is shown)
        self.setFocusProxy(shown)
        for tool in self._tools_shown:
            tool.setVisible(is_open)
        closed = file is not None and file.incident.is_closed
        known = file is not None and not closed
        self._actions["new"].setEnabled(is_open)
        self._actions["lock"].setEnabled(is_open)
        self._actions["back"].setEnabled(file is not None)
        self._actions["name"].setEnabled(file is not None)
        self._actions["step"].setEnabled(known and file is not None and file.next is not None)
        self._actions["reopen"].setEnabled(closed)
        self._actions["undo"].setEnabled(is_open and self.room.can_undo)
        for key in ("close", "facts", "promise", "consent", "ground", "receipt"):
            self._actions[key].setEnabled(known)
        for key in ("case", "erase"):
            self._actions[key].setEnabled(file is not None)
        for key in ("numbers", "readers", "sheet"):
            self._actions[key].setEnabled(is_open)
        for key in ("step", "close", "facts"):
            self._actions[key].setVisible(not closed)
        self._actions["reopen"].setVisible(closed)
        self._actions["unfit"].setEnabled(file is not None and file.incident.company is not None)
        self.set_primary(self._actions["new"] if is_open and file is None else None)
        if not is_open:
            self.set_subtitle("")

    def _enter(self) -> None:
        self._locked.clear()
        self.refresh()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        """Nothing stays on the screen; a form that was half filled in waits as a sealed note."""
        self._save_unfinished()
        self._file, self._shown, self._notes = None, None, ()
        self._renew()
        self._locked.clear()
        self._arrange()

    def _renew(self) -> None:
        """Let the views go with all that they held, and make new ones."""
        for view in (self._list, self._view):
            self.column.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._list, self._view = ListView(self._actions["new"], self._actions["sheet"]), FileView(self._actions)
        for made in (self._list, self._view):
            self.column.addWidget(made, 1)
        self._listen()

    def _listen(self) -> None:
        """Hear the views, which are made anew at every lock."""
        self._list.file_wanted.connect(self.show_file)
        self._list.note_wanted.connect(self._take_up)
        self._view.reacted.connect(self._react)
        self._view.step_wanted.connect(self._record)

    def _save_unfinished(self) -> None:
        for dialog in self.findChildren(FormDialog):
            values = [value for value in dialog.form.values.values() if isinstance(value, str) and value.strip()]
            text = "\n".join(dict.fromkeys(values))
            if text and dialog.isVisible() and not isinstance(dialog, IncidentUnfitDialog):
                words = self.tr("Je formulier was nog niet af. Het staat verzegeld klaar in Meldingen.")
                self.desk.do(leave_note, words, origin=Origin.UNFINISHED, text=text[:4000])
            dialog.deleteLater()

    def _back(self) -> None:
        self._shown = None
        self.refresh()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _uncover(self) -> None:
        if self._file is not None:
            self._view.named = not self._view.named
            self._view.show_file(self._file)

    def _undo(self) -> None:
        self.room.undo()
        self.refresh()

    def _new(self, note: NoteRow | None = None) -> None:
        dialog = self._facts_dialog(None)
        if note is not None:
            dialog.begin_with(note)
        dialog.told.connect(partial(self._begin, dialog, None if note is None else note.id))
        dialog.open()

    def _take_up(self, key: UUID) -> None:
        note = next((row for row in self._notes if row.id == key), None)
        if note is not None:
            self._new(note)

    def _begin(
        self, dialog: IncidentFactsDialog, note: UUID | None, track: Track, facts: ChangeFacts, received: date
    ) -> None:
        done = self.room.do(
            open_incident,
            self.tr("Verzegeld bewaard."),
            dialog.refuse,
            track=track,
            facts=facts,
            received_on=received,
            note_id=note,
        )
        if done is not None:
            dialog.accept()
            self._shown = done.result
            self.refresh()

    def _facts_dialog(self, known: Incident | None) -> IncidentFactsDialog:
        choices = (self.desk.ask(student_choices, today=today()), self.desk.ask(company_choices))
        return IncidentFactsDialog(choices, self.desk.ask(known_names), today(), self, known)

    def _change(self) -> None:
        if self._file is None:
            return
        dialog = self._facts_dialog(self._file.incident)
        dialog.told.connect(lambda _track, facts, _day: self._finish(dialog, facts))
        dialog.open()

    def _step(self) -> None:
        if self._file is not None and self._file.next is not None:
            self._record(self._file.next.step.key)

    def _record(self, key: str) -> None:
        """Record a step that the file asks for or offers; what was done already is not recorded again."""
        planned = [] if self._file is None or self._file.incident.is_closed else self._file.plan
        step = next((one.step for one in planned if one.step.key == key and one.done is None), None)
        if step is None:
            return
        dialog = IncidentStepDialog(step, self.desk.ask(known_names), today(), self)

        def keep(values: dict[str, Any]) -> None:
            self._finish(dialog, RecordStep(step.key, **values))

        dialog.saved.connect(keep)
        dialog.open()

    def _close(self) -> None:
        if self._file is None:
            return
        left = frozenset(one.step.key for one in self._file.plan if one.is_open)
        dialog = IncidentCloseDialog(left, self)
        dialog.saved.connect(lambda values: self._finish(dialog, Close(**values)))
        dialog.open()

    def _reopen(self) -> None:
        dialog = IncidentReopenDialog(self)
        dialog.saved.connect(lambda values: self._finish(dialog, Reopen(values["why"])))
        dialog.open()

    def _promise(self) -> None:
        if self._file is None:
            return
        incident = self._file.incident
        dialog = IncidentPromiseDialog(incident.promise, incident.promised_on, self)
        dialog.saved.connect(lambda values: self._finish(dialog, Promise(values["text"], values["day"])))
        dialog.open()

    def _agree(self) -> None:
        dialog = IncidentConsentDialog(self)
        dialog.saved.connect(lambda values: self._finish(dialog, Agree(values["recipient"], values["consent"])))
        dialog.open()

    def _react(self, reactions: frozenset[Any]) -> None:
        if self._file is not None:
            self.room.act(self._file, React(tuple(reactions)))
            self.refresh()

    def _ground(self) -> None:
        file = self._file
        if file is None:
            return
        known = self.room.ask(protected_ground, file_id=file.id)
        dialog = IncidentGroundDialog(() if known is None else known.grounds, self)

        def keep(values: dict[str, Any]) -> None:
            chosen = tuple(sorted(values["grounds"]))
            words = self.tr("Verzegeld bewaard.")
            if self.room.do(keep_ground, words, dialog.refuse, file_id=file.id, seen=file.version, grounds=chosen):
                dialog.accept()
                self.refresh()

        dialog.saved.connect(keep)
        dialog.open()

    def _unfit(self) -> None:
        file = self._file
        if file is None or file.incident.company is None:
            return
        dialog = IncidentUnfitDialog(file.company, self)
        company = file.incident.company
        fact = self.tr("Geen plaatsing bij {company}").format(company=file.company)

        def decide(values: dict[str, Any]) -> None:
            if self.desk.do(decide_unfit, fact, dialog.refuse, None, company_id=company, **values) is not None:
                dialog.accept()

        dialog.saved.connect(decide)
        dialog.open()

    def _receipt(self) -> None:
        if self._file is None:
            return
        contacts = self.desk.ask(paper_contacts, today=today())
        lines = [
            ContactLine(row.name, row.what_for, row.phone, row.web, row.email)
            for row in (*contacts.in_school, *contacts.outside)
        ]
        self._offer(receipt(self._file, self._school(), lines), self.tr("Ontvangstbewijs"))

    def _case(self) -> None:
        if self._file is None:
            return
        dialog = IncidentPaperDialog(self)

        def offer(values: dict[str, Any]) -> None:
            file = self._file
            dialog.accept()
            if file is not None:
                names = self.desk.ask(known_names) - frozenset(file.who.split())
                paper = case(file, self._school(), values["sections"], masked=values["masked"], names=names)
                self._offer(paper, self.tr("Dossier {code}").format(code=file.incident.code))

        dialog.saved.connect(offer)
        dialog.open()

    def _numbers(self) -> None:
        answer = self.room.ask(school_numbers, year=school_year(today()))
        self._papers.offer(self.tr("Meldingen in cijfers"), numbers(answer, self._school()))

    def _offer(self, paper: ReportData, name: str) -> None:
        """Write down that the file goes on paper, and ask where."""
        if self._file is not None:
            words = self.tr("Op papier. Dat is vastgelegd.")
            self.room.do(record_reading, words, file_id=self._file.id, what="printed")
            self._papers.offer(name, paper)

    def _erase(self) -> None:
        if self._file is None:
            return
        file = self._file
        dialog = IncidentEraseDialog(file.incident.code, self)

        def erase(_values: dict[str, Any]) -> None:
            words = self.tr("Gewist. De cijfers van het jaar blijven kloppen.")
            if self.room.do(erase_sealed, words, dialog.refuse, file_id=file.id) is not None:
                dialog.accept()
                self._renew()
                self._back()

        dialog.saved.connect(erase)
        dialog.open()

    def _school(self) -> str:
        about = self.desk.ask(school)
        return "" if about is None else about.name

    def _finish(self, dialog: FormDialog, act: Act) -> None:
        if self._file is not None and self.room.act(self._file, act, dialog.refuse):
            dialog.accept()
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._outer_undo.setEnabled(False)  # Ctrl+Z takes back what happened in here
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._outer_undo.setEnabled(True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DeferredDelete:
            self.room.drop()
        return super().event(event)
