"""Which column of a table is which field, and which columns are never stored, and why."""

from __future__ import annotations

import collections.abc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.errors import Refusal
from app.exchange.tables import Table, is_blank
from app.exchange.vocabulary import NeverSpec, SubjectSpec, fold, fold_header, subject_spec
from app.terms.exchange import Subject
from app.text import translate

_SURE = 85
_PERHAPS = 70
_MOST_CANDIDATES = 3
_EXACT = 101
_SHORT = 5  # letters
_SAMPLE = 500  # rows
_FEWEST_BSN = 5
_NEARLY_ALL = 0.9
_BSN_DIGITS = (8, 9)  # a spreadsheet loses the first zero
DROPPED = ""  # in a remembered mapping: the school does not want this column


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field that a column might be; ``likeness`` runs to 100."""

    field: str
    label: str
    likeness: int


@dataclass(frozen=True, slots=True)
class Column:
    """What becomes of one column: it has a field, or the user is asked, or it is not stored.

    A column with both ``field`` and ``why`` is looked at during the reading and not stored itself.
    """

    index: int
    header: str
    field: str | None = None
    label: str = ""
    asked: tuple[Candidate, ...] = ()
    why: str | None = None
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Guess:
    """How well a table fits a subject: ``known`` of its ``columns``; ``whole`` when it has all that is needed."""

    subject: Subject
    known: int
    columns: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of a table, in its order, as fields of ``subject``."""

    subject: Subject
    columns: tuple[Column, ...]

    def index(self, field: str) -> int | None:
        """Where the column of a field is."""
        return next((column.index for column in self.columns if column.field == field), None)

    @property
    def read(self) -> frozenset[int]:
        """The places of the columns whose values are looked at."""
        return frozenset(column.index for column in self.columns if column.field is not None)

    @property
    def asked(self) -> tuple[Column, ...]:
        """The columns about which the user decides."""
        return tuple(column for column in self.columns if column.asked)

    @property
    def not_stored(self) -> tuple[Column, ...]:
        """The columns of which no value is kept, each with its reason."""
        return tuple(column for column in self.columns if column.why is not None)

    @property
    def sensitive(self) -> tuple[Column, ...]:
        """The columns that are named to the user, because they may not be kept."""
        return tuple(column for column in self.columns if column.sensitive)

    @property
    def missing(self) -> tuple[str, ...]:
        """The labels of fields without which the table can't be read."""
        spec = subject_spec(self.subject)
        labels = {field.name: field.label for field in spec.fields}
        found = {column.field for column in self.columns}
        return tuple(labels[group[0]] for group in spec.required if not found & set(group))

    def choose(self, index: int, field: str | None) -> Mapping:
        """The mapping with the user's choice for a column; ``None`` leaves it out.

        Raises ``Refusal`` for a sensitive column and for a field that another column has.
        """
        column = self.columns[index]
        if column.sensitive:
            text = translate("Mapping", "Kolom {header} wordt niet opgeslagen: {why}")
            raise Refusal(text.format(header=column.header, why=column.why))
        other = None if field is None else self.index(field)
        if other is not None and other != index:
            text = translate("Mapping", "Kolom {header} is al {field}.")
            raise Refusal(text.format(header=self.columns[other].header, field=self.columns[other].label))
        spec = subject_spec(self.subject)
        chosen = _dropped(column) if field is None else _taken(column, field, spec)
        return replace(self, columns=(*self.columns[:index], chosen, *self.columns[index + 1 :]))

    def remembered(self) -> dict[str, str]:
        """What to remember for the next table of this school: folded header → field, or ``DROPPED``."""
        return {
            fold_header(column.header): column.field or DROPPED
            for column in self.columns
            if not column.asked and not column.sensitive and column.header
        }


def guesses(table: Table) -> tuple[Guess, ...]:
    """The subjects that a table could be about, the best first."""
    headers = {fold_header(header) for header in table.headers if header}

    def guess(subject: Subject) -> Guess:
        spec = subject_spec(subject)
        aliases = {field.name: {fold_header(alias) for alias in field.aliases} for field in spec.fields}
        fields = {name for name, folded in aliases.items() if folded & headers}
        own = headers & {alias for folded in aliases.values() for alias in folded}
        left = headers & {fold_header(alias) for never in spec.never for alias in never.aliases}
        whole = all(fields & set(group) for group in spec.required)
        return Guess(subject, len(own | left), len(headers), whole)

    return tuple(sorted(map(guess, Subject), key=lambda one: (one.whole, one.known), reverse=True))


def map_columns(table: Table, subject: Subject, remembered: collections.abc.Mapping[str, str] | None = None) -> Mapping:
    """Map the headers of ``table`` to the fields of ``subject``.

    First what the school ``remembered``, then equal headers, then headers that look alike: from 85 of
    100 taken, from 70 asked, below that not stored. A column full of burgerservicenummers is never
    stored, whatever its header says.
    """
    spec = subject_spec(subject)
    columns = [
        _full_of_bsn(index, table, spec) or _never(index, header, spec) or Column(index, header)
        for index, header in enumerate(table.headers)
    ]
    _take_remembered(columns, remembered or {}, spec)
    for likeness, index, field in sorted(_likenesses(columns, spec), key=lambda found: (-found[0], found[1])):
        taken = {column.field for column in columns}
        if columns[index].field is None and columns[index].why is None and field not in taken and likeness >= _SURE:
            columns[index] = _taken(columns[index], field, spec)
    return Mapping(subject, tuple(_asked_or_dropped(columns, spec)))


