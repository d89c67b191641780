"""What a preview shows, section by section: plain rows with a choice where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.queries.import_rows import Decisions, FindingRow, Preview
from app.text import translate
from ui.theme import Tone
from ui.widgets.sign import Sign

_MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a section; ``default`` is what happens without a decision, ``None`` where none is asked."""

    id: str
    cells: tuple[str, ...]
    taken: bool = False
    default: bool | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one kind with their headings; ``yes`` and ``no`` are the words of a choice."""

    key: str
    title: str
    tone: Tone
    icon: str
    explanation: str
    headings: tuple[str, ...]
    lines: tuple[LineRow, ...]
    yes: str = ""
    no: str = ""
    rows: int | None = None
    """How many rows of the file it is about, where a line can stand for more than one."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.lines) if self.rows is None else self.rows

    @property
    def asks(self) -> bool:
        """Whether its lines have a choice."""
        return bool(self.yes)

    def sign(self, line: LineRow) -> Sign:
        """What happens with a line."""
        return Sign(self.yes, "check", Tone.DONE) if line.taken else Sign(self.no, "x", Tone.PLAIN)


def is_taken(identity: str, default: bool, decisions: Decisions) -> bool:  # noqa: FBT001 - what happens undecided
    """Whether something happens, by default or by decision."""
    return identity not in decisions.leave if default else identity in decisions.take


def decided(decisions: Decisions, line: LineRow, *, taken: bool) -> Decisions:
    """``decisions`` with another one about ``line``."""
    take, leave = decisions.take - {line.id}, decisions.leave - {line.id}
    if line.default and not taken:
        leave |= {line.id}
    elif not line.default and taken:
        take |= {line.id}
    return Decisions(take, leave)


def total(found: Sequence[Section]) -> str:
    """What will be stored and what not, in one line."""
    taken = {section.key: sum(line.taken for line in section.lines) for section in found}
    counts = {section.key: section.count for section in found}
    parts = (
        (taken.get("new", 0) + taken.get("back", 0), translate("Preview", "{n} nieuw")),
        (taken.get("changed", 0) + taken.get("conflicts", 0), translate("Preview", "{n} gewijzigd")),
        (taken.get("leaving", 0), translate("Preview", "{n} uitgeschreven")),
        (counts.get("refused", 0), translate("Preview", "{n} niet in te lezen")),
    )
    return " · ".join(words.format(n=count) for count, words in parts if count)


def sections(preview: Preview, decisions: Decisions) -> tuple[Section, ...]:
    """The sections that hold something, what asks for a choice first."""
    return tuple(section for section in _sections(preview, decisions) if section.lines)


def _line(identity: str, cells: Sequence[str], decisions: Decisions, *, default: bool) -> LineRow:
    return LineRow(identity, tuple(cells), is_taken(identity, default, decisions), default)


def _sections(preview: Preview, decisions: Decisions) -> Iterator[Section]:
    yield _conflicts(preview, decisions)
    yield _leaving(preview, decisions)
    yield _back(preview, decisions)
    yield _new(preview, decisions)
    yield _changed(preview, decisions)
    yield _findings(
        "refused",
        translate("Preview", "Niet in te lezen"),
        ("circle-x", Tone.DANGER),
        translate("Preview", "Deze regels worden niet opgeslagen. Verbeter ze in het bestand en lees dat opnieuw in."),
        preview.refused,
    )
    yield _findings(
        "warned",
        translate("Preview", "Let op"),
        ("circle-alert", Tone.ATTENTION),
        translate("Preview", "Deze regels worden wel opgeslagen."),
        preview.warnings,
    )
    yield _findings(
        "merged",
        translate("Preview", "Samengevoegd"),
        ("shuffle", Tone.INFO),
        translate("Preview", "Deze regels gaan over iemand of iets van een eerdere regel."),
        preview.merged,
    )
    yield _gone(preview)
    yield _columns(preview)
    yield _also(preview)


def _conflicts(preview: Preview, decisions: Decisions) -> Section:
    lines = [
        _line(change.id, (row.name, change.label, change.ours, change.theirs), decisions, default=False)
        for row in preview.changed
        for change in row.fields
        if change.conflict
    ]
    return Section(
        "conflicts",
        translate("Preview", "Kies zelf"),
        Tone.ATTENTION,
        "scale",
        translate(
            "Preview", "Dit is hier gewijzigd sinds het vorige bestand. Zonder keuze blijft het zoals het hier is."
        ),
        _field_headings(),
        tuple(lines),
        translate("Preview", "uit het bestand"),
        translate("Preview", "blijft van hier"),
    )


def _changed(preview: Preview, decisions: Decisions) -> Section:
    lines = [
        _line(change.id, (row.name, change.label, change.ours, change.theirs), decisions, default=True)
        for row in preview.changed
        for change in row.fields
        if not change.conflict
    ]
    return Section(
        "changed",
        translate("Preview", "Gewijzigd"),
        Tone.INFO,
        "pencil",
        translate("Preview", "Het bestand zegt iets anders dan hier staat."),
        _field_headings(),
        tuple(lines),
        translate("Preview", "uit het bestand"),
        translate("Preview", "blijft van hier"),
    )


