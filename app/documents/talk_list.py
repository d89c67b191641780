"""The paper twin of the list of a stagebegeleider: the same lines in the same order, to fill in by pen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app.dates import short_date
from app.documents.addresses import phone, ways_to_reach
from app.documents.parts import Column, NewPage, ReportData, Table, Words
from app.queries.contact_sheets import LineRow, SheetRow, WorkProcesses
from app.queries.teaching import UnitRow
from app.text import translate

_BOX = "\u2610"


def talk_list_paper(sheet: SheetRow, school: str, today: date, processes: WorkProcesses) -> ReportData:
    """Whom somebody guides, what was promised, and a line to fill in for every talk to come."""
    return ReportData(
        school,
        translate("TalkListPaper", "Lijst van een begeleider"),
        sheet.supervisor,
        (
            _lines(sheet, today, processes),
            _how(),
            NewPage(),
            _promises(sheet),
            _students(sheet, today),
            *_numbered(sheet, processes),
        ),
        lead=translate(
            "TalkListPaper", "Vul na elk gesprek de regel in en geef de lijst terug. De code zegt over wie het gaat."
        ),
        foot=translate("TalkListPaper", "lijst van een begeleider"),
        lying=True,
    )


def _lines(sheet: SheetRow, today: date, processes: WorkProcesses) -> Table:
    return Table(
        translate("TalkListPaper", "Gesprekken die nog moeten komen"),
        (
            Column(translate("TalkListPaper", "Nr"), 0.4, number=True),
            Column(translate("TalkListPaper", "Code"), 1.1),
            Column(translate("TalkListPaper", "Student, leerbedrijf"), 2),
            Column(translate("TalkListPaper", "Gesprek"), 0.8),
            Column(translate("TalkListPaper", "Uiterlijk"), 1.2),
            Column(translate("TalkListPaper", "Gehouden op"), 0.9),
            Column(translate("TalkListPaper", "Vorm"), 0.6),
            Column(translate("TalkListPaper", "Erbij"), 1.1),
            Column(translate("TalkListPaper", "Werkprocessen"), 1.4),
            Column(translate("TalkListPaper", "Toezegging: wat, wie, vóór"), 2),
        ),
        tuple(
            (
                str(number),
                line.code,
                f"{line.row.student}\n{', '.join(part for part in (line.row.company, line.row.town) if part)}",
                line.slot.moment.label,
                _until(line, today),
                "",
                "",
                f"{_BOX} s  {_BOX} l  {_BOX} d",
                _blanks(processes.get(line.row.programme_id, ()) if line.row.programme_id else ()),
                "",
            )
            for number, line in enumerate(sheet.lines, start=1)
        ),
        nothing=translate("TalkListPaper", "Er staat geen gesprek meer open."),
    )


def _how() -> Words:
    return Words(
        lines=(
            translate(
                "TalkListPaper",
                "Vorm: B bezoek, V beeldbellen, T telefoon, S op school. Erbij: s student, l leerbedrijf, d docent.",
            ),
            translate(
                "TalkListPaper",
                "Werkprocessen: schrijf achter het nummer 1 (nog niet aan begonnen), 2 (met hulp) of 3 (zelfstandig). "
                "Welk nummer wat is, staat achterop.",
            ),
            translate(
                "TalkListPaper",
                "Een gesprek telt voor de norm als alle drie erbij waren. Schrijf hier niets op over veiligheid.",
            ),
        )
    )


def _blanks(processes: Sequence[UnitRow]) -> str:
    """A place to write behind the number of each werkproces."""
    return "  ".join(f"{number} __" for number in range(1, len(processes) + 1))


def _numbered(sheet: SheetRow, processes: WorkProcesses) -> Iterator[Table]:
    """The werkprocessen by number, a table for each programme of the list."""
    for key in dict.fromkeys(line.row.programme_id for line in sheet.lines):
        known = () if key is None else processes.get(key, ())
        if not known:
            continue
        groups = sorted({line.row.group for line in sheet.lines if line.row.programme_id == key})
        yield Table(
            translate("TalkListPaper", "Werkprocessen van {groups}").format(groups=", ".join(groups)),
            (
                Column(translate("TalkListPaper", "Nr"), 0.4, number=True),
                Column(translate("TalkListPaper", "Code"), 1.2),
                Column(translate("TalkListPaper", "Werkproces"), 5),
            ),
            tuple((str(number), unit.code, unit.title) for number, unit in enumerate(known, start=1)),
        )


def _until(line: LineRow, today: date) -> str:
    last = short_date(line.slot.last, today=today)
    if line.planned_on is None:
        return last
    planned = translate("TalkListPaper", "staat op {day}").format(day=short_date(line.planned_on, today=today))
    return f"{last}\n{planned}"


def _students(sheet: SheetRow, today: date) -> Table:
    return Table(
        translate("TalkListPaper", "Mijn studenten"),
        (
            Column(translate("TalkListPaper", "Student"), 1.6),
            Column(translate("TalkListPaper", "Klas"), 0.7),
            Column(translate("TalkListPaper", "Leerbedrijf"), 2.2),
            Column(translate("TalkListPaper", "Bellen"), 1.6),
            Column(translate("TalkListPaper", "Stage"), 1.3),
            Column(translate("TalkListPaper", "Gehouden"), 0.8),
        ),
        tuple(
            (
                row.student,
                row.group,
                "\n".join(part for part in (row.company, ", ".join(p for p in (row.street, row.town) if p)) if part),
                ways_to_reach(row.person, phone(row.person_phone or row.phone)),
                f"{short_date(row.first_day, today=today)} – {short_date(row.last_day, today=today)}",
                translate("TalkListPaper", "{held} van {norm}").format(held=row.held.joint, norm=row.norm.joint),
            )
            for row in sheet.rows
        ),
    )


def _promises(sheet: SheetRow) -> Table:
    return Table(
        translate("TalkListPaper", "Nog open toezeggingen"),
        (
            Column(translate("TalkListPaper", "Student"), 1.5),
            Column(translate("TalkListPaper", "Wat"), 3),
            Column(translate("TalkListPaper", "Wie"), 1),
            Column(translate("TalkListPaper", "Vóór"), 1),
        ),
        tuple(
            (row.student, one.text, one.owner.label, "" if one.due_on is None else short_date(one.due_on))
            for row in sheet.rows
            for one in row.promises
            if one.kept_on is None
        ),
        nothing=translate("TalkListPaper", "Er staat niets open."),
    )
