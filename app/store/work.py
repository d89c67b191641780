"""A command: a user's intent as a function that gets the work at hand and either does it all or refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Concatenate, Generic, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.clock import ZONE
from app.entities.base import Entity, Shared
from app.errors import Refusal
from app.progress import Progress
from app.store import journal
from app.store.dossier import Dossier
from app.store.edits import Recorder, inserted
from app.terms.steps import Deed
from app.text import translate

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Row = TypeVar("Row", bound=Shared)


@dataclass(frozen=True, slots=True)
class Work:
    """What a command works with: the session, who does it and when."""

    session: Session
    actor: str
    now: datetime
    recorder: Recorder
    dossier: Dossier
    progress: Progress = field(default_factory=Progress)
    shreds: set[UUID] = field(default_factory=set)
    """Sealed files whose keys go, and their past with them, once all of this is stored."""

    @property
    def today(self) -> date:
        """The day it is in the Netherlands."""
        return self.now.astimezone(ZONE).date()

    def add(self, *entities: Entity) -> None:
        """Store new entities."""
        self.session.add_all(entities)

    def insert_many(self, entities: Iterable[Entity]) -> None:
        """Store many new entities at once, as an import does; the session does not hold them afterwards."""
        edits = [inserted(entity) for entity in entities]
        journal.apply(self.session.connection(), edits, progress=self.progress)
        self.recorder.edits += edits

    def get(self, kind: type[Row], key: UUID, *, seen: int | None = None) -> Row:
        """The row ``key``; refuses when it is gone, or no longer the version that the form saw."""
        row = self.session.get(kind, key)
        if row is None:
            raise Refusal(translate("Work", "Dit bestaat niet meer. Iemand heeft het intussen verwijderd."))
        if seen is not None and row.version != seen:
            raise Refusal(translate("Work", "Dit is intussen gewijzigd. Sluit het formulier en kijk opnieuw."))
        return row


@dataclass(frozen=True, slots=True)
class Command(Generic[Arguments, Result]):
    """A declared command: what it does, how the history names it, and whether it can be taken back."""

    run: Callable[Concatenate[Work, Arguments], Result]
    deed: Deed
    final: bool


def undoable(
    deed: Deed,
) -> Callable[[Callable[Concatenate[Work, Arguments], Result]], Command[Arguments, Result]]:
    """Declare a command that can be taken back."""
    return lambda run: Command(run, deed, final=False)


def final(
    deed: Deed,
) -> Callable[[Callable[Concatenate[Work, Arguments], Result]], Command[Arguments, Result]]:
    """Declare a command that cannot be taken back; its button says so."""
    return lambda run: Command(run, deed, final=True)