def _new(preview: Preview, decisions: Decisions) -> Section:
    lines = [
        _line(row.id, (row.name, row.detail, str(row.row)), decisions, default=True)
        for row in preview.new
        if not row.removed_here
    ]
    return Section(
        "new",
        translate("Preview", "Nieuw"),
        Tone.DONE,
        "plus",
        translate("Preview", "Dit heeft de school nog niet."),
        _row_headings(),
        tuple(lines),
        translate("Preview", "komt erbij"),
        translate("Preview", "niet inlezen"),
    )


def _back(preview: Preview, decisions: Decisions) -> Section:
    lines = [
        _line(row.id, (row.name, row.detail, str(row.row)), decisions, default=False)
        for row in preview.new
        if row.removed_here
    ]
    return Section(
        "back",
        translate("Preview", "Hier weggehaald"),
        Tone.ATTENTION,
        "undo-2",
        translate("Preview", "Dit is hier eerder weggehaald. Het komt alleen terug als je dat kiest."),
        _row_headings(),
        tuple(lines),
        translate("Preview", "komt terug"),
        translate("Preview", "blijft weg"),
    )


def _leaving(preview: Preview, decisions: Decisions) -> Section:
    lines = [
        _line(row.id, (row.name, row.detail, row.reason.label), decisions, default=False) for row in preview.leaving
    ]
    return Section(
        "leaving",
        translate("Preview", "Misschien vertrokken"),
        Tone.ATTENTION,
        "user-x",
        translate(
            "Preview", "Er wordt niemand verwijderd. Wie je uitschrijft, gaat van het bord; de gegevens blijven."
        ),
        (translate("Preview", "Naam"), translate("Preview", "Klas"), translate("Preview", "Waarom")),
        tuple(lines),
        translate("Preview", "uitschrijven"),
        translate("Preview", "blijft"),
    )


def _gone(preview: Preview) -> Section:
    lines = [LineRow(f"gone:{at}", (row.name, row.detail)) for at, row in enumerate(preview.gone)]
    return Section(
        "gone",
        translate("Preview", "Niet in het bestand"),
        Tone.PLAIN,
        "eye",
        translate("Preview", "De school heeft dit wel. Het blijft zoals het is."),
        (translate("Preview", "Naam"), translate("Preview", "Wat")),
        tuple(lines),
    )


def _findings(key: str, title: str, sign: tuple[str, Tone], explanation: str, rows: Sequence[FindingRow]) -> Section:
    """Findings by their cause: each cause once, with how many rows it is about and which."""
    icon, tone = sign
    headings = (translate("Preview", "Waarom"), translate("Preview", "Aantal"), translate("Preview", "Regels"))
    causes: dict[str, list[int]] = {}
    for row in rows:
        causes.setdefault(row.text, []).append(row.row)
    lines = [
        LineRow(f"{key}:{at}", (text, str(len(places)), _places(places)))
        for at, (text, places) in enumerate(causes.items())
    ]
    return Section(key, title, tone, icon, explanation, headings, tuple(lines), rows=len(rows))


def _places(rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:_MOST_ROWS]))
    more = translate("Preview", " en nog {n}").format(n=len(rows) - _MOST_ROWS)
    return shown + more if len(rows) > _MOST_ROWS else shown


def _columns(preview: Preview) -> Section:
    shown = sorted(preview.not_stored, key=lambda column: not column.sensitive)
    lines = [LineRow(f"column:{column.index}", (column.header, column.why or "")) for column in shown]
    return Section(
        "columns",
        translate("Preview", "Kolommen niet opgeslagen"),
        Tone.PLAIN,
        "eye-off",
        translate("Preview", "Van deze kolommen wordt niets bewaard."),
        (translate("Preview", "Kolom"), translate("Preview", "Waarom")),
        tuple(lines),
    )


def _also(preview: Preview) -> Section:
    lines = [LineRow(f"also:{row.label}", (row.label, str(row.count))) for row in preview.also]
    return Section(
        "also",
        translate("Preview", "Komt mee"),
        Tone.PLAIN,
        "plus",
        translate("Preview", "Dit hoort bij de regels hierboven."),
        (translate("Preview", "Wat"), translate("Preview", "Aantal")),
        tuple(lines),
    )


def _field_headings() -> tuple[str, ...]:
    return (
        translate("Preview", "Naam"),
        translate("Preview", "Wat"),
        translate("Preview", "Hier"),
        translate("Preview", "In het bestand"),
    )


def _row_headings() -> tuple[str, ...]:
    return translate("Preview", "Naam"), translate("Preview", "Waar"), translate("Preview", "Regel")
