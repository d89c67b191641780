"""The unlocked room of Meldingen: its key, its own undo, and the clock that shuts it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.incidents import change_incident
from app.errors import Refusal, Trouble, TroubleKind
from app.queries.incidents import IncidentFile, incident_file
from app.rules.incident_acts import Act, PutBack
from app.rules.incident_file import Incident
from app.terms.drafts import DraftKey
from ui.desk.ear import Ear
from ui.opening.dossier import unlock_dossier

if TYPE_CHECKING:
    from app.store.open_dossier import OpenDossier
    from app.store.work import Command
    from ui.desk.desk import Desk
    from ui.session import Session

IDLE_MINUTES = 5
_TICK_MS = 5_000
_BETWEEN = "|"
_SIGNS_OF_LIFE = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}
)


class Room(QObject):
    """Asks and does with the reader's key; ``lock`` drops the key and everything that could be undone."""

    unlocked = Signal()
    locking = Signal()
    """The key goes in a moment: keep what was typed."""
    locked = Signal()
    ticked = Signal()
    """Some seconds went by; ``minutes_left`` may be another."""
    refused = Signal(str)
    """Why it did not open."""

    def __init__(self, desk: Desk, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._session, self._page = desk, session, page
        self._opened: OpenDossier | None = None
        self._past: list[tuple[UUID, Incident]] = []
        self._drafts: dict[str, Any] = {}
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MINUTES * 60_000)
        self._idle.timeout.connect(self.lock)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.ticked)

    @property
    def is_open(self) -> bool:
        """Whether the key is here."""
        return self._opened is not None

    @property
    def can_undo(self) -> bool:
        """Whether something of this unlock can be taken back."""
        return bool(self._past)

    @property
    def minutes_left(self) -> int:
        """In how many minutes it shuts by itself, begun ones counted whole."""
        return math.ceil(max(self._idle.remainingTime(), 0) / 60_000)

    def unlock(self, passphrase: str) -> None:
        """Make the key of the passphrase, on another thread; ``unlocked`` or ``refused`` tells what came of it."""
        if self._desk.presenting:
            self.refused.emit(self.tr("In de presentatiemodus blijft Meldingen dicht."))
            return
        job = self._desk.lanes.render(partial(unlock_dossier, self._session.school, passphrase))
        Ear(self, job, self.enter, self._fail)

    def lock(self) -> None:
        """Drop the key, what could be undone, and say so."""
        if self._opened is not None:
            self.locking.emit()
            self.drop()
            self.locked.emit()

    def drop(self) -> None:
        """Drop the key and what could be undone, without a word: the page itself goes."""
        if self._opened is not None:
            self._opened.drop()
        self._opened = None
        self._past.clear()
        self._drafts = {}
        self._idle.stop()
        self._tick.stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def ask(self, query: Callable[..., Any], /, **arguments: Any) -> Any:
        """The answer to a query that needs the key."""
        return self._desk.ask(query, opened=self._key(), **arguments)

    def do(
        self,
        command: Command[Any, Any],
        fact: str,
        on_refusal: Callable[[Refusal], None] | None = None,
        /,
        **arguments: Any,
    ) -> Any:
        """Do a command with the key; ``None`` when it was refused. ``fact`` says nothing of what is inside."""
        return self._desk.do(command, fact, on_refusal, None, opened=self._key(), **arguments)

    def act(self, file: IncidentFile, act: Act, on_refusal: Callable[[Refusal], None] | None = None) -> bool:
        """Do what a reader intends with a file, to be taken back until the lock; whether it was done."""
        done = self.do(
            change_incident, self.tr("Verzegeld bewaard."), on_refusal, file_id=file.id, seen=file.version, act=act
        )
        if done is not None and done.step is not None:
            self._past.append((file.id, file.incident))
        return done is not None

    @property
    def opened(self) -> OpenDossier:
        """The key, for who gives it to others; raises ``Trouble(LOCKED)``."""
        return self._key()

    @property
    def half_typed(self) -> tuple[DraftKey, ...]:
        """The forms that were not finished, of this unlock and of earlier ones."""
        return tuple(DraftKey(form, subject) for form, subject in (name.split(_BETWEEN) for name in self._drafts))

    def load_draft(self, key: DraftKey) -> Mapping[str, Any] | None:
        """What was typed in a form that was not finished."""
        return self._drafts.get(_name(key))

    def save_draft(self, key: DraftKey, content: Mapping[str, Any]) -> bool:
        """Keep what is typed, as only this reader can open it; in no ordinary draft."""
        self._drafts[_name(key)] = dict(content)
        self._keep_drafts()
        return True

    def drop_draft(self, key: DraftKey) -> None:
        """Forget what was typed in a form."""
        if self._drafts.pop(_name(key), None) is not None:
            self._keep_drafts()

    def _keep_drafts(self) -> None:
        if self._opened is not None:
            text = json.dumps(self._drafts) if self._drafts else ""
            self._session.school.store.dossier.keep_draft(self._opened.person, text)

    def undo(self) -> None:
        """Put back the file that was changed last since the unlock."""
        if not self._past:
            return
        key, before = self._past.pop()
        file = self.ask(incident_file, file_id=key, today=today())
        if file is not None:
            words = self.tr("De laatste wijziging in Meldingen is teruggenomen.")
            self.do(change_incident, words, file_id=key, seen=file.version, act=PutBack(before))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only what is done in Meldingen itself keeps it open."""
        if event.type() in _SIGNS_OF_LIFE and isinstance(watched, QWidget) and self._is_ours(watched):
            self._idle.start()
            self.ticked.emit()
        return super().eventFilter(watched, event)

    def _is_ours(self, widget: QWidget) -> bool:
        above: QObject | None = widget
        while above is not None:
            if above is self._page:
                return True
            above = above.parent()
        return False

    def enter(self, opened: OpenDossier) -> None:
        """Be open with this key."""
        self._opened = opened
        held = self._session.school.store.dossier.draft(opened)
        self._drafts = json.loads(held) if held else {}
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._idle.start()
        self._tick.start()
        self.unlocked.emit()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.refused.emit(str(error))
        elif isinstance(error, Trouble) and error.kind is TroubleKind.WRONG_KEY:
            self.refused.emit(self.tr("Dit is niet jouw wachtzin voor Meldingen."))
        elif isinstance(error, Trouble):
            self._desk.troubled.emit(error)
            self.refused.emit(self.tr("Meldingen gaat niet open."))
        else:
            raise error

    def _key(self) -> OpenDossier:
        if self._opened is None:
            raise Trouble(TroubleKind.LOCKED)
        return self._opened


def _name(key: DraftKey) -> str:
    return f"{key.form}{_BETWEEN}{key.subject}"
