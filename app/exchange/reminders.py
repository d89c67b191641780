"""Reminders of agreements that a company has not signed: one draft a company, with all its students in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.dates import long_date
from app.queries.placement_lists import PaperRow
from app.terms.pipeline import Party
from app.text import plural, translate


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to one company, and the placements that it is about."""

    company: str
    to: str
    subject: str
    body: str
    placement_ids: tuple[UUID, ...]


def letters(rows: Iterable[PaperRow], *, sender: str, school: str, today: date) -> tuple[Letter, ...]:
    """One letter to each company that has not signed, by its name."""
    found: dict[UUID, list[PaperRow]] = {}
    for row in rows:
        if Party.COMPANY in row.waiting:
            found.setdefault(row.company_id, []).append(row)
    made = (_letter(group, sender, school, today) for group in found.values())
    return tuple(sorted(made, key=lambda letter: letter.company))


def _letter(rows: Sequence[PaperRow], sender: str, school: str, today: date) -> Letter:
    company, people = rows[0].company, {row.company_person for row in rows if row.company_person}
    whom = people.pop() if len(people) == 1 else company
    asked = plural(
        len(rows),
        translate("Reminders", "Van deze praktijkovereenkomst hebben wij uw handtekening nog niet:"),
        translate("Reminders", "Van deze praktijkovereenkomsten hebben wij uw handtekening nog niet:"),
    )
    lines = (
        translate("Reminders", "Beste {whom},").format(whom=whom),
        asked,
        "\n".join(_line(row, today) for row in rows),
        translate(
            "Reminders",
            "De wet vraagt dat student, leerbedrijf en school de overeenkomst tekenen (WEB, artikel 7.2.8). "
            "Wilt u tekenen, of ons laten weten wat u nog nodig hebt? Dan lossen we het samen op.",
        ),
        translate("Reminders", "Uw vaste aanspreekpunt bij ons: {who}.").format(
            who=", ".join(rows[0].contact_point.lines)
        ),
        translate("Reminders", "Met vriendelijke groet,"),
        "\n".join(part for part in (sender, school) if part),
    )
    subject = plural(
        len(rows),
        translate("Reminders", "Uw handtekening onder de praktijkovereenkomst"),
        translate("Reminders", "Uw handtekening onder {n} praktijkovereenkomsten"),
    )
    to = next((row.email for row in rows if row.email), "")
    return Letter(company, to, subject, "\n\n".join(lines) + "\n", tuple(row.placement_id for row in rows))


def _line(row: PaperRow, today: date) -> str:
    begin = (
        translate("Reminders", "begonnen op {day}")
        if row.first_day <= today
        else translate("Reminders", "start op {day}")
    )
    parts = [row.student, row.group, begin.format(day=long_date(row.first_day))]
    if row.sent_on is not None:
        parts.append(translate("Reminders", "verstuurd op {day}").format(day=long_date(row.sent_on)))
    return "- " + ", ".join(part for part in parts if part)
