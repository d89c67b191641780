from __future__ import annotations

from datetime import date

import pytest

from app.commands import agreements, people, pipeline, recording
from app.queries.history import history
from app.queries.masking import masked
from app.queries.student import student
from app.terms.company import Recognised
from app.terms.pipeline import Form, Judgement, Moment, Party, State
from app.terms.steps import Deed
from tests.school import ACTOR, REASON, TODAY


@pytest.fixture
def tell(school):
    """The history of a student, the newest step first."""

    def told(name, limit=50):
        with school.store.reading() as session:
            keys = student(session, student_id=school.students[name], today=TODAY).keys
            return history(session, keys=keys, limit=limit)

    return told


def test_the_whole_road_of_a_student_is_told(tell):
    deeds = [row.deed for row in tell("Gijs")][::-1]
    assert deeds[:4] == [Deed.KEEP_STUDENT, Deed.PARTICIPATE, Deed.PROPOSE, Deed.SIGN_AGREEMENT]
    assert deeds[-3:] == [Deed.JUDGE, Deed.RECORD_HOURS, Deed.ADVANCE]


def test_a_step_says_what_it_was_about_by_whom_and_when(tell):
    newest = tell("Gijs")[0]
    assert (newest.about, newest.actor, newest.at.date()) == ("afgerond", ACTOR, date(2027, 2, 12))


@pytest.mark.parametrize(
    ("deed", "about"),
    [
        (Deed.PARTICIPATE, "Najaar 2026"),
        (Deed.PROPOSE, "Bakker & Zn."),
        (Deed.HOLD_CONTACT, "bezoek"),
        (Deed.JUDGE, "goed"),
        (Deed.ASSIGN_SUPERVISOR, "Mees Bruijn"),
        (Deed.RECORD_HOURS, "480 uur"),
    ],
)
def test_every_kind_of_step_has_its_own_word(tell, deed, about):
    assert next(row.about for row in tell("Gijs") if row.deed is deed) == about


def test_a_signature_says_whose(tell):
    about = {row.about for row in tell("Gijs") if row.deed is Deed.SIGN_AGREEMENT}
    assert about == {"getekend door student", "getekend door leerbedrijf", "getekend door school"}


def test_every_changed_field_is_told_in_words(school, tell):
    school.do(
        pipeline.end_placement,
        placement_id=school.placements["Zeynep"],
        state=State.COMPANY_WITHDREW,
        ended_on=TODAY,
        reason="Geen begeleider",
    )
    said = {row.field: (row.before, row.after) for row in tell("Zeynep")[0].changes if row.field != "stand"}
    assert said == {
        "einddatum": ("", "1 maart 2027"),
        "reden van beëindiging": ("", "Geen begeleider"),
    }
    states = {(row.before, row.after) for row in tell("Zeynep")[0].changes if row.field == "stand"}
    assert states == {("voorgesteld", "leerbedrijf trok zich terug"), ("leerwens open", "herplaatsing")}


def test_a_reason_that_lifted_a_guard_stands_in_the_history(school, tell):
    school.do(pipeline.advance, participation_ids=(school.cards["Bram"],), reason=REASON)
    said = [(row.field, row.after) for row in tell("Bram")[0].changes]
    assert ("reden", REASON) in said
    assert ("wat ontbrak", "erkenning") in said


def test_what_was_undone_is_told_as_well(school, tell):
    step = school.store.change(
        agreements.sign_agreement, ACTOR, placement_id=school.placements["Yusuf"], party=Party.COMPANY, signed_on=TODAY
    ).step
    school.store.take_back(step, ACTOR)
    newest, before = tell("Yusuf")[:2]
    assert (newest.deed, before.deed) == (Deed.UNDO, Deed.SIGN_AGREEMENT)
    assert (newest.changes[0].before, newest.changes[0].after) == ("1 maart 2027", "")


def test_numbers_and_choices_read_as_words(school, tell):
    key = school.placements["Shanice"]
    school.do(recording.record_hours, placement_id=key, minutes=405)
    school.do(
        recording.judge,
        placement_id=key,
        moment=Moment.END,
        party=Party.SCHOOL,
        judgement=Judgement.NOT_YET,
        judged_on=TODAY,
    )
    judged, hours = tell("Shanice")[:2]
    assert hours.about == "6 uur en 45 minuten"
    said = {row.field: row.after for row in judged.changes}
    assert said["oordeel"] == "nog niet voldoende"
    assert said["beoordeeld door"] == "school"


def test_money_days_and_answers_of_a_proposal_read_as_words(tell):
    said = {row.field: row.after for row in tell("Zeynep")[0].changes}
    assert said["bedrag van de vergoeding"] == "€ 250,00"
    assert said["uren per week"] == "24 uur"
    assert said["leerbedrijf"] == "Zorghuis Malden"
    assert said["eerste dag"] == "15 maart 2027"


def test_only_as_many_steps_as_asked_for_and_the_newest(tell):
    assert tell("Gijs", limit=2) == tell("Gijs")[:2]


def test_a_company_has_a_history_too(school):
    key = school.companies["Praktijk Sahin"]
    check = school.do(people.check_recognition, company_id=key, crebo="25180", outcome=Recognised.NO)
    assert check is None
    with school.store.reading() as session:
        rows = history(session, keys=(key,), limit=10)
    assert [row.deed for row in rows] == [Deed.KEEP_COMPANY]


def test_what_the_journal_forgot_is_marked_as_erased(school, tell):
    school.store.forget(frozenset({school.placements["Zeynep"]}))
    row = next(row for row in tell("Zeynep") if row.deed is Deed.PROPOSE)
    assert (row.erased, row.changes, row.about) == (True, (), "")


def test_persons_are_hidden_while_others_watch(school, tell):
    school.do(people.write_note, student_id=school.students["Amira"], text="Belde over haar rooster")
    newest = masked(tell("Amira"))[0]
    assert (newest.actor, newest.about) == ("M. V.", "•••")


def test_a_talk_on_the_phone_is_told(school, tell):
    draft = recording.ContactDraft(Moment.EXTRA, Form.PHONE, TODAY, student=True, company=False, school=True)
    school.do(recording.hold_contact, placement_id=school.placements["Amira"], draft=draft)
    newest = tell("Amira")[0]
    assert newest.about == "telefoon"
    assert ("leerbedrijf erbij", "", "nee") in [(row.field, row.before, row.after) for row in newest.changes]
