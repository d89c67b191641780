"""What a paper is made from: frozen values, no rows of the store and nothing that needs ReportLab."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.documents.parts import Cell, Column, ReportData
from app.documents.texts import Texts


@dataclass(frozen=True, slots=True)
class Options:
    """How a paper is printed; ``date`` is the date it carries, and the only time its bytes know.

    ``mono`` is for printers without colour, ``large`` for who needs letters of 18 points.
    """

    date: date
    mono: bool = False
    large: bool = False
    booklet: bool = False
    """Whether a report is set on pages of A5 that are printed two by two and folded."""
    code: str = ""
    """The code at the foot of the paper; ``render`` works it out."""


class WarningKind(StrEnum):
    """What the user has to know about a paper before it is printed."""

    OVERFLOW = "overflow"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class PaperWarning:
    """Something that is not right on the paper, in the user's words.

    ``where`` names the part of the paper; ``lines`` is how much too long it is; ``box`` is the part on
    ``page`` (from 1) as left, bottom, right, top in points.
    """

    kind: WarningKind
    text: str
    where: str = ""
    page: int = 0
    lines: int = 0
    box: tuple[float, float, float, float] = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished paper."""

    pdf: bytes
    warnings: tuple[PaperWarning, ...]
    pages: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Whom to turn to; an empty field leaves no trace on the paper."""

    name: str
    what_for: str
    phone: str = ""
    web: str = ""
    email: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """What a tipkaart says of one placement: where it is, whom the company calls, and by when they meet.

    No name of a student: the card may hang on a wall.
    """

    company: str
    person: str
    phone: str
    talks: tuple[date, ...]
    agreed: bool = False
    """Whether ``talks`` are days that were agreed on, or days before which a talk must have been."""


@dataclass(frozen=True, slots=True)
class TipkaartData:
    """A tipkaart for companies: the school that hands it out, its office, and the texts.

    With a ``place`` it is the card of one placement.

    ``words`` fills the words that a school can rename; what it leaves out keeps the word of the texts.
    """

    school: str
    office: str
    phone: str
    email: str
    web: str
    texts: Texts
    words: Mapping[str, str] = field(default_factory=dict)
    place: PlaceLine | None = None


@dataclass(frozen=True, slots=True)
class MeldwijzerData:
    """A meldwijzer for students: who helps in the school and outside it, and the texts."""

    school: str
    in_school: tuple[ContactLine, ...]
    outside: tuple[ContactLine, ...]
    texts: Texts
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecoverySheetData:
    """The printed recovery code of a school; ``code`` in groups, parted by spaces or dashes."""

    school: str
    code: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class ListData:
    """Any list of the screen as a table; every row has one text for each column."""

    school: str
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    confidential: bool = True


@dataclass(frozen=True, slots=True)
class Bundle:
    """Papers one after another in one file, each with pages numbered by itself: letters, or a folder for a day."""

    school: str
    title: str
    papers: tuple[TipkaartData | MeldwijzerData | ReportData, ...]


Document = TipkaartData | MeldwijzerData | RecoverySheetData | ListData | ReportData | Bundle
