"""Overviews as papers: which rows of the school become which parts of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from app.dates import long_date, short_date
from app.documents.addresses import phone, ways_to_reach
from app.documents.clean import Run, Runs, plain
from app.documents.outlook import planned_table, promises_table
from app.documents.parts import Column, Part, ReportData, Table, Tile, Tiles, Words
from app.queries.stagepact import GoalCell, GoalRow
from app.queries.supply import CallRow, NeedRow
from app.queries.workload import HandedRow
from app.rules.disclosure import LEAST, hidden, may_show_sum
from app.rules.goals import goal_words
from app.rules.norm import Norm
from app.terms.calls import CallOutcome
from app.terms.goals import Goal
from app.text import translate

_NOTHING = "–"


def shown_cells(row: GoalRow) -> tuple[tuple[str, ...], ...]:
    """The lines of a goal as they may be seen: name, not known, of how many, how many, share, last year's share.

    The last line is the whole. What tells about fewer than five students says so instead of a number.
    """
    free = row.goal is Goal.SAFETY  # it counts helplines, no students
    gone = frozenset() if free else hidden([(cell.count, cell.of) for cell in row.cells])
    past = [cell.before or (0, 0) for cell in row.cells]
    gone_before = hidden(past)
    lines = [
        _line(cell, hide=at in gone, hide_before=at in gone_before, free=free) for at, cell in enumerate(row.cells)
    ]
    sums = [(cell.count, cell.of) for cell in row.cells]
    whole = _line(
        row.whole,
        hide=not free and not may_show_sum(sums),
        hide_before=not may_show_sum(past),
        free=free,
    )
    return (*lines, whole)


def _line(cell: GoalCell, *, hide: bool, hide_before: bool, free: bool) -> tuple[str, ...]:
    unknown = cell.all - cell.known
    name = cell.name or translate("Overviews", "Samen")
    few = translate("Overviews", "verborgen")
    return (
        name,
        str(unknown) if free or not 0 < unknown < LEAST else f"< {LEAST}",
        str(cell.of),
        few if hide else str(cell.count),
        _NOTHING if hide or not cell.of else share_words(cell.count, cell.of),
        _NOTHING if cell.before is None or hide_before else share_words(*cell.before),
    )


def share_words(count: int, of: int) -> str:
    """``68 %``."""
    return f"{round(100 * count / of)} %" if of else _NOTHING


def stagepact_report(school: str, about: str, rows: Sequence[GoalRow], norm: Norm) -> ReportData:
    """The four goals with their numbers, what counts, what does not, what is not known, and the source."""
    columns = (
        Column(translate("Overviews", "Opleiding of plek"), 2.4),
        Column(translate("Overviews", "Weten we niet"), 1, number=True),
        Column(translate("Overviews", "Van"), 0.8, number=True),
        Column(translate("Overviews", "Gehaald"), 1.2, number=True),
        Column(translate("Overviews", "Nu"), 0.8, number=True),
        Column(translate("Overviews", "Jaar eerder"), 1, number=True),
    )
    parts: list[Part] = []
    for number, row in enumerate(rows, start=1):
        words = goal_words(row.goal, norm)
        gap = words.gap.format(unknown=_few(row), all=row.whole.all)
        title = translate("Overviews", "Doel {number}: {goal}").format(number=number, goal=row.goal.label)
        told = (
            translate("Overviews", "Telt mee: {text}").format(text=words.counts),
            translate("Overviews", "Telt niet mee: {text}").format(text=words.counts_not),
            translate("Overviews", "Weten we niet: {text}").format(text=gap),
            translate("Overviews", "Bron: {text}").format(text=words.source),
        )
        *lines, whole = shown_cells(row)
        parts.append(Words(title, (f"{words.chart}.",), told))
        parts.append(Table("", columns, tuple(lines), whole))
    note = translate(
        "Overviews",
        "Een getal dat over minder dan {least} studenten gaat, tonen we niet. Soms is ook een tweede getal "
        "afgeschermd, zodat niemand het kleine getal kan uitrekenen.",
    ).format(least=LEAST)
    parts.append(Words(translate("Overviews", "Kleine aantallen"), (note,)))
    title = translate("Overviews", "Stagepact in cijfers")
    return ReportData(school, title, title, tuple(parts), lead=about, confidential=False)


def _few(row: GoalRow) -> str:
    unknown = row.whole.all - row.whole.known
    few = row.goal is not Goal.SAFETY and 0 < unknown < LEAST
    return translate("Overviews", "minder dan {least}").format(least=LEAST) if few else str(unknown)


def shortage_report(
    school: str,
    rows: Sequence[NeedRow],
    calls: Mapping[tuple[UUID, UUID], Sequence[CallRow]],
    today: date,
) -> ReportData:
    """For the adviseur of SBB: where places are short, and what the school did about it; no student is named."""
    columns = (
        Column(translate("Overviews", "Opleiding"), 2.2),
        Column(translate("Overviews", "Crebo"), 0.8),
        Column(translate("Overviews", "Niveau"), 0.8, number=True),
        Column(translate("Overviews", "Nodig"), 0.8, number=True),
        Column(translate("Overviews", "Heeft plek"), 1, number=True),
        Column(translate("Overviews", "Vrij bekend"), 1, number=True),
        Column(translate("Overviews", "Tekort"), 0.8, number=True),
    )
    parts: list[Part] = []
    for period in dict.fromkeys((row.period, row.first_day, row.fill_by) for row in rows):
        name, first_day, by = period
        here = [row for row in rows if row.period == name]
        lines = tuple(
            (
                row.programme,
                row.crebo,
                str(row.level),
                str(row.students),
                str(row.placed),
                str(row.secured),
                str(row.short),
            )
            for row in here
        )
        note = translate("Overviews", "Begint op {first}. Plekken moeten rond zijn vóór {by}.").format(
            first=long_date(first_day), by=long_date(by)
        )
        parts.append(Table(name, columns, lines, note=note))
    if rows:
        parts.append(_done_about_it(rows, calls))
    else:
        parts.append(Words("", (translate("Overviews", "Voor iedere student is een plek bekend."),)))
    title = translate("Overviews", "Tekort aan stageplaatsen")
    lead = translate("Overviews", "Stand op {day}. Geteld zijn studenten; hun namen staan hier niet.")
    return ReportData(
        school, title, title, tuple(parts), lead=lead.format(day=long_date(today)), confidential=False, lying=True
    )


def _done_about_it(rows: Sequence[NeedRow], calls: Mapping[tuple[UUID, UUID], Sequence[CallRow]]) -> Table:
    columns = (
        Column(translate("Overviews", "Opleiding"), 2.2),
        Column(translate("Overviews", "Periode"), 1.6),
        Column(translate("Overviews", "Bedrijven"), 1, number=True),
        *(Column(outcome.label.capitalize(), 1.2, number=True) for outcome in CallOutcome),
        Column(translate("Overviews", "Plekken toegezegd"), 1.2, number=True),
    )
    lines = []
    for row in rows:
        asked = calls[row.period_id, row.programme_id]
        said = [sum(one.outcome is outcome for one in asked) for outcome in CallOutcome]
        promised = sum(one.promised or 0 for one in asked)
        lines.append((row.programme, row.period, str(len(asked)), *map(str, said), str(promised)))
    title = translate("Overviews", "Wat de school deed")
    note = translate(
        "Overviews", "Bedrijven: erkend voor deze opleiding, met een aanbod, of die eerder iemand opleidden."
    )
    return Table(title, columns, tuple(lines), note=note)


def handover_report(school: str, rows: Sequence[HandedRow], leaving: str, taking: str, today: date) -> ReportData:
    """For who takes over from a supervisor: what was promised and planned, whom to see first, whom to call."""
    late = sum(row.late for row in rows)
    parts: tuple[Part, ...] = (
        Tiles(
            (
                Tile(str(len(rows)), translate("Overviews", "studenten")),
                Tile(str(late), translate("Overviews", "contact te laat"), accent=bool(late)),
            )
        ),
        promises_table(
            ((row.student, one) for row in rows for one in row.outlook.promises),
            today,
            nothing=translate("Overviews", "Er staat niets open."),
        ),
        planned_table(
            ((row.student, row.company, one) for row in rows for one in row.outlook.talks),
            nothing=translate("Overviews", "Er is nog niets gepland."),
        ),
        _whom_first(rows),
        _whom_to_call(rows),
        _mind(),
    )
    heading = translate("Overviews", "Van {one}").format(one=leaving)
    if taking:
        heading = translate("Overviews", "Van {one} naar {other}").format(one=leaving, other=taking)
    return ReportData(school, translate("Overviews", "Overdracht begeleiding"), heading, parts)


def _whom_first(rows: Sequence[HandedRow]) -> Table:
    """How far each student is with the talks, and before which day the next must be."""
    columns = (
        Column(translate("Overviews", "Student"), 1.8),
        Column(translate("Overviews", "Klas"), 0.8),
        Column(translate("Overviews", "Stand"), 1.4),
        Column(translate("Overviews", "Samen gesproken"), 1.1),
        Column(translate("Overviews", "Volgende vóór"), 1.3),
        Column(translate("Overviews", "Stage tot"), 1.1),
    )
    lines = tuple(
        (row.student, row.group, row.state.label, _spoken(row), _next(row), short_date(row.last_day)) for row in rows
    )
    return Table(translate("Overviews", "Wie het eerst"), columns, lines, nothing=translate("Overviews", "Niemand"))


def _whom_to_call(rows: Sequence[HandedRow]) -> Table:
    """Where each student is, and who picks up the phone there."""
    columns = (
        Column(translate("Overviews", "Student"), 1.8),
        Column(translate("Overviews", "Telefoon"), 1.2),
        Column(translate("Overviews", "Leerbedrijf"), 1.8),
        Column(translate("Overviews", "Plaats"), 1.1),
        Column(translate("Overviews", "Praktijkopleider"), 1.5),
        Column(translate("Overviews", "Telefoon bedrijf"), 1.2),
    )
    lines = tuple(
        (
            row.student,
            ways_to_reach(phone(row.student_phone)),
            row.company,
            row.town,
            row.company_person,
            ways_to_reach(phone(row.company_phone)),
        )
        for row in rows
    )
    return Table(translate("Overviews", "Wie je belt"), columns, lines, nothing=translate("Overviews", "Niemand"))


def _mind() -> Words:
    return Words(
        translate("Overviews", "Goed om te weten"),
        (
            translate(
                "Overviews",
                "Laat student en praktijkopleider deze week weten wie nu hun aanspreekpunt is en wanneer je "
                "bereikbaar bent. Wat vertrouwelijk is, staat hier niet.",
            ),
        ),
    )


def _spoken(row: HandedRow) -> str:
    return translate("Overviews", "{n} van {all}").format(n=row.joint, all=row.asked)


def _next(row: HandedRow) -> Runs:
    if row.next_by is None:
        return plain(translate("Overviews", "norm gehaald"))
    day = short_date(row.next_by)
    words = translate("Overviews", "{day}, te laat").format(day=day) if row.late else day
    return (Run(words, bold=row.late),)
