"""The list of a stagebegeleider as a workbook: whom they guide, what is promised, and a line for every talk to come."""

from __future__ import annotations

from app.exchange.export import Leaf, to_workbook
from app.progress import Progress
from app.queries.contact_sheets import SheetRow
from app.terms.pipeline import Form, Party
from app.text import translate

_FORMS = (Form.VISIT, Form.VIDEO, Form.PHONE, Form.SCHOOL)
_OWNERS = (Party.STUDENT, Party.COMPANY, Party.SCHOOL)


def talk_list(sheet: SheetRow, *, progress: Progress) -> bytes:
    """A workbook with three leaves; the first comes back filled in."""
    title = translate("TalkLists", "Gesprekken van {name}").format(name=sheet.supervisor)
    return to_workbook(title, (_talks(sheet), _students(sheet), _promises(sheet)), progress=progress)


def _talks(sheet: SheetRow) -> Leaf:
    yes_no = (translate("Export", "ja"), translate("Export", "nee"))
    return Leaf(
        translate("TalkLists", "Verslagen"),
        (
            translate("TalkLists", "Gesprekscode"),
            translate("TalkLists", "Student"),
            translate("TalkLists", "Leerbedrijf"),
            translate("TalkLists", "Gesprek"),
            translate("TalkLists", "Liefst tussen"),
            translate("TalkLists", "En uiterlijk"),
            translate("TalkLists", "Gehouden op"),
            translate("TalkLists", "Vorm van het gesprek"),
            translate("TalkLists", "Student erbij"),
            translate("TalkLists", "Leerbedrijf erbij"),
            translate("TalkLists", "School erbij"),
            translate("TalkLists", "Toezegging"),
            translate("TalkLists", "Wie doet het"),
            translate("TalkLists", "Vóór welke dag"),
            translate("TalkLists", "Begeleider van de lijst"),
        ),
        tuple(
            (
                line.code,
                line.row.student,
                line.row.company,
                line.slot.moment.label,
                line.slot.first,
                line.slot.last,
                *(None,) * 4,
                yes_no[0],
                *(None,) * 3,
                sheet.supervisor,
            )
            for line in sheet.lines
        ),
        {
            7: tuple(form.label for form in _FORMS),
            **dict.fromkeys((8, 9, 10), yes_no),
            12: tuple(party.label for party in _OWNERS),
        },
        to_fill=range(6, 14),
    )


def _students(sheet: SheetRow) -> Leaf:
    return Leaf(
        translate("TalkLists", "Mijn studenten"),
        (
            translate("TalkLists", "Student"),
            translate("TalkLists", "Klas"),
            translate("TalkLists", "Leerbedrijf"),
            translate("TalkLists", "Adres"),
            translate("TalkLists", "Praktijkopleider"),
            translate("TalkLists", "Telefoon"),
            translate("TalkLists", "Eerste dag"),
            translate("TalkLists", "Laatste dag"),
            translate("TalkLists", "Gehouden"),
            translate("TalkLists", "Norm"),
            translate("TalkLists", "Gepland op"),
        ),
        tuple(
            (
                row.student,
                row.group,
                row.company,
                ", ".join(part for part in (row.street, row.town) if part),
                row.person,
                row.person_phone or row.phone,
                row.first_day,
                row.last_day,
                row.held.joint,
                row.norm.joint,
                None if row.planned is None else row.planned.day,
            )
            for row in sheet.rows
        ),
    )


def _promises(sheet: SheetRow) -> Leaf:
    return Leaf(
        translate("TalkLists", "Open toezeggingen"),
        (
            translate("TalkLists", "Wie heeft het gehoord"),
            translate("TalkLists", "Wat"),
            translate("TalkLists", "Wie"),
            translate("TalkLists", "Vóór"),
        ),
        tuple(
            (row.student, one.text, one.owner.label, one.due_on)
            for row in sheet.rows
            for one in row.promises
            if one.kept_on is None
        ),
    )
