"""Meldingen as its reader works with it: sealed, changed, undone, erased, counted."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text

from app import clock
from app.clock import today
from app.commands.finding import propose
from app.commands.incidents import (
    change_incident,
    decide_unfit,
    erase_sealed,
    keep_ground,
    open_incident,
    record_reading,
)
from app.commands.school import decide_policy
from app.commands.sealed_notes import leave_note
from app.entities.company import Company
from app.entities.placement import Participation
from app.entities.sealed import SealedFile, SealedReminder
from app.errors import Refusal, Trouble
from app.queries.incident_terms import terms_due
from app.queries.incidents import (
    Beforehand,
    before_the_story,
    incidents,
    known_names,
    notes,
    protected_ground,
    school_numbers,
)
from app.queries.policy import words
from app.rules.incident_acts import Agree, Close, PutBack, RecordStep, Reopen
from app.rules.incident_numbers import LEAST
from app.rules.incident_words import Touchy, lint
from app.terms.incidents import (
    Consent,
    Consequence,
    Ground,
    Kind,
    Origin,
    Phase,
    Recipient,
    Teller,
    Track,
    Wish,
)
from tests.app.incidents.conftest import STORY
from tests.conftest import MONDAY

WHY = "De directeur besloot dit na het gesprek"


def walk(room, key, consequence, moment):
    """From where it is to closed: every step on its day, with what the student must agree to; gives when it ended."""
    for recipient in (Recipient.COMPANY, Recipient.ADVISER, Recipient.CONFIDANT):
        room.act(key, Agree(recipient, Consent.WITHOUT_NAME))
    while (planned := room.file(key).next) is not None:
        moment = max(moment + timedelta(minutes=1), datetime.combine(planned.due, time(12), UTC))
        with clock.at(moment):
            reference = "K-1" if planned.step.reference else ""
            room.act(key, RecordStep(planned.step.key, today(), f"Gedaan: {planned.step.label}", reference))
    moment += timedelta(minutes=1)
    with clock.at(moment):
        room.act(key, Close(consequence, WHY))
    return moment


CASES = [
    (Kind.DISCRIMINATION, Wish.OFFICIAL, {}, Consequence.REPORTED),
    (Kind.SEXUAL, Wish.OFFICIAL, {"acute": True, "minor": True}, Consequence.UNFIT),
    (Kind.BULLYING, Wish.JOINT_TALK, {}, Consequence.WARNING),
    (Kind.UNSAFE, Wish.JOINT_TALK, {}, Consequence.AGREEMENTS),
    (Kind.ACCIDENT, Wish.OWN_TALK, {"minor": True}, Consequence.AGREEMENTS),
    (Kind.GUIDANCE, Wish.NOTHING, {}, Consequence.STUDENT_DECLINED),
    (Kind.IMPROPER_WORK, Wish.JOINT_TALK, {}, Consequence.NO_NEW),
    (Kind.ALLOWANCE, Wish.OWN_TALK, {}, Consequence.AGREEMENTS),
    (Kind.WORKING_HOURS, Wish.OFFICIAL, {"minor": True}, Consequence.REPORTED),
    (Kind.PRIVACY, Wish.OWN_TALK, {"student": None, "teller": Teller.ANONYMOUS}, Consequence.UNFOUNDED),
    (Kind.OTHER, Wish.JOINT_TALK, {"phase": Phase.SEARCHING}, Consequence.AGREEMENTS),
]


@pytest.mark.parametrize(("kind", "wish", "others", "consequence"), CASES, ids=[case[0].value for case in CASES])
def test_a_report_of_each_type_goes_from_first_word_to_closed(room, kind, wish, others, consequence):
    key = room.open(kind, wish, **others)
    before = room.file(key)
    assert before.next is not None
    if others.get("acute"):
        assert before.next.step.key == "protect"
    ended = walk(room, key, consequence, clock.now())
    file = room.file(key)
    assert file.incident.is_closed
    assert file.incident.closings[-1].consequence is consequence
    with room.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(SealedReminder)) == 0
    if kind is Kind.BULLYING:  # one of them comes back
        later = ended + timedelta(days=2)
        with clock.at(later):
            room.act(key, Reopen("Het gebeurde opnieuw, vertelt de student"))
        assert not room.file(key).incident.is_closed
        walk(room, key, Consequence.UNFIT, later)
        assert len(room.file(key).incident.closings) == 2


def test_the_list_shows_the_first_term_on_top_and_what_is_closed_below(room):
    calm = room.open(Kind.GUIDANCE, received_on=today())
    late = room.open(Kind.BULLYING, Wish.OWN_TALK, received_on=today() - timedelta(days=20))
    closed = room.open(Kind.OTHER, student=None)
    room.act(closed, Close(Consequence.STUDENT_DECLINED, WHY))
    rows = room.ask(incidents, today=today())
    assert [row.id for row in rows] == [late, calm, closed]
    assert [row.overdue for row in rows] == [True, False, False]
    assert rows[0].next == "Bevestig de ontvangst"
    assert rows[2].closed


def test_only_the_number_of_terms_shows_outside(room):
    with room.store.reading() as session:
        assert terms_due(session, today=today()) == 0
    room.open(Kind.GUIDANCE)
    room.store.change(leave_note, "Bram", origin=Origin.ALONE, text="Iets over de sfeer")
    with room.store.reading() as session:
        assert terms_due(session, today=today()) == 2
        assert terms_due(session, today=today() - timedelta(days=7)) == 0


def test_a_note_becomes_a_report_and_its_own_key_goes(room):
    room.store.change(leave_note, "Bram", origin=Origin.ALONE, text="Zegt dat hij weg wil", student_id=room.student)
    (note,) = room.ask(notes)
    assert (note.text, note.written_by, note.student_id) == ("Zegt dat hij weg wil", "Bram", room.student)
    key = room.do(open_incident, track=Track.INCIDENT, facts=room.facts(what=note.text), note_id=note.id)
    assert room.ask(notes) == ()
    assert room.store.dossier.box(note.id, "marieke") is None
    assert room.file(key).incident.what == "Zegt dat hij weg wil"


def test_what_another_saw_meanwhile_is_not_overwritten(room):
    key = room.open()
    with pytest.raises(Refusal, match="intussen gewijzigd"):
        room.do(change_incident, file_id=key, seen=7, act=Agree(Recipient.COMPANY, Consent.NO))


def test_after_the_lock_nothing_can_be_read_or_changed(room):
    key = room.open()
    version = room.file(key).version
    room.opened.drop()
    for attempt in (
        lambda: room.file(key),
        lambda: room.ask(incidents, today=today()),
        lambda: room.do(change_incident, file_id=key, seen=version, act=Agree(Recipient.COMPANY, Consent.NO)),
    ):
        with pytest.raises(Trouble):
            attempt()


def test_the_undo_of_the_room_puts_a_file_back_and_forgets_nobody_who_looked(room):
    key = room.open(Kind.GUIDANCE)
    before = room.file(key).incident
    room.act(key, RecordStep("receipt", today(), "Gebeld"))
    room.do(record_reading, file_id=key)
    room.act(key, PutBack(before))
    after = room.file(key).incident
    assert after.done == ()
    assert [one.what for one in after.seen] == ["made", "read"]


def test_opening_a_file_is_recorded_in_it_and_in_the_journal(room):
    key = room.open()
    room.do(record_reading, file_id=key, what="printed")
    assert [(one.by, one.what) for one in room.file(key).incident.seen] == [("Marieke", "made"), ("Marieke", "printed")]
    with room.store.reading() as session:
        commands = list(
            session.scalars(text("select command from journal_step where device = 'laptop' order by seq desc limit 2"))
        )
    assert commands == ["record_reading", "keep_sealed"]


def test_the_ground_lies_apart_and_goes_when_the_student_wants(room):
    key = room.open()
    room.do(keep_ground, file_id=key, seen=room.file(key).version, grounds=(Ground.ORIGIN,))
    ground = room.ask(protected_ground, file_id=key)
    assert ground.grounds == (Ground.ORIGIN,)
    kept_in = room.file(key).incident.ground
    room.do(keep_ground, file_id=key, seen=room.file(key).version, grounds=())
    assert room.ask(protected_ground, file_id=key) is None
    assert room.store.dossier.box(kept_in, "marieke") is None


def test_erasing_shreds_the_key_and_the_past_and_the_totals_stay_right(room):
    keys = [room.open(Kind.BULLYING) for _ in range(LEAST + 1)]
    keys += [room.open(Kind.GUIDANCE) for _ in range(LEAST)]
    year = 2026
    before = room.ask(school_numbers, year=year)
    assert (before.table.cells["bullying", "during"], before.table.total) == (LEAST + 1, 2 * LEAST + 1)
    room.do(keep_ground, file_id=keys[0], seen=room.file(keys[0]).version, grounds=(Ground.AGE,))
    ground = room.file(keys[0]).incident.ground
    room.do(erase_sealed, file_id=keys[0])
    room.do(erase_sealed, file_id=keys[1])
    assert room.file(keys[0]) is None
    assert room.ask(school_numbers, year=year) == before
    with room.store.reading() as session:
        payloads = session.execute(
            text("select before, after from journal_edit where key in (:one, :two)"),
            {"one": keys[0].hex, "two": ground.hex},
        ).all()
        assert payloads
        assert all(row == (None, None) for row in map(tuple, payloads))
        assert session.get(SealedFile, ground) is None
    assert room.store.dossier.box(keys[0], "marieke") is None
    assert room.store.verify() == []


def test_a_file_of_an_unreadable_key_is_passed_over(room):
    room.open()
    gone = room.open()
    room.store.dossier.shred([gone])
    assert len(room.ask(incidents, today=today())) == 1


def test_what_is_decided_reaches_the_rest_as_a_neutral_fact(room):
    arguments = {"company_id": room.company, "decider": "P. de Wit, directeur", "review_on": date(2027, 6, 1)}
    step = room.store.change(decide_unfit, "Marieke", **arguments).step
    with room.store.reading() as session:
        company = session.get(Company, room.company)
        assert company.unfit
        assert company.unfit_reason == "besluit van P. de Wit, directeur, opnieuw bekijken op 1 juni 2027"
        card = session.scalars(select(Participation.id)).first()
    with pytest.raises(Refusal, match=r"besluit van P\. de Wit"):
        room.store.change(propose, "Marieke", participation_id=card, company_id=room.company)
    room.store.take_back(step, "Marieke")
    with pytest.raises(Refusal, match="Wie besloot dit"):
        room.store.change(decide_unfit, "Marieke", **(arguments | {"decider": " "}))
    with pytest.raises(Refusal, match="die nog komt"):
        room.store.change(decide_unfit, "Marieke", **(arguments | {"review_on": MONDAY.date()}))


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("Hij heeft ADHD en slikt medicijnen", [("ADHD", Touchy.HEALTH), ("medicijnen", Touchy.HEALTH)]),
        ("Vanwege haar hoofddoek", [("hoofddoek", Touchy.BELIEF)]),
        ("Iets over zijn Marokkaanse naam", [("Marokkaanse", Touchy.ORIGIN)]),
        ("Hij is homo en iedereen weet het", [("homo", Touchy.ORIENTATION)]),
        ("Noor stond erbij, de noor ook", [("Noor", Touchy.NAME)]),
        ("De praktijkopleider gaf een stomp en lachte", []),
        ("Het transport naar de winkel", []),
    ],
    ids=["health", "belief", "origin", "orientation", "name", "facts", "other words"],
)
def test_free_text_is_looked_through_before_it_is_saved(told, found):
    assert [(hit.word, hit.why) for hit in lint(told, {"Noor", "Li"})] == found


@pytest.mark.parametrize(
    "told", ["Meer wilde hij niet zeggen", "Het bleef stil. Meer weet ik niet", "Hij zei: ‘Meer niet’"]
)
def test_a_word_that_begins_a_sentence_is_not_taken_for_the_name_that_it_also_is(told):
    assert lint(told, {"Kees van der Meer"}) == ()


def test_a_name_that_is_also_a_word_is_seen_within_a_sentence():
    assert [hit.word for hit in lint("De chef, van der Meer, lachte", {"Kees van der Meer"})] == ["Meer"]


def test_touchy_words_stay_only_with_a_reason(room):
    with pytest.raises(Refusal, match="hoofddoek") as caught:
        room.open(what="Om haar hoofddoek", kept_words="hoofddoek", kept_reason="")
    assert caught.value.field == "kept_reason"
    key = room.open(what="Om haar hoofddoek", kept_words="hoofddoek", kept_reason="Het bedrijf zei dit letterlijk")
    assert room.file(key).incident.kept[0].reason == "Het bedrijf zei dit letterlijk"


def test_the_names_of_the_school_are_known_to_the_lint(room):
    with room.store.reading() as session:
        assert {"Benhaddou"} <= {part for name in known_names(session) for part in name.split()}


def test_a_story_is_needed_and_the_day_has_been(room):
    with pytest.raises(Refusal, match="paar zinnen"):
        room.open(what="  ")
    with pytest.raises(Refusal, match="moet nog komen"):
        room.open(received_on=today() + timedelta(days=1))
    with pytest.raises(Refusal, match="bestaat niet meer"):
        room.do(erase_sealed, file_id=uuid4())


def test_the_terms_that_the_school_decides_hold_here_and_on_the_meldwijzer(room):
    key = room.open(Kind.GUIDANCE)
    with room.store.reading() as session:
        assert "talk_days" not in words(session, today())
    arguments = {"key": "incident.talk", "value": "3", "valid_from": today(), "source": "Beleid"}
    room.store.change(decide_policy, "Marieke", **arguments)
    talk = next(one for one in room.file(key).plan if one.step.key == "talk")
    assert talk.due == date(2027, 3, 4)
    with room.store.reading() as session:
        assert words(session, today())["talk_days"] == "3"


def test_the_journal_holds_no_word_of_it(room):
    key = room.open()
    room.act(key, RecordStep("receipt", today(), "Gebeld met de student zelf"))
    with room.store.reading() as session:
        rows = json.dumps([tuple(row) for row in session.execute(text("select before, after from journal_edit"))])
    assert STORY not in rows
    assert "Gebeld met de student zelf" not in rows
    assert "discrimination" not in rows


def test_the_words_of_the_school_stand_over_those_of_the_program_until_a_jurist_looked_and_again_after_a_change(room):
    key = room.open(Kind.SEXUAL, minor=True)

    def step(name):
        return next(one.step for one in room.file(key).plan if one.step.key == name)

    def decide(name, value, day):
        arguments = {"key": name, "value": value, "valid_from": day, "source": "mr. A. Jansen keek op 2 maart"}
        room.store.change(decide_policy, "Marieke", **arguments)

    def before():
        with room.store.reading() as session:
            return before_the_story(session, today=today())

    assert "niet alles geheim" in before().words
    assert step("board").legal
    assert not before().confirmed
    decide("incident.words.board", "Dit moet ik aan onze directeur vertellen.", today() - timedelta(days=2))
    decide("incident.jurist", "1", today() - timedelta(days=1))
    assert step("board").words == "Dit moet ik aan onze directeur vertellen."
    assert not step("board").legal
    assert before().confirmed
    decide("incident.words.talk", "Vertel maar.", today())
    assert before().confirmed  # this one has no legal weight
    decide("incident.before", "Ik kan niet alles voor me houden.", today())
    assert before() == Beforehand("Ik kan niet alles voor me houden.", confirmed=False)
    assert step("board").legal
    decide("incident.jurist", "1", today())
    assert before().confirmed
    decide("incident.before", "Niet alles blijft tussen ons.", today())  # once more on the day that the jurist looked
    assert before() == Beforehand("Niet alles blijft tussen ons.", confirmed=False)
    decide("incident.jurist", "1", today())
    assert before().confirmed
