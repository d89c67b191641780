"""Where screens meet the school: ask a query, do a command, hear what changed, take it back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.errors import Refusal, Trouble
from app.progress import Progress
from app.queries.masking import masked

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.store.journal import Step
    from app.store.store import Outcome, Store
    from app.store.work import Command
    from app.terms.drafts import DraftKey
    from ui.desk.jobs import Job, Lanes

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
Result = TypeVar("Result")
News = Mapping[str, frozenset[UUID]]
_LARGE = 500


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """What a command gave and the step it made; no step where nothing changed."""

    result: Result
    step: Step | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What the whole program looks at: a period (``None`` is every running one), and a programme or group."""

    period: UUID | None = None
    programme: UUID | None = None
    group: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Past:
    """A step of this session that can be taken back, with the fact it stated."""

    step: Step
    fact: str


class Desk(QObject):
    """The open school, who sits at it, the steps of this session and the news of every change."""

    changed = Signal(object)
    """Which ids changed, by kind: a ``News``."""
    stated = Signal(str)
    """What just happened, in words; ``undo_text`` tells whether it can be taken back."""
    told = Signal(str)
    """Something to know that changed nothing in the school, so there is nothing to take back."""
    refused = Signal(str)
    """Why something did not happen."""
    troubled = Signal(object)
    """The ``Trouble`` the store is in."""
    history_changed = Signal()
    scope_changed = Signal()
    open_wanted = Signal(str, object, str)
    """Show the details of a kind and id, and begin there what the last word names, if any."""
    report_wanted = Signal(object, object)
    """Somebody wants to report a talk of a placement, for an appointment or for none: their ids."""
    page_wanted = Signal(str, object)
    """Show a page by its name, at the thing with this id."""
    job_started = Signal(str, object)
    """A job with its title, for the job bar."""

    def __init__(self, store: Store, actor: str, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._lanes = lanes
        self._done: list[_Past] = []
        self._undone: list[_Past] = []
        self._waiting: deque[Callable[[], object]] = deque()
        self.actor = actor
        self.presenting = False
        self.scope = Scope()
        lanes.store_busy_changed.connect(self._do_waiting)

    @property
    def lanes(self) -> Lanes:
        """Where long work runs."""
        return self._lanes

    def ask(
        self,
        query: Callable[Concatenate[Session, Arguments], Answer],
        /,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Answer:
        """The answer to a query; persons are hidden in it while others watch the screen."""
        with self._store.reading() as session:
            answer = query(session, *args, **kwargs)
        return masked(answer) if self.presenting else answer

    def do(
        self,
        command: Command[Arguments, Result],
        fact: str,
        on_refusal: Callable[[Refusal], None] | None = None,
        consumes: DraftKey | None = None,
        /,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Done[Result] | None:
        """Do a command and state ``fact``; a refusal goes to ``on_refusal``, or to the message bar.

        ``consumes`` is the draft of the form that asked for it.
        While a task writes, the command waits its turn and ``None`` comes back at once.
        """
        if self._lanes.store_busy:
            self._waiting.append(lambda: self.do(command, fact, on_refusal, consumes, *args, **kwargs))
            self.stated.emit(self.tr("Dit gebeurt zodra het lopende werk klaar is."))
            return None
        try:
            outcome = self._store.change(command, self.actor, None, consumes, *args, **kwargs)
        except Refusal as refusal:
            (on_refusal or self._refuse)(refusal)
            return None
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return None
        self._keep(outcome.step, fact)
        return Done(outcome.result, outcome.step)

    def save_draft(self, key: DraftKey, content: Mapping[str, Any]) -> bool:
        """Keep a half-filled form; ``False`` when a task writes just now and it must be tried again."""
        if self._lanes.store_busy:
            return False
        try:
            self._store.save_draft(key, content)
        except Trouble as trouble:
            self.troubled.emit(trouble)
        return True

    def load_draft(self, key: DraftKey) -> Mapping[str, Any] | None:
        """What was filled in of a form."""
        return self._store.load_draft(key)

    def drop_draft(self, key: DraftKey) -> None:
        """Forget a form that its writer threw away."""
        self._store.drop_draft(key)

    def task(
        self,
        title: str,
        command: Command[Arguments, Result],
        fact: Callable[[Result], str],
        /,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Job:
        """Do a command that takes long beside the screen, with progress; its step is announced like any other."""

        def work(progress: Progress) -> Outcome[Result]:
            return self._store.change(command, self.actor, progress, None, *args, **kwargs)

        def finish(outcome: Outcome[Result]) -> None:
            self._keep(outcome.step, fact(outcome.result))

        return self._start(title, work, finish)

    def store_task(
        self, title: str, work: Callable[..., Any], finish: Callable[[Any], None], /, **arguments: Any
    ) -> Job:
        """Let ``work(store=…, progress=…)`` do something with the whole store, such as a backup."""
        return self._start(title, lambda progress: work(store=self._store, progress=progress, **arguments), finish)

    def erase(self, roots: tuple[tuple[str, UUID], ...], fact: str) -> Job:
        """Take rows out for good, with all that belongs to them; nothing of before can be taken back after that."""

        def finish(step: Step | None) -> None:
            self._done.clear()
            self._undone.clear()
            self._keep(step, fact)

        return self._start(fact, partial(self._store.erase, roots, self.actor), finish)

    def show_job(self, title: str, job: Job) -> Job:
        """Show a job of another lane in the job bar; what it refuses is said."""
        job.failed.connect(self._fail)
        self.job_started.emit(title, job)
        return job

    @property
    def undo_fact(self) -> str | None:
        """What would be taken back now."""
        return self._done[-1].fact if self._done else None

    @property
    def redo_fact(self) -> str | None:
        """What would be done again now."""
        return self._undone[-1].fact if self._undone else None

    def undo(self) -> None:
        """Take back the last step of this session."""
        if self._done:
            past = self._done.pop()
            self._turn(past, self._undone, self.tr("Teruggedraaid: {fact}").format(fact=past.fact))
        else:
            self.told.emit(self.tr("Er is niets om ongedaan te maken sinds je Driehoek opende."))

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._undone:
            past = self._undone.pop()
            self._turn(past, self._done, self.tr("Opnieuw gedaan: {fact}").format(fact=past.fact))
        else:
            self.told.emit(self.tr("Er is niets om opnieuw te doen."))

    def look_at(self, scope: Scope) -> None:
        """Let the whole program look at another period, programme or group."""
        if scope != self.scope:
            self.scope = scope
            self.scope_changed.emit()

    def present(self, hide: bool) -> None:  # noqa: FBT001 - a toggle of the screen
        """Hide or show persons everywhere."""
        self.presenting = hide
        self.changed.emit({})

    def open(self, kind: str, key: UUID, begin: str = "") -> None:
        """Show the details of something in the drawer, and begin there what ``begin`` names."""
        self.open_wanted.emit(kind, key, begin)

    def show_page(self, page: str, key: UUID) -> None:
        """Go to a page, at the thing with this id."""
        self.page_wanted.emit(page, key)

    def _turn(self, past: _Past, onto: list[_Past], fact: str) -> None:
        def finish(back: Step) -> None:
            onto.append(_Past(back, past.fact))
            self._announce(back, fact)

        if len(past.step.edits) > _LARGE or self._lanes.store_busy:
            self._start(fact, partial(self._store.take_back, past.step, self.actor), finish)
            self.history_changed.emit()
            return
        try:
            back = self._store.take_back(past.step, self.actor)
        except Refusal as refusal:
            self._refuse(refusal)
            self.history_changed.emit()
            return
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return
        finish(back)

    def _start(self, title: str, work: Callable[..., Any], finish: Callable[[Any], None]) -> Job:
        job = self._lanes.store_task(work)
        job.done.connect(finish)
        return self.show_job(title, job)

    def _keep(self, step: Step | None, fact: str) -> None:
        if step is None:
            return
        if not step.final:
            self._done.append(_Past(step, fact))
            self._undone.clear()
        self._announce(step, fact)

    def _announce(self, step: Step, fact: str) -> None:
        self.history_changed.emit()
        self.changed.emit(step.touched)
        (self.told if step.final else self.stated).emit(fact)

    def _refuse(self, refusal: Refusal) -> None:
        self.refused.emit(str(refusal))

    def _fail(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._refuse(error)
        elif isinstance(error, Trouble):
            self.troubled.emit(error)
        else:
            raise error

    def _do_waiting(self, busy: bool) -> None:  # noqa: FBT001 - the signal's argument
        while not busy and self._waiting and not self._lanes.store_busy:
            self._waiting.popleft()()
