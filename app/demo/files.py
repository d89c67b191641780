"""The tables of the fictional school, read by the same readers, parsers and commands as any school's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from app import clock
from app.commands.imports import COMMANDS
from app.commands.programmes import GroupDraft, ProgrammeDraft, UnitDraft
from app.commands.school import (
    FreeDayDraft,
    HelplineDraft,
    PeriodDraft,
    SchoolDraft,
    SetUp,
)
from app.exchange.knowing import known
from app.exchange.mapping import map_columns
from app.exchange.parsing import parse
from app.exchange.tables import read_table
from app.progress import Progress
from app.queries.import_rows import Decisions, Preview
from app.queries.imports import preview, remembered_columns
from app.resources import resource, toml
from app.store.journal import Step
from app.store.store import Store
from app.terms.exchange import Subject
from app.terms.school import FreeDayKind, Path, Place, Region

FILES: Mapping[Subject, str] = {
    Subject.STUDENTS: "studenten_eduarte.xlsx",
    Subject.COMPANIES: "leerbedrijven.csv",
    Subject.SUPERVISORS: "begeleiders.csv",
    Subject.WISHES: "leerwensen.xlsx",
    Subject.OFFERS: "stageplaatsen.xlsx",
    Subject.PLACEMENTS: "plaatsingen_vorig_jaar.xlsx",
}
"""The file of each subject, in the order in which a school reads them."""

_CHECKED = date(2027, 1, 18)
_CHECKED_LONG_AGO = date(2025, 11, 24)
_LONG_AGO = frozenset({"labour-inspectorate"})
_NEVER = frozenset({"jobmbo"})
_OWN = {
    "supervisor": ("", "stagebegeleiders@rocwaalhaven.example", "ma t/m vr, 8.30 tot 16.30 uur"),
    "coordinator": ("024 000 0140", "bpv@rocwaalhaven.example", "ma t/m do, 8.30 tot 16.30 uur"),
    "confidant": ("024 000 0152", "vertrouwenspersoon@rocwaalhaven.example", "di en do, 9.00 tot 15.00 uur"),
    "school-report": ("024 000 0160", "meldpunt@rocwaalhaven.example", "ma t/m vr"),
    "school-complaints": ("", "klachten@rocwaalhaven.example", ""),
    "wellbeing": ("024 000 0171", "zorgteam@rocwaalhaven.example", "ma t/m vr, 9.00 tot 16.00 uur"),
}


def school_draft() -> SetUp:
    """What the coordinator of ROC Waalhaven filled in by hand before the first import."""
    school = json.loads(resource("demo", "school.json").read_text(encoding="utf-8"))
    names = {period["code"]: period["name"] for period in school["periods"]}
    return SetUp(
        school=SchoolDraft(
            name=school["name"],
            town=school["town"],
            pc4=school["pc4"],
            region=Region(school["region"].casefold()),
            office="Stagebureau ROC Waalhaven",
            phone="024 000 0140",
            email="bpv@rocwaalhaven.example",
            web="https://www.rocwaalhaven.example",
        ),
        helplines=tuple(_helpline(line) for line in toml("texts", "nl", "helplines.toml")["helpline"]),
        programmes=tuple(_programme(one, school["classes"], names) for one in school["programmes"]),
        periods=tuple(
            PeriodDraft(one["code"], one["name"], date.fromisoformat(one["start"]), date.fromisoformat(one["end"]))
            for one in school["periods"]
        ),
        free_days=tuple(_free_day(one) for one in school["free_days"]),
    )


def preview_file(store: Store, subject: Subject, progress: Progress | None = None) -> Preview:
    """What reading the file of a subject would do, with every proposed company confirmed."""
    with store.reading() as session:
        today = clock.today()
        table = read_table(resource("demo", FILES[subject]), progress=progress or Progress())
        columns = map_columns(table, subject, remembered_columns(session, subject))
        parsed = parse(table, columns, known(session, today), progress=progress or Progress())
        accepted = frozenset(one.row.row for one in parsed.proposals)
        return preview(
            session,
            subject=subject,
            parsed=parsed,
            today=today,
            columns=columns,
            accepted=accepted,
            progress=progress,
        )


def read_in(store: Store, subject: Subject, actor: str, progress: Progress | None = None) -> Step | None:
    """Read the file of a subject into the school; the step, or ``None`` when nothing changed."""
    seen = preview_file(store, subject, progress)
    return store.change(COMMANDS[subject], actor, progress, None, preview=seen, decisions=Decisions()).step


def _helpline(line: Mapping[str, Any]) -> HelplineDraft:
    phone, email, hours = _OWN.get(line["key"], (line["phone"], line["email"], line["hours"]))
    checked = _CHECKED_LONG_AGO if line["key"] in _LONG_AGO else _CHECKED
    return HelplineDraft(
        name=line["name"],
        what_for=line["what_for"],
        phone=phone,
        web=line["web"],
        email=email,
        hours=hours,
        place=Place(line["place"]),
        shown=line.get("shown", True),
        checked_on=None if line["key"] in _NEVER else checked,
    )


def _programme(
    programme: Mapping[str, Any], classes: list[Mapping[str, Any]], names: Mapping[str, str]
) -> ProgrammeDraft:
    return ProgrammeDraft(
        code=programme["code"],
        crebo=programme["crebo"],
        name=programme["name"],
        level=programme["level"],
        years=programme["level"],
        units=tuple(UnitDraft(unit["code"], unit["title"]) for unit in programme["werkprocessen"]),
        groups=tuple(
            GroupDraft(one["code"], Path(one["path"]), one["cohort"], ((names[one["period"]], tuple(one["days"])),))
            for one in classes
            if one["crebo"] == programme["crebo"]
        ),
    )


def _free_day(one: Mapping[str, Any]) -> FreeDayDraft:
    first, last = date.fromisoformat(one["start"]), date.fromisoformat(one["end"])
    study = one["name"] == "Studiedag"
    return FreeDayDraft(one["name"], FreeDayKind.STUDY if study else FreeDayKind.HOLIDAY, first, last)
