"""The file of one person for who asks to see it, as paper and as data."""

from __future__ import annotations

import json
from datetime import date

from app.clock import ZONE
from app.dates import long_date
from app.documents.parts import Column, Facts, Part, ReportData, Table, Words
from app.queries.privacy import PersonFile
from app.text import translate


def sealed_words() -> str:
    """What is said to everybody alike, whether there is anything or not."""
    return translate(
        "PersonFile",
        "Er is ook een vertrouwelijk deel van Driehoek. Of daar iets in staat, zeggen we niet op dit "
        "papier, bij niemand. "
        "Vraag ook het vertrouwelijke deel aan als je dat wilt zien.",
    )


def person_report(school: str, known: PersonFile) -> ReportData:
    """The file as a readable paper."""
    parts: list[Part] = [
        Words(
            translate("PersonFile", "Wat je leest"),
            (
                translate(
                    "PersonFile",
                    "Dit is alles wat {school} in Driehoek over je bewaart voor je stage. Klopt er iets "
                    "niet, of wil je dat "
                    "iets wordt gewist? Zeg het tegen je school.",
                ).format(school=school),
                sealed_words(),
            ),
        )
    ]
    parts += [Facts(part.title, part.facts) for part in known.parts]
    columns = (
        Column(translate("PersonFile", "Dag"), 1),
        Column(translate("PersonFile", "Wie"), 1.4),
        Column(translate("PersonFile", "Wat"), 2),
    )
    rows = tuple((long_date(step.at.astimezone(ZONE).date()), step.actor, step.deed) for step in known.steps)
    parts.append(Table(translate("PersonFile", "Wie er iets wijzigde"), columns, rows))
    return ReportData(school, translate("PersonFile", "Inzage in je gegevens"), known.name, tuple(parts))


def person_json(school: str, known: PersonFile, today: date) -> bytes:
    """The same as data that another program can read."""
    content = {
        "school": school,
        "gemaakt_op": today.isoformat(),
        "naam": known.name,
        "vertrouwelijk_deel": sealed_words(),
        "gegevens": [{"soort": part.title, "velden": dict(part.facts)} for part in known.parts],
        "geschiedenis": [{"op": step.at.isoformat(), "door": step.actor, "wat": step.deed} for step in known.steps],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
