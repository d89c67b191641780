"""The lists that stagebegeleiders send back: read as one, looked at first, stored in one step."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from app import clock
from app.commands.imports import COMMANDS
from app.commands.recording import ContactDraft, hold_contact
from app.entities.contact import ContactMoment
from app.entities.report import Promise
from app.exchange.intake import Part, look, read_together
from app.exchange.knowing import known
from app.progress import Progress
from app.queries.import_rows import Decisions
from app.queries.imports import preview
from app.rules.tickets import ALPHABET, read_ticket, ticket
from app.terms.exchange import Subject
from app.terms.pipeline import Form, Moment, Party
from tests.app.imports.reading import ACTOR
from tests.conftest import MONDAY
from tests.lists import held, lists, sent_back

TODAY = date(2027, 3, 1)
PROMISE = {"Toezegging": "Reiskosten uitbetalen", "Wie doet het": "leerbedrijf", "Vóór welke dag": "12-3-2027"}


@pytest.fixture(autouse=True)
def _on_that_day():
    with clock.at(MONDAY):
        yield


def seen(store, *paths):
    looks = [look(path=path, remembered={}, progress=Progress()) for path in paths]
    assert {one.subject for one in looks} == {Subject.TALKS}
    assert not any(one.mapping.asked or one.mapping.missing for one in looks)
    parts = tuple(Part(one.path, one.sheet, one.header_row, one.mapping) for one in looks)
    with store.reading() as session:
        found = read_together(parts=parts, known=known(session, TODAY), progress=Progress())
        return preview(session, subject=Subject.TALKS, parsed=found, today=TODAY, columns=looks[0].mapping)


def take_in(store, shown, **decided):
    decisions = Decisions(**{name: frozenset(ids) for name, ids in decided.items()})
    return store.change(COMMANDS[Subject.TALKS], ACTOR, preview=shown, decisions=decisions).step


def told(store):
    with store.reading() as session:
        wanted = select(ContactMoment).where(ContactMoment.ticket.is_not(None)).order_by(ContactMoment.ticket)
        return list(session.scalars(wanted))


def codes(findings):
    return [(one.row, one.code) for one in findings]


def test_two_lists_come_in_as_one_step_with_who_told_it_and_what_was_promised(filled, tmp_path):
    one, other = (sheet for sheet in lists(filled, TODAY) if sheet.supervisor in {"Gijs Luyssel", "Ilyas Benali"})
    paths = [sent_back(tmp_path, one, {0: held(one, 0, **PROMISE)}), sent_back(tmp_path, other, {1: held(other, 1)})]
    shown = seen(filled, *paths)
    assert len(shown.new) == 2
    assert not shown.findings
    assert [(row.label, row.count) for row in shown.also] == [("toezeggingen", 1)]
    step = take_in(filled, shown)
    assert {(row.ticket, row.told_by_id) for row in told(filled)} == {
        (one.lines[0].code, one.supervisor_id),
        (other.lines[1].code, other.supervisor_id),
    }
    with filled.reading() as session:
        (promise,) = session.scalars(select(Promise)).all()
    assert (promise.text, promise.owner, promise.due_on) == (
        "Reiskosten uitbetalen",
        Party.COMPANY,
        date(2027, 3, 12),
    )
    left = {line.code for sheet in lists(filled, TODAY) for line in sheet.lines}
    assert one.lines[0].code not in left
    assert one.lines[1].code in left
    again = seen(filled, *paths)
    assert (len(again.new), len(again.changed), again.unchanged) == (0, 0, 2)
    filled.take_back(step, ACTOR)
    assert told(filled) == []


def test_each_line_that_cannot_be_is_refused_with_its_reason(filled, tmp_path):
    sheet = next(sheet for sheet in lists(filled, TODAY) if sheet.supervisor == "Gijs Luyssel")
    other = ticket(sheet.supervisor_id, TODAY, Moment.START, 1)
    wrong = {
        0: held(sheet, 0, Gesprekscode=sheet.lines[0].code[:-1] + "U"),
        1: held(sheet, 1, Gesprekscode=other),
        2: {**held(sheet, 2), "Gehouden op": "vorige week"},
        3: {**held(sheet, 3), "Gehouden op": date(2027, 3, 2)},
        4: {"Gehouden op": date(2026, 5, 25)},
        5: held(sheet, 6, Gesprekscode=sheet.lines[6].code),
        6: {**held(sheet, 6), "Vorm van het gesprek": "koffie", "Toezegging": "Logboek"},
    }
    shown = seen(filled, sent_back(tmp_path, sheet, wrong))
    assert codes(shown.refused) == [
        (2, "ticket_invalid"),
        (3, "ticket_unknown"),
        (4, "date_invalid"),
        (5, "not_held_yet"),
        (6, "presence_unknown"),
    ]
    assert codes(shown.merged) == [(8, "duplicate_ticket")]
    assert len(shown.new) == 1


def test_what_two_lists_say_otherwise_is_refused_and_what_they_say_alike_stands_once(filled, tmp_path):
    sheet = next(sheet for sheet in lists(filled, TODAY) if sheet.supervisor == "Ilyas Benali")
    first = sent_back(tmp_path, sheet, {0: held(sheet, 0), 1: held(sheet, 1)})
    again = {0: held(sheet, 0), 1: {**held(sheet, 1), "Vorm van het gesprek": "beeldbellen"}}
    later = sent_back(tmp_path, sheet, again, "nog eens.xlsx")
    shown = seen(filled, first, later)
    assert len(shown.new) == 2
    assert [one.text for one in shown.merged] == ["nog eens.xlsx: dit gesprek staat ook in Ilyas Benali.xlsx."]
    assert "iets anders in Ilyas Benali.xlsx" in shown.refused[0].text


def test_a_talk_that_was_recorded_here_otherwise_is_a_conflict_that_keeps_ours(filled, tmp_path):
    sheet = next(sheet for sheet in lists(filled, TODAY) if sheet.supervisor == "Gijs Luyssel")
    at = next(n for n, line in enumerate(sheet.lines) if line.slot.moment is Moment.END)
    path = sent_back(tmp_path, sheet, {at: held(sheet, at)})
    draft = ContactDraft(Moment.END, Form.VIDEO, sheet.lines[at].slot.first, student=True, company=True, school=True)
    placement = sheet.lines[at].row.placement_id
    filled.change(hold_contact, ACTOR, placement_id=placement, draft=draft)
    shown = seen(filled, path)
    assert not shown.new
    assert {(one.label, one.ours, one.theirs) for one in shown.conflicts} == {
        ("vorm", "beeldbellen", "bezoek"),
        ("gehouden op", f"{sheet.lines[at].slot.first:%d-%m-%Y}", f"{sheet.lines[at].slot.last:%d-%m-%Y}"),
    }
    take_in(filled, shown, take={one.id for one in shown.conflicts})
    with filled.reading() as session:
        ends = select(ContactMoment).where(
            ContactMoment.placement_id == placement, ContactMoment.moment == Moment.END, ContactMoment.school_present
        )
        (row,) = (row for row in session.scalars(ends) if row.company_present and row.student_present)
        assert (row.held_on, row.form) == (sheet.lines[at].slot.last, Form.VISIT)


def test_a_slip_of_the_pen_in_a_code_is_seen():
    code = ticket(UUID(int=7), TODAY, Moment.START, 1)
    assert read_ticket(code.lower().replace("-", " ")) == code
    for at, sign in enumerate(code):
        for other in ALPHABET:
            slip = code[:at] + other + code[at + 1 :]
            assert sign in {"-", other} or read_ticket(slip) is None