def _never(index: int, header: str, spec: SubjectSpec) -> Column | None:
    """The column as one that is never stored, when its header says so."""
    if not header:
        why = translate("Mapping", "De kolom heeft geen kop.")
        return Column(index, header, why=why)
    folded = fold_header(header)
    found = next((kind for kind in spec.never if folded in map(fold_header, kind.aliases)), None)
    if found is None and folded not in _own(spec):
        found = _sensitive(header, spec)
    if found is None:
        return None
    field = found.read_as if spec.subject is Subject.STUDENTS else None
    return Column(index, header, field, why=found.why, sensitive=found.sensitive)


def _full_of_bsn(index: int, table: Table, spec: SubjectSpec) -> Column | None:
    """The column as one that is never stored, when nearly all its values pass the test of a BSN.

    Of other numbers of nine digits one in eleven passes by chance.
    """
    values = [str(row.cells[index]).strip() for row in table.rows[:_SAMPLE] if not is_blank(row.cells[index])]
    passing = sum(map(_is_bsn, values))
    if passing < _FEWEST_BSN or passing < _NEARLY_ALL * len(values):
        return None
    why = next(kind.why for kind in spec.never if kind.kind == "bsn")
    return Column(index, table.headers[index], why=why, sensitive=True)


def _is_bsn(written: str) -> bool:
    """Whether a text passes the elfproef of the burgerservicenummer (Besluit burgerservicenummer, art. 2)."""
    if not written.isdecimal() or len(written) not in _BSN_DIGITS or not int(written):
        return False
    *digits, check = (int(digit) for digit in written.zfill(_BSN_DIGITS[-1]))
    return (sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) - check) % 11 == 0


def _own(spec: SubjectSpec) -> set[str]:
    return {fold_header(alias) for field in spec.fields for alias in field.aliases}


def _sensitive(header: str, spec: SubjectSpec) -> NeverSpec | None:
    """The sensitive kind of which a header has a word, or that it looks like: rather dropped than kept."""
    said = set(fold(header).split())
    for kind in spec.never:
        if kind.words & said or (kind.sensitive and _likeness(header, kind.aliases, whole=True) >= _SURE):
            return kind
    return None


def _likeness(header: str, aliases: Sequence[str], *, whole: bool = False) -> int:
    """How much a header looks like the nearest of the aliases, to 100.

    When only a part is alike (``E-mail`` in ``E-mail privé``) it is never sure, and a short part that
    stands in many headers (``nr`` in ``kamernr``) says nothing. With ``whole`` parts do not count.
    """
    from rapidfuzz import fuzz, utils

    words = utils.default_process(header)

    def score(alias: str) -> int:
        other = utils.default_process(alias)
        all_of_it = round(max(fuzz.ratio(words, other), fuzz.token_sort_ratio(words, other)))
        if whole or all_of_it >= _SURE or min(len(words), len(other)) < _SHORT:
            return all_of_it
        return min(max(all_of_it, round(fuzz.WRatio(words, other))), _SURE - 1)

    return max(map(score, aliases))


def _take_remembered(columns: list[Column], remembered: collections.abc.Mapping[str, str], spec: SubjectSpec) -> None:
    known = {field.name for field in spec.fields}
    for index, column in enumerate(columns):
        field = remembered.get(fold_header(column.header))
        if field is None or column.sensitive or not column.header:
            continue
        if field == DROPPED:
            columns[index] = _dropped(column)
        elif field in known and field not in {other.field for other in columns}:
            columns[index] = _taken(column, field, spec)


def _likenesses(columns: Iterable[Column], spec: SubjectSpec) -> Iterator[tuple[int, int, str]]:
    """(likeness, column, field) for every column that is still free; an equal header comes above all."""
    for column in columns:
        if column.field is not None or column.why is not None:
            continue
        folded = fold_header(column.header)
        for field in spec.fields:
            equal = folded in map(fold_header, field.aliases)
            yield (_EXACT if equal else _likeness(column.header, field.aliases)), column.index, field.name


def _asked_or_dropped(columns: Sequence[Column], spec: SubjectSpec) -> Iterator[Column]:
    """Every column decided: one that looks like a free field is asked about, the rest is not stored."""
    taken = {column.field for column in columns}
    labels = {field.name: field.label for field in spec.fields}
    for column in columns:
        if column.field is not None or column.why is not None:
            yield column
            continue
        found = sorted(_likenesses([column], spec), reverse=True)
        likely = tuple(
            Candidate(field, labels[field], min(likeness, 100))
            for likeness, _, field in found
            if field not in taken and likeness >= _PERHAPS
        )[:_MOST_CANDIDATES]
        yield replace(column, asked=likely) if likely else _dropped(column)


def _taken(column: Column, field: str, spec: SubjectSpec) -> Column:
    label = next(known.label for known in spec.fields if known.name == field)
    return Column(column.index, column.header, field, label)


def _dropped(column: Column) -> Column:
    why = column.why or translate("Mapping", "Deze kolom is niet bekend.")
    return Column(column.index, column.header, why=why, sensitive=column.sensitive)
