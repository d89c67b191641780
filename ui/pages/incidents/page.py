"""Meldingen: shut until its reader opens it; then a list by term, and one file at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.incidents import record_reading
from app.queries.incidents import NoteRow, incident_file, incidents, notes
from app.terms.drafts import DraftKey
from app.text import plural, translate
from ui.frame.page import Page
from ui.opening.practice import PASSPHRASE
from ui.pages.incidents.access import Access
from ui.pages.incidents.deeds import Deeds
from ui.pages.incidents.file_view import FileView
from ui.pages.incidents.leaving import Leaving
from ui.pages.incidents.list_view import ListView
from ui.pages.incidents.locked_view import LockedView
from ui.pages.incidents.room import Room
from ui.widgets.button import Button

if TYPE_CHECKING:
    from ui.desk.desk import Desk
    from ui.session import Session

_OPEN_FILE = ("close", "facts", "promise", "consent", "ground", "receipt")
"""What only an open file has; a button that does nothing is not there."""
_ANY_FILE = ("back", "name", "case", "handover", "erase")
_ROOM = ("new", "lock", "numbers", "readers", "sheet")


class IncidentsPage(Page):
    """Shows nothing of Meldingen before the second unlock, and nothing after its lock."""

    SHOWS = frozenset({"sealed_file", "sealed_reminder", "student", "company", "policy"})
    QUIET = True

    def __init__(self, desk: Desk, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Meldingen", "Meldingen"), parent)
        self._session = session
        self.room = Room(desk, session, self)
        self.access = Access(desk, session, self.room, self)
        self.deeds = Deeds(desk, self.room, self)
        self._leaving = Leaving(desk, self.room, self, lambda: self.deeds.file)
        self._shown: UUID | None = None
        self._notes: tuple[NoteRow, ...] = ()
        self._waiting = 0
        self._actions = self._make_actions()
        self._outer_undo = session.application.actions.get("undo")
        self._locked = LockedView()
        if session.application.is_practising:
            words = self.tr("De wachtzin van de oefenschool is: {phrase}")
            self._locked.say(words.format(phrase=PASSPHRASE))
        self._list, self._view = self._new_views()
        for view in (self._locked, self._list, self._view):
            self.column.addWidget(view, 1)
        self._tools_shown = [Button.of(self._actions[key]) for key in ("numbers", "readers", "lock")]
        for tool in self._tools_shown:
            self.add_tool(tool)
        self._listen()
        self._arrange()

    def _listen(self) -> None:
        self._locked.unlock_wanted.connect(self.room.unlock)
        self._locked.recover_wanted.connect(self.access.recover)
        self.access.changed.connect(self.refresh)
        self.deeds.changed.connect(self.refresh)
        self.deeds.begun.connect(self._show_begun)
        self.deeds.erased.connect(self._forget_shown)
        self.room.unlocked.connect(self._enter)
        self.room.refused.connect(self._locked.show_error)
        self.room.locked.connect(self._leave)
        self.room.ticked.connect(self._tell_time)

    def _make_actions(self) -> dict[str, QAction]:
        section = translate("Meldingen", "Meldingen")
        deeds, leaving = self.deeds, self._leaving
        known = (
            ("new", self.tr("Nieuwe melding"), deeds.new, "Ctrl+N", "plus"),
            ("lock", self.tr("Nu dicht"), self.room.lock, "F9", "lock"),
            ("back", self.tr("Alle meldingen"), self._back, "Alt+Left", "arrow-left"),
            ("name", self.tr("Toon de naam"), self._uncover, "N", "eye"),
            ("step", self.tr("Leg deze stap vast"), deeds.next_step, "G", "pencil"),
            ("close", self.tr("Sluit de melding"), deeds.close, "S", "circle-check"),
            ("reopen", self.tr("Heropen"), deeds.reopen, "H", "history"),
            ("facts", self.tr("Wijzig feiten"), deeds.change_facts, "W", "notebook-pen"),
            ("promise", self.tr("Beloof iets"), deeds.promise, "B", "handshake"),
            ("consent", self.tr("Toestemming"), deeds.agree, "T", "user"),
            ("ground", self.tr("Grond"), deeds.ground, "", "key-round"),
            ("unfit", self.tr("Geen plaatsing"), deeds.unfit, "", "building-2"),
            ("receipt", self.tr("Ontvangstbewijs"), leaving.receipt, "O", "file-text"),
            ("case", self.tr("Op papier"), leaving.case, "Ctrl+P", "printer"),
            ("handover", self.tr("Voor de vertrouwenspersoon"), leaving.hand_over, "V", "send"),
            ("numbers", self.tr("Cijfers"), leaving.numbers, "C", "table"),
            ("readers", self.tr("Wie mag lezen"), self.access.show, "", "users"),
            ("sheet", self.tr("Maak een noodblad"), self.access.new_sheet, "", "life-buoy"),
            ("erase", self.tr("Wis voorgoed"), deeds.erase, "", "trash-2"),
            ("undo", self.tr("Neem terug"), self._undo, "Ctrl+Z", "undo-2"),
        )
        add = partial(self._session.application.actions.add, owner=self, section=section)
        return {
            key: add(f"incidents.{key}", text, slot, shortcut=shortcut, icon_name=icon)
            for key, text, slot, shortcut, icon in known
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
            self._list.show_half_typed(self.room.half_typed)
            self._waiting = sum(not row.closed for row in rows)
            self._show_shown()
        self._arrange()

    def reopen(self, key: DraftKey) -> bool:  # noqa: ARG002 - every form of this page waits for the second unlock
        return True

    def show_file(self, key: UUID) -> None:
        """Open a file; that it was opened is written in it."""
        if (
            not self.room.is_open
            or self.room.do(record_reading, self.tr("Geopend. Dat is vastgelegd."), file_id=key) is None
        ):
            return
        self._show_begun(key)

    def show_first(self) -> None:
        """Open the file whose term runs out first."""
        if (key := self._list.current) is not None:
            self.show_file(key)

    def show_closed(self) -> None:
        """Open a file that was closed, if there is one."""
        if (key := self._list.closed) is not None:
            self.show_file(key)

    def _show_begun(self, key: UUID) -> None:
        self._shown = key
        self._view.named = False
        self.refresh()

    def _show_shown(self) -> None:
        self.deeds.file = None
        if self._shown is not None:
            self.deeds.file = self.room.ask(incident_file, file_id=self._shown, today=today())
        if self.deeds.file is not None:
            self._view.show_file(self.deeds.file)

    def _arrange(self) -> None:
        """Show the view that belongs to now, and offer what can be done there."""
        is_open, file = self.room.is_open, self.deeds.file
        shown = self._locked if not is_open else self._list if file is None else self._view
        for view in (self._locked, self._list, self._view):
            view.setVisible(view is shown)
        self.setFocusProxy(shown)
        for tool in self._tools_shown:
            tool.setVisible(is_open)
        closed = file is not None and file.incident.is_closed
        known = file is not None and not closed
        self._enable(_ROOM, on=is_open)
        self._enable(_ANY_FILE, on=file is not None)
        self._enable(("undo",), on=is_open and self.room.can_undo)
        self._offer(_OPEN_FILE, on=known)
        self._offer(("step",), on=file is not None and known and file.next is not None)
        self._offer(("reopen",), on=closed)
        self._offer(("unfit",), on=file is not None and file.incident.company is not None)
        self.set_primary(self._actions["new"] if is_open and file is None else None)
        self._tell_time()

    def _enable(self, keys: tuple[str, ...], *, on: bool) -> None:
        for key in keys:
            self._actions[key].setEnabled(on)

    def _offer(self, keys: tuple[str, ...], *, on: bool) -> None:
        self._enable(keys, on=on)
        for key in keys:
            self._actions[key].setVisible(on)

    def _tell_time(self) -> None:
        """Say how many files wait, and how long this stays open."""
        if not self.room.is_open:
            self.set_subtitle("")
            return
        count = plural(self._waiting, self.tr("{n} open melding"), self.tr("{n} open meldingen"))
        left = self.room.minutes_left
        time = plural(left, self.tr("gaat over {n} minuut dicht"), self.tr("gaat over {n} minuten dicht"))
        self.set_subtitle(self.tr("{count} · {time}").format(count=count, time=time))

    def _enter(self) -> None:
        self._locked.clear()
        self.refresh()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        """Nothing stays on the screen, not even that something was opened."""
        if self.isVisible():
            self.desk.told.emit(self.tr("Meldingen is dicht."))
        self._shown, self.deeds.file, self._notes = None, None, ()
        self._renew()
        self._locked.clear()
        self._arrange()

    def _renew(self) -> None:
        """Let the views go with all that they held, and make new ones."""
        for view in (self._list, self._view):
            self.column.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._list, self._view = self._new_views()
        for made in (self._list, self._view):
            self.column.addWidget(made, 1)

    def _new_views(self) -> tuple[ListView, FileView]:
        """Views that are heard; they are made anew at every lock."""
        listed, view = ListView(self._actions["new"], self._actions["sheet"]), FileView(self._actions)
        listed.file_wanted.connect(self.show_file)
        listed.note_wanted.connect(self._take_up)
        listed.draft_wanted.connect(self._go_on)
        listed.draft_unwanted.connect(self._throw_away)
        view.reacted.connect(self.deeds.react)
        view.step_wanted.connect(self.deeds.step)
        return listed, view

    def _back(self) -> None:
        self._shown = None
        self.refresh()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_shown(self) -> None:
        self._renew()
        self._back()

    def _uncover(self) -> None:
        if self.deeds.file is not None:
            self._view.named = not self._view.named
            self._view.show_file(self.deeds.file)

    def _undo(self) -> None:
        self.room.undo()
        self.refresh()

    def _take_up(self, key: UUID) -> None:
        note = next((row for row in self._notes if row.id == key), None)
        if note is not None:
            self.deeds.new(note)

    def _go_on(self, key: DraftKey) -> None:
        """Go on with a form that was not finished: a report, a note that was taken up, or a form about a file."""
        subject = UUID(hex=key.subject) if key.subject else None
        note = next((row for row in self._notes if row.id == subject), None)
        if note is not None or subject is None:
            self.deeds.new(note)
            return
        self.show_file(subject)
        self.deeds.go_on(key)

    def _throw_away(self, key: DraftKey) -> None:
        self.room.drop_draft(key)
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
