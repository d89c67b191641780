"""One file on its way into the school, and the words about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.clock import today
from app.commands.imports import Imported
from app.errors import Refusal, Trouble
from app.exchange.intake import Part, Seen
from app.exchange.lacking import Lacking, lacking
from app.exchange.mapping import Mapping
from app.exchange.parsed import Parsed
from app.progress import Progress
from app.queries.import_rows import Decisions, Preview, Scope
from app.queries.imports import preview
from app.store.troubles import sentence
from app.terms.exchange import Subject
from app.text import plural, translate
from ui.desk.child import ChildGone
from ui.importing.files_part import FileRow

if TYPE_CHECKING:
    from app.store.store import Store


@dataclass(slots=True, eq=False)
class File:
    """A file with what is known of it so far: looked at, read, previewed, decided about."""

    number: int
    path: Path
    seen: Seen | None = None
    trouble: str = ""
    asks_heading: bool = False
    mapping: Mapping | None = None
    parsed: Parsed[Any] | None = None
    accepted: frozenset[int] = frozenset()
    scope: Scope | None = None
    shown: Preview | None = None
    decisions: Decisions = field(default_factory=Decisions)
    completed: bool = False
    """Whether somebody was asked what the school lacks for it."""
    others: tuple[File, ...] = ()
    """Lists of other stagebegeleiders that are read together with this one."""

    @property
    def whole(self) -> tuple[File, ...]:
        """It and the lists that are read together with it."""
        return (self, *self.others)

    @property
    def name(self) -> str:
        """Its name, or how many lists are read together."""
        count = len(self.whole)
        return self.path.name if count == 1 else translate("Import", "{n} lijsten").format(n=count)

    @property
    def is_ours(self) -> bool:
        """Whether the program wrote it itself, so that nobody has to say what its columns are."""
        return self.looked.subject is Subject.TALKS and not any(
            one.looked.mapping.missing or one.looked.mapping.asked for one in self.whole
        )

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is to be read."""
        return tuple(
            Part(one.path, one.looked.sheet, one.looked.header_row, one.mapping or one.looked.mapping)
            for one in self.whole
        )

    @property
    def looked(self) -> Seen:
        """What it is, once somebody looked; raises ``RuntimeError`` before."""
        if self.seen is None:
            raise RuntimeError("nobody looked at this file yet")
        return self.seen

    @property
    def asks(self) -> bool:
        """Whether it names companies that look like one that the school knows."""
        return self.parsed is not None and bool(self.parsed.proposals)

    @property
    def lacks(self) -> Lacking:
        """What it speaks of and the school does not have, until somebody was asked."""
        return Lacking() if self.parsed is None or self.completed else lacking(self.parsed)

    def take_look(self, seen: Seen) -> None:
        """Somebody looked (again): what came after counts no more."""
        self.seen, self.mapping, self.trouble, self.asks_heading = seen, seen.mapping, "", False
        self.parsed, self.shown, self.scope = None, None, None

    def refuse(self, error: Exception) -> None:
        """It could not be read."""
        self.seen, self.trouble = None, words_of(error, self.path)
        self.asks_heading = isinstance(error, Refusal) and error.field == "header_row"

    def take_rows(self, parsed: Parsed[Any]) -> None:
        """Its rows were read; companies that look alike are taken to be the same until somebody says no."""
        self.parsed = parsed
        self.accepted = frozenset(one.row.row for one in parsed.proposals)

    def row(self) -> FileRow:
        """How it stands in the list of files."""
        about = "" if self.seen is None else self.seen.subject.label
        rows = None if self.seen is None else self.seen.rows
        return FileRow(self.number, self.path.name, about, rows, self.trouble, self.asks_heading)


def words_of(error: Exception, path: Path) -> str:
    """What went wrong with a file, for the user; what is not ours to explain is raised."""
    if isinstance(error, Refusal):
        return str(error)
    if isinstance(error, Trouble):
        return sentence(error.kind)
    if isinstance(error, OSError):
        text = translate("Import", "{name} kan niet worden gelezen: {reason}.")
        return text.format(name=path.name, reason=error.strerror or error)
    if isinstance(error, ChildGone):
        text = translate("Import", "Het lezen van {name} is afgebroken. Het bestand is te groot of beschadigd.")
        return text.format(name=path.name)
    raise error


def fact_of(subject: Subject, done: Imported) -> str:
    """What an import did: ``Studenten ingelezen: 12 nieuw, 3 gewijzigd``."""
    new, changed, left = (
        plural(count, one, many)
        for count, one, many in (
            (done.new, translate("Import", "{n} nieuw"), translate("Import", "{n} nieuw")),
            (done.changed, translate("Import", "{n} gewijzigd"), translate("Import", "{n} gewijzigd")),
            (done.left, translate("Import", "{n} uitgeschreven"), translate("Import", "{n} uitgeschreven")),
        )
    )
    parts = [new, *([changed] if done.changed else []), *([left] if done.left else [])]
    name = subject.label[:1].upper() + subject.label[1:]
    return translate("Import", "{subject} ingelezen: {what}").format(subject=name, what=", ".join(parts))


def nothing_of(shown: Preview) -> str:
    """Why a file brought nothing: no row could be read, or the school has it all."""
    refused = len(shown.refused)
    if not refused:
        return translate("Import", "Er was niets te doen")
    return plural(
        refused,
        translate("Import", "Niets ingelezen: {n} regel is niet in te lezen"),
        translate("Import", "Niets ingelezen: {n} regels zijn niet in te lezen"),
    )


def previewed(store: Store, *, progress: Progress, **wanted: Any) -> Preview:
    """What reading a file in would do, asked beside the screen."""
    with store.reading() as session:
        return preview(session, today=today(), progress=progress, **wanted)
