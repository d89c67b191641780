"""The open school: read it, change it in one step, take a step back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Column, Table, Text, delete, insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app import clock
from app.entities import Entity
from app.errors import Refusal
from app.progress import Progress
from app.store import drafts, erasures, journal, schema, search
from app.store.dossier import Dossier, beside
from app.store.edits import recording
from app.store.engine import APPLICATION_ID, open_engine, writing
from app.store.troubles import in_words
from app.store.work import Arguments, Command, Work
from app.terms.drafts import DraftKey
from app.terms.steps import Deed
from app.text import translate

Result = TypeVar("Result")

META = Table("meta", Entity.metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What a command gave, and the step it made; no step where nothing changed."""

    result: Result
    step: journal.Step | None


class Store:
    """One open database. Any number may read; one at a time writes, and the others wait."""

    def __init__(self, path: Path, key: bytes, device: str, only_reading: Refusal | None = None) -> None:
        self.path = path
        self.device = device
        self.only_reading = only_reading
        """Why nothing may be written here now, if that is so."""
        self._erased = erasures.beside(path)
        self.dossier = Dossier(beside(path), key)
        """The sealed part, to write in; reading needs an unlock of its own."""
        self._engine = open_engine(path, key)
        self._writer = writing(self._engine)
        self._turn = RLock()

    def make(self) -> None:
        """Make the tables of a new school."""
        with self._writer.connect() as connection:
            connection.exec_driver_sql(f"pragma application_id = {APPLICATION_ID}")
            Entity.metadata.create_all(connection)
            schema.stamp(connection)
            search.ensure(connection)
            connection.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees the school as it is now and changes nothing."""
        with in_words(), Session(self._engine, autoflush=False) as session:
            yield session

    def change(
        self,
        command: Command[Arguments, Result],
        actor: str,
        progress: Progress | None = None,
        consumes: DraftKey | None = None,
        /,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Outcome[Result]:
        """Run ``command`` in one transaction and keep its step; nothing is stored when it refuses.

        The draft that it makes into a fact goes in the same transaction.
        """
        with in_words(), self._transaction() as session, recording(session) as recorder:
            work = Work(session, actor, clock.now(), recorder, self.dossier, progress or Progress())
            result = command.run(work, *args, **kwargs)
            session.flush()
            if consumes is not None:
                drafts.drop(session.connection(), consumes)
            signature = journal.Signature(self.device, actor, work.now, command.deed.value, command.final)
            step = journal.keep(session.connection(), recorder.edits, signature)
        if work.shreds:
            self.forget(frozenset(work.shreds))
            self.dossier.shred(work.shreds)
        return Outcome(result, step)

    def take_back(self, step: journal.Step, actor: str, progress: Progress | None = None) -> journal.Step:
        """Undo ``step`` as a step of its own, which can be taken back in turn: that is redo.

        Raises ``Refusal`` when the step is final, or when what it changed has moved on since.
        """
        if step.final:
            raise Refusal(translate("Store", "Deze stap is definitief en kan niet terug."))
        edits = [edit.reversed() for edit in reversed(step.edits)]
        try:
            with in_words(), self._transaction() as session:
                connection = session.connection()
                journal.apply(connection, edits, progress=progress)
                signature = journal.Signature(self.device, actor, clock.now(), Deed.UNDO.value)
                back = journal.keep(connection, edits, signature)
        except IntegrityError as error:
            raise Refusal(
                translate("Store", "Terugdraaien kan niet meer: er is intussen iets anders aan gekoppeld.")
            ) from error
        if back is None:
            raise Refusal(translate("Store", "Er is niets om terug te draaien."))
        return back

    def prepare(self) -> None:
        """Make what is derived from the rows, where an update or a restore left it behind."""
        with self._writer.connect() as connection:
            search.ensure(connection)
            connection.commit()

    def erase(
        self, roots: Iterable[tuple[str, UUID]], actor: str, progress: Progress | None = None
    ) -> journal.Step | None:
        """Take rows out for good, with all that belongs to them: from the tables, the journal and the index.

        They are on the list first, so that what a crash or a restore leaves behind is erased at the next opening.
        """
        wanted = list(roots)
        today = clock.today()
        with in_words():
            erasures.write_erasures(self._erased, [erasures.Erasure(kind, key, today) for kind, key in wanted])
        return self._take_out(wanted, actor, progress)

    def erase_again(self) -> None:
        """Erase what came back with an older file."""
        listed = [(one.kind, one.key) for one in sorted(erasures.read_erasures(self._erased))]
        if listed and self.only_reading is None:
            self._take_out(listed, "Driehoek")

    def _take_out(
        self, roots: Iterable[tuple[str, UUID]], actor: str, progress: Progress | None = None
    ) -> journal.Step | None:
        with in_words(), self._transaction() as session:
            connection = session.connection()
            rows = erasures.belonging(connection, roots)
            if not rows:
                return None
            edits = erasures.removals(rows)
            journal.apply(connection, edits, progress=progress)
            signature = journal.Signature(self.device, actor, clock.now(), Deed.ERASE.value, final=True)
            step = journal.keep(connection, edits, signature)
            erasures.purge(connection, rows)
        self._empty_log()
        return step

    def is_behind(self) -> bool:
        """Whether the file is of an older program; raises ``Trouble`` when it is of a newer one."""
        with self._engine.connect() as connection:
            return schema.is_behind(connection)

    def migrate(self) -> None:
        """Bring the file of an older program to today's shape."""
        with in_words():
            schema.migrate(self._writer)

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        if self.only_reading is not None:
            raise self.only_reading
        with self._turn, Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    def save_draft(self, key: DraftKey, content: Mapping[str, Any]) -> None:
        """Keep a form that is half filled in; of a school that was handed over none can be finished here."""
        if self.only_reading is not None:
            return
        with in_words(), self._transaction() as session:
            drafts.save(session.connection(), key, content)

    def load_draft(self, key: DraftKey) -> Mapping[str, Any] | None:
        """What was filled in of a form; ``None`` when nothing was."""
        with self.reading() as session:
            return drafts.load(session.connection(), key)

    def drop_draft(self, key: DraftKey) -> None:
        """Forget a form that its writer threw away."""
        if self.only_reading is not None:
            return
        with in_words(), self._transaction() as session:
            drafts.drop(session.connection(), key)

    def mark(self, key: str, value: str) -> None:
        """Write something about the file itself, which is neither undone nor told to anybody."""
        with in_words(), self._transaction() as session:
            session.execute(delete(META).where(META.c.key == key))
            session.execute(insert(META).values(key=key, value=value))

    def marked(self, key: str) -> str | None:
        """What ``mark`` wrote; ``None`` when it did not."""
        with self.reading() as session:
            return session.scalar(select(META.c.value).where(META.c.key == key))

    def verify(self, progress: Progress | None = None) -> list[str]:
        """What is wrong with the journal; empty when its chain holds."""
        with self._engine.connect() as connection:
            return journal.verify(connection, progress)

    def forget(self, keys: frozenset[UUID]) -> None:
        """Erase from the journal what it holds of the rows ``keys``, and empty the write-ahead file."""
        with self._transaction() as session:
            journal.forget(session.connection(), keys)
        self._empty_log()

    def _empty_log(self) -> None:
        """Write the write-ahead file into the database and empty it, so that nothing stays behind in it."""
        with self._engine.connect() as connection:
            connection.execute(text("pragma wal_checkpoint(truncate)"))

    def close(self) -> None:
        """Let go of the file and its keys."""
        self.dossier.shut()
        self._engine.dispose()
