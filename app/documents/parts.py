"""The parts of which a report is made: frozen values that say what stands there, never how it looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.documents.clean import Runs


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list; ``weight`` is its share of the width, ``number`` puts it to the right."""

    head: str
    weight: float = 1.0
    number: bool = False


Cell = str | Runs
"""What stands in a cell of a table or in a paragraph: a text as it is, or stretches that are bold, italic or a link.

Neither is ever read for markup, for it may be a name.
"""


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs under a heading; ``points`` are the items of a list below them."""

    title: str = ""
    lines: tuple[Cell, ...] = ()
    points: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Short answers with their names, two beside each other; an empty answer is left out."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that matters, with what it counts; ``accent`` for the one to look at first."""

    number: str
    label: str
    accent: bool = False


@dataclass(frozen=True, slots=True)
class Tiles:
    """A few numbers beside each other."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns, over as many pages as they take.

    ``nothing`` is said when there are none; ``widest`` is how many points a table of numbers may take.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[str, ...] = ()
    nothing: str = ""
    note: str = ""
    widest: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar a row, stacked of one length for each of ``series``; the same numbers stand in a table below.

    One of ``series`` gives plain bars, and a distribution when the rows are its classes. ``what`` heads
    the first column of the table, ``inks`` are the colours of the series.
    """

    title: str
    what: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    inks: tuple[str, ...] = ("petrol", "mint", "sun", "coral", "well", "done")


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on a timeline; ``done`` when it was held, else it is planned or was due."""

    day: date
    label: str
    done: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A stretch of time with its moments; the same moments stand in a table below."""

    title: str
    first: date
    last: date
    today: date
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """Something to fill in by pen: on ``lines`` lines, or by a tick before one of ``choices``."""

    label: str
    lines: int = 1
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blanks:
    """What is to be filled in, under a heading."""

    title: str
    blanks: tuple[Blank, ...]
    intro: Cell = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs, beside each other, with a line for each."""

    title: str
    parties: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


Part = Words | Facts | Tiles | Table | Bars | Timeline | Blanks | Signatures | NewPage


@dataclass(frozen=True, slots=True)
class ReportData:
    """Any paper of headings, facts, tables, charts and lines to write on.

    ``title`` says what kind of paper it is, and is all that the file says about itself: never put the
    name of a person in it. ``heading`` is of whom or what it is, ``lead`` the first sentence. ``foot``
    follows the name of the school at the foot of every page. A table that needs width lies ``lying``.
    """

    school: str
    title: str
    heading: str
    parts: tuple[Part, ...] = field(default_factory=tuple)
    lead: str = ""
    foot: str = ""
    confidential: bool = True
    lying: bool = False
    language: str = "nl"
