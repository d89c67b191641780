"""When the file says one thing and the school another: who knew it last."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.commands.people import (
    CompanyDraft,
    CompanyPersonDraft,
    StudentDraft,
    keep_company,
    keep_company_person,
    keep_student,
)
from app.entities.company import Company, CompanyPerson, RecognitionCheck
from app.entities.offer import Offer, Requirement
from app.entities.people import Student, Supervisor
from app.entities.placement import Agreement, Placement
from app.exchange.offers import RequirementIn
from app.store.work import Work, undoable
from app.terms.company import Recognised
from app.terms.exchange import Subject
from app.terms.pipeline import State, SystemStatus
from app.terms.steps import Deed
from tests.app.imports.reading import ACTOR, edited, shown, take_in

HAJAR = "2610572"


def stored(store, kind, **values):
    with store.reading() as session:
        return session.scalars(select(kind).filter_by(**values)).one()


def edit_student(store, **values):
    row = stored(store, Student, number=HAJAR)
    columns = (
        "number",
        "first_name",
        "prefix",
        "last_name",
        "group_id",
        "email",
        "phone",
        "pc4",
        "minor_until",
        "mentor",
    )
    draft = StudentDraft(**{**{name: getattr(row, name) for name in columns}, **values})
    return store.change(keep_student, ACTOR, draft=draft, student_id=row.id, seen=row.version).step


def only_change(seen):
    (row,) = seen.changed
    (change,) = row.fields
    return change


def test_a_field_that_only_the_file_changed_comes_in(filled):
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, mentor="Iemand Anders"))
    change = only_change(seen)
    assert (change.label, change.ours, change.theirs) == ("mentor", "Mees de Bruijn", "Iemand Anders")
    assert not change.conflict
    take_in(filled, seen)
    assert stored(filled, Student, number=HAJAR).mentor == "Iemand Anders"


def test_a_plain_change_can_be_left(filled):
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, mentor="Iemand Anders"))
    assert take_in(filled, seen, leave={only_change(seen).id}) is None
    assert stored(filled, Student, number=HAJAR).mentor == "Mees de Bruijn"


def test_a_field_edited_here_is_a_conflict_and_ours_stays(filled):
    edit_student(filled, mentor="Van Hier")
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, mentor="Van Daar"))
    change = only_change(seen)
    assert (change.conflict, change.ours, change.theirs, change.imported) == (
        True,
        "Van Hier",
        "Van Daar",
        "Mees de Bruijn",
    )
    assert seen.conflicts == (change,)
    assert seen.changed[0].conflicts
    assert take_in(filled, seen) is None
    assert stored(filled, Student, number=HAJAR).mentor == "Van Hier"


def test_the_file_wins_a_conflict_when_that_is_chosen(filled):
    edit_student(filled, mentor="Van Hier")
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, mentor="Van Daar"))
    take_in(filled, seen, take={only_change(seen).id})
    assert stored(filled, Student, number=HAJAR).mentor == "Van Daar"
    later = shown(filled, Subject.STUDENTS, edited(HAJAR, mentor="Nog Later"))
    assert not only_change(later).conflict


def test_an_edit_here_of_another_field_is_no_conflict(filled):
    edit_student(filled, pc4="6500")
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, mentor="Van Daar", pc4="6500"))
    change = only_change(seen)
    assert (change.label, change.conflict) == ("mentor", False)


def test_an_edit_here_that_was_taken_back_is_no_conflict(filled):
    filled.take_back(edit_student(filled, mentor="Van Hier"), ACTOR)
    assert not only_change(shown(filled, Subject.STUDENTS, edited(HAJAR, mentor="Van Daar"))).conflict


def test_an_edit_here_that_was_taken_back_and_forth_is_a_conflict(filled):
    filled.take_back(filled.take_back(edit_student(filled, mentor="Van Hier"), ACTOR), ACTOR)
    assert only_change(shown(filled, Subject.STUDENTS, edited(HAJAR, mentor="Van Daar"))).conflict


def test_an_import_that_was_taken_back_gives_the_word_to_who_had_it_before(filled):
    edit_student(filled, mentor="Van Hier")
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, mentor="Van Daar"))
    filled.take_back(take_in(filled, seen, take={only_change(seen).id}), ACTOR)
    assert only_change(shown(filled, Subject.STUDENTS, edited(HAJAR, mentor="Van Daar"))).conflict


def test_what_the_file_has_no_column_for_is_left_alone(filled):
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, mentor=None), without={"mentor"})
    assert seen.changed == ()


def test_a_cell_that_became_empty_takes_away_what_an_import_set(filled):
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, mentor=None))
    take_in(filled, seen)
    assert stored(filled, Student, number=HAJAR).mentor is None


def test_a_number_and_how_it_is_found_change_together(filled):
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, mobile="06-00000999", mobile_key="0600000999"))
    assert only_change(seen).label == "telefoon"
    take_in(filled, seen)
    student = stored(filled, Student, number=HAJAR)
    assert (student.phone, student.phone_key) == ("06-00000999", "0600000999")


def test_a_contact_person_who_was_edited_here_is_a_conflict(filled):
    company = stored(filled, Company, name="Stichting Zorggroep Maasvogel")
    person = stored(filled, CompanyPerson, company_id=company.id)
    draft = CompanyPersonDraft(person.name, person.role, "hajar@nieuw.example", person.phone)
    filled.change(keep_company_person, ACTOR, company_id=company.id, draft=draft, person_id=person.id)
    change = only_change(shown(filled, Subject.COMPANIES))
    assert (change.label, change.ours, change.conflict) == (
        "contactpersoon Hajar Azzouzi: e-mail",
        "hajar@nieuw.example",
        True,
    )


def test_a_contact_person_of_our_own_stays(filled):
    company = stored(filled, Company, name="Stichting Zorggroep Maasvogel")
    filled.change(keep_company_person, ACTOR, company_id=company.id, draft=CompanyPersonDraft("Ans Vos"))
    assert shown(filled, Subject.COMPANIES).nothing_to_do


@undoable(Deed.KEEP_COMPANY)
def remove(work: Work, *, kind, key) -> None:
    work.session.delete(work.get(kind, key))


def test_a_contact_person_who_was_taken_away_here_does_not_come_back_by_itself(filled):
    company = stored(filled, Company, name="Stichting Zorggroep Maasvogel")
    person = stored(filled, CompanyPerson, company_id=company.id)
    step = filled.change(remove, ACTOR, kind=CompanyPerson, key=person.id).step
    change = only_change(shown(filled, Subject.COMPANIES))
    assert (change.label, change.ours, change.theirs, change.conflict) == ("contactpersoon", "", "Hajar Azzouzi", True)
    filled.take_back(step, ACTOR)
    assert shown(filled, Subject.COMPANIES).nothing_to_do


def test_somebody_who_was_taken_away_here_comes_back_only_when_chosen(filled):
    person = stored(filled, Supervisor, last_name="Yılmaz", first_name="Kerem")
    with filled.reading() as session:
        mine = session.scalars(select(Placement.id).where(Placement.supervisor_id == person.id)).all()

    @undoable(Deed.ASSIGN_SUPERVISOR)
    def let_go(work: Work) -> None:
        for key in mine:
            work.get(Placement, key).supervisor_id = None

    filled.change(let_go, ACTOR)
    filled.change(remove, ACTOR, kind=Supervisor, key=person.id)
    seen = shown(filled, Subject.SUPERVISORS)
    (row,) = seen.new
    assert row.removed_here
    assert take_in(filled, seen) is None
    take_in(filled, seen, take={row.id})
    assert stored(filled, Supervisor, last_name="Yılmaz", first_name="Kerem").email == person.email


def test_a_list_that_the_file_gives_whole_loses_what_it_lacks(filled):
    seen = shown(
        filled,
        Subject.OFFERS,
        edited("1001", requirements=(RequirementIn("rijbewijs B", "thuiszorg", acceptable=True),)),
    )
    (row,) = seen.changed
    assert {(change.label, change.ours, change.theirs) for change in row.fields} == {
        ("eis", "VOG", ""),
        ("eis", "", "rijbewijs B"),
    }
    take_in(filled, seen)
    offer = stored(filled, Offer, number="1001")
    assert stored(filled, Requirement, offer_id=offer.id).text == "rijbewijs B"


def test_a_recognition_that_was_looked_up_here_is_not_undone_by_an_older_list(filled):
    from app.commands.people import check_recognition

    company = stored(filled, Company, name="Stichting Zorggroep Maasvogel")
    filled.change(check_recognition, ACTOR, company_id=company.id, crebo="25491", outcome=Recognised.YES)
    seen = shown(filled, Subject.COMPANIES)
    assert len(seen.conflicts) == 2
    take_in(filled, seen)
    assert stored(filled, RecognitionCheck, company_id=company.id).outcome is Recognised.YES


def test_the_state_moves_with_the_status_of_the_student_system(filled):
    placement = stored(filled, Placement, number="51004")
    assert placement.state is State.PLACED
    seen = shown(filled, Subject.PLACEMENTS, edited("51004", status=SystemStatus.PRINTED))
    (row,) = seen.changed
    assert {change.label for change in row.fields} == {"status in het studentsysteem", "stand"}
    take_in(filled, seen)
    assert stored(filled, Placement, number="51004").state is State.AGREEMENT_SENT


def test_a_state_that_was_set_here_stays_when_the_student_system_lags(filled):
    from app.commands.pipeline import advance

    placement = stored(filled, Placement, number="51004")
    filled.change(advance, ACTOR, participation_ids=(placement.participation_id,), reason="Alles is geregeld.")
    take_in(filled, shown(filled, Subject.PLACEMENTS, edited("51004", status=SystemStatus.PRINTED)))
    after = stored(filled, Placement, number="51004")
    assert (after.system_status, after.state) == (SystemStatus.PRINTED, State.ANNOUNCED)


def test_an_agreement_that_is_signed_later_is_added(filled):
    from datetime import date

    seen = shown(filled, Subject.PLACEMENTS, edited("51004", signed_on=date(2026, 2, 1)))
    change = only_change(seen)
    assert (change.label, change.theirs) == ("praktijkovereenkomst", "getekend op 01-02-2026")
    take_in(filled, seen)
    placement = stored(filled, Placement, number="51004")
    assert stored(filled, Agreement, placement_id=placement.id).company_signed_on == date(2026, 2, 1)


@pytest.mark.parametrize("typed", [{"name": "Zorghuis Nieuw", "town": "Nijmegen"}])
def test_a_company_that_was_typed_in_by_name_meets_its_row_of_the_list(waalhaven, typed):
    waalhaven.change(keep_company, ACTOR, draft=CompanyDraft(**typed))
    name, town = "zorghuis  nieuw", "NIJMEGEN"

    def one(rows):
        from dataclasses import replace

        return [replace(rows[0], name=name, town=town)]

    seen = shown(waalhaven, Subject.COMPANIES, one)
    assert seen.new == ()
    assert seen.changed[0].name == name


def test_two_companies_cannot_carry_the_same_kvk_and_vestiging(filled):
    def one(rows):
        from dataclasses import replace

        return [*rows, replace(rows[0], row=999, leerbedrijf_id="900999999", name="Een ander bedrijf")]

    seen = shown(filled, Subject.COMPANIES, one)
    assert seen.nothing_to_do
    assert [finding.row for finding in seen.refused if finding.code == "branch_taken"] == [999]
