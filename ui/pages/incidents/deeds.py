"""What a reader does with a file: its dialogs over the page, and what comes of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.incidents import decide_unfit, erase_sealed, keep_ground, open_incident
from app.queries.incidents import (
    Beforehand,
    IncidentFile,
    NoteRow,
    before_the_story,
    company_choices,
    known_names,
    protected_ground,
    student_choices,
)
from app.rules.incident_acts import Act, Agree, ChangeFacts, Close, Promise, React, RecordStep, Reopen, WithReason
from app.rules.incident_words import SEPARATOR
from app.terms.drafts import DraftKey
from app.terms.incidents import Track
from ui.desk.drafts import KeptDraft
from ui.dialogs.incident_close import IncidentCloseDialog
from ui.dialogs.incident_consent import (
    IncidentConsentDialog,
    IncidentGroundDialog,
    IncidentPromiseDialog,
    IncidentUnfitDialog,
)
from ui.dialogs.incident_erase import IncidentEraseDialog
from ui.dialogs.incident_facts import IncidentFactsDialog
from ui.dialogs.incident_intake import IncidentIntakeDialog
from ui.dialogs.incident_reopen import IncidentReopenDialog
from ui.dialogs.incident_step import IncidentStepDialog
from ui.dialogs.incident_words import WatchedDialog

if TYPE_CHECKING:
    from ui.desk.desk import Desk
    from ui.pages.incidents.room import Room
    from ui.widgets.form import FormDialog

_NEW, _FACTS, _STEP, _CLOSE, _REOPEN, _PROMISE = "new", "facts", "step", "close", "reopen", "promise"


class Deeds(QObject):
    """Opens the dialogs; what is typed in them is kept sealed until it is used or thrown away."""

    changed = Signal()
    """The file in view is another now."""
    begun = Signal(object)
    """The id of a file that was made."""
    erased = Signal()

    def __init__(self, desk: Desk, room: Room, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._room, self._page = desk, room, page
        self.file: IncidentFile | None = None
        """The file in view."""
        room.locking.connect(self._keep_typed)
        room.locked.connect(self._close_all)

    def new(self, note: NoteRow | None = None) -> None:
        """Ask for a new report, one question at a time; ``note`` is what it begins with."""
        dialog = IncidentIntakeDialog(*self._about(), self._before(), self._page)
        if note is not None:
            dialog.begin_with(note)
        draft = self._kept(dialog, _NEW, None if note is None else note.id)
        if draft.found:
            dialog.go_on_where_it_stopped()
        dialog.told.connect(partial(self._begin, dialog, None if note is None else note.id))
        dialog.open()

    def change_facts(self) -> None:
        """Ask for the facts as they turn out to be."""
        if self.file is not None:
            dialog = IncidentFactsDialog(*self._about(), self._page, self.file.incident)
            self._kept(dialog, _FACTS, self.file.id)
            dialog.told.connect(lambda _track, facts, _day: self._finish(dialog, facts))
            dialog.open()

    def next_step(self) -> None:
        """Record the step that is due first."""
        if self.file is not None and self.file.next is not None:
            self.step(self.file.next.step.key)

    def step(self, key: str) -> None:
        """Record a step that the file asks for or offers; what was done already is not recorded again."""
        planned = [] if self.file is None or self.file.incident.is_closed else self.file.plan
        step = next((one.step for one in planned if one.step.key == key and one.done is None), None)
        if step is not None:
            dialog = IncidentStepDialog(step, self._names(), today(), self._page)
            self._ask(dialog, f"{_STEP} {key}", lambda values: RecordStep(step.key, **values))

    def close(self) -> None:
        """Ask what it changes for the company, and close the file."""
        if self.file is not None:
            left = frozenset(one.step.key for one in self.file.plan if one.is_open)
            dialog = IncidentCloseDialog(left, self._names(), self._page)
            self._ask(dialog, _CLOSE, lambda values: Close(**values))

    def reopen(self) -> None:
        """Ask why the file goes on."""
        self._ask(IncidentReopenDialog(self._names(), self._page), _REOPEN, lambda values: Reopen(values["why"]))

    def promise(self) -> None:
        """Ask what was promised."""
        if self.file is not None:
            incident = self.file.incident
            dialog = IncidentPromiseDialog(incident.promise, incident.promised_on, self._names(), self._page)
            self._ask(dialog, _PROMISE, lambda values: Promise(values["text"], values["day"]))

    def agree(self) -> None:
        """Ask what the student finds good, for one recipient."""
        dialog = IncidentConsentDialog(self._page)
        dialog.saved.connect(lambda values: self._finish(dialog, Agree(values["recipient"], values["consent"])))
        dialog.open()

    def react(self, reactions: frozenset[Any]) -> None:
        """Keep how the school reacted."""
        if self.file is not None:
            self._room.act(self.file, React(tuple(reactions)))
            self.changed.emit()

    def ground(self) -> None:
        """Ask for the protected ground, which is sealed apart."""
        file = self.file
        if file is None:
            return
        known = self._room.ask(protected_ground, file_id=file.id)
        dialog = IncidentGroundDialog(() if known is None else known.grounds, self._before().confirmed, self._page)

        def keep(values: dict[str, Any]) -> None:
            chosen = tuple(sorted(values["grounds"]))
            words = self.tr("Verzegeld bewaard.")
            if self._room.do(keep_ground, words, dialog.refuse, file_id=file.id, seen=file.version, grounds=chosen):
                dialog.accept()
                self.changed.emit()

        dialog.saved.connect(keep)
        dialog.open()

    def unfit(self) -> None:
        """Ask who decided that the school places nobody at the company: the neutral fact that the rest may know."""
        file = self.file
        if file is None or file.incident.company is None:
            return
        dialog = IncidentUnfitDialog(file.company, self._page)
        company = file.incident.company
        fact = self.tr("Geen plaatsing bij {company}").format(company=file.company)

        def decide(values: dict[str, Any]) -> None:
            if self._desk.do(decide_unfit, fact, dialog.refuse, None, company_id=company, **values) is not None:
                dialog.accept()

        dialog.saved.connect(decide)
        dialog.open()

    def erase(self) -> None:
        """Ask for the code of the file, and shred its key."""
        file = self.file
        if file is None:
            return
        dialog = IncidentEraseDialog(file.incident.code, self._page)

        def erase(_values: dict[str, Any]) -> None:
            words = self.tr("Gewist. De cijfers van het jaar blijven kloppen.")
            if self._room.do(erase_sealed, words, dialog.refuse, file_id=file.id) is not None:
                self._forget_typed(file.id)
                dialog.accept()
                self.erased.emit()

        dialog.saved.connect(erase)
        dialog.open()

    def go_on(self, key: DraftKey) -> None:
        """Open a form again that was not finished; the page has its file in view by now."""
        form, _space, step = key.form.partition(" ")
        forms: dict[str, Callable[[], None]] = {
            _FACTS: self.change_facts,
            _CLOSE: self.close,
            _REOPEN: self.reopen,
            _PROMISE: self.promise,
            _STEP: partial(self.step, step),
        }
        forms.get(form, self.new)()

    def _begin(
        self, dialog: IncidentFactsDialog, note: UUID | None, track: Track, facts: ChangeFacts, received: date
    ) -> None:
        words, arguments = self.tr("Verzegeld bewaard."), {"received_on": received, "note_id": note}
        done = self._room.do(open_incident, words, dialog.refuse, track=track, facts=facts, **arguments)
        if done is not None:
            dialog.accept()
            self.begun.emit(done.result)

    def _ask(self, dialog: WatchedDialog, form: str, act: Callable[[dict[str, Any]], Act]) -> None:
        """Open a form about the file in view that becomes an act, with the reason for words that stay."""

        def keep(values: dict[str, Any]) -> None:
            reason, words = values.pop("kept_reason"), SEPARATOR.join(dialog.touchy)
            wanted = act(values)
            self._finish(dialog, WithReason(wanted, words, reason) if words else wanted)

        self._kept(dialog, form, None if self.file is None else self.file.id)
        dialog.look()
        dialog.saved.connect(keep)
        dialog.open()

    def _finish(self, dialog: FormDialog, act: Act) -> None:
        if self.file is not None and self._room.act(self.file, act, dialog.refuse):
            dialog.accept()
            self.changed.emit()

    def _kept(self, dialog: FormDialog, form: str, subject: UUID | None) -> KeptDraft:
        key = DraftKey(form, "" if subject is None else subject.hex)
        draft = KeptDraft(self._room, dialog, key)
        dialog.accepted.connect(partial(self._room.drop_draft, key))
        return draft

    def _about(self) -> tuple[Any, frozenset[str], date]:
        choices = (self._desk.ask(student_choices, today=today()), self._desk.ask(company_choices))
        return choices, self._names(), today()

    def _before(self) -> Beforehand:
        told: Beforehand = self._desk.ask(before_the_story, today=today())
        return told

    def _names(self) -> frozenset[str]:
        return self._desk.ask(known_names)

    def _keep_typed(self) -> None:
        for draft in self._page.findChildren(KeptDraft):
            draft.keep_now()

    def _close_all(self) -> None:
        """Let the dialogs go without throwing away what is in them."""
        from ui.widgets.form import FormDialog

        for dialog in self._page.findChildren(FormDialog):
            dialog.hide()
            dialog.deleteLater()

    def _forget_typed(self, file: UUID) -> None:
        for key in self._room.half_typed:
            if key.subject == file.hex:
                self._room.drop_draft(key)
