from datetime import date

import pytest
from sqlalchemy import text, update

from app.entities.company import Company, CompanyPerson
from app.entities.people import Student
from app.errors import Refusal
from app.store import journal
from app.store.work import Work, final, undoable
from app.terms.steps import Deed
from tests.dump import dump


@undoable(Deed.UNDO)
def add_company(work: Work, *, name: str) -> Company:
    company = Company(name=name)
    work.add(company)
    return company


@undoable(Deed.UNDO)
def rename(work: Work, *, company: Company, name: str, note: str | None = None) -> None:
    stored = work.get(Company, company.id)
    stored.name = name
    if note:
        stored.note = note


@undoable(Deed.UNDO)
def add_person(work: Work, *, company: Company) -> None:
    work.add(CompanyPerson(company_id=company.id, name="Ans Vos"))


@final(Deed.UNDO)
def rename_for_good(work: Work, *, company: Company) -> None:
    work.get(Company, company.id).name = "Voorgoed"


@undoable(Deed.UNDO)
def remove(work: Work, *, company: Company) -> None:
    work.session.delete(work.get(Company, company.id))


@undoable(Deed.UNDO)
def add_and_remove(work: Work) -> None:
    company = Company(name="Eendagsvlieg")
    work.add(company)
    work.session.flush()
    work.session.delete(company)


@undoable(Deed.UNDO)
def add_students(work: Work, *, count: int) -> None:
    work.insert_many(
        Student(number=str(n), first_name="Noor", last_name=f"Vos {n}", minor_until=date(2027, 6, 30))
        for n in range(count)
    )


def test_a_step_is_taken_back_and_taken_forth_again(store):
    empty = dump(store)
    added = store.change(add_company, "Marieke", name="Bakkerij Zon")
    filled = dump(store)

    back = store.take_back(added.step, "Marieke")
    assert dump(store) == empty
    forth = store.take_back(back, "Marieke")
    assert dump(store) == filled
    store.take_back(forth, "Marieke")
    assert dump(store) == empty


def test_an_edit_holds_only_the_fields_that_changed(store):
    company = store.change(add_company, "Marieke", name="Bakkerij Zon").result
    step = store.change(rename, "Marieke", company=company, name="Bakkerij Maan").step
    (edit,) = step.edits
    assert edit.before == {"name": "Bakkerij Zon", "sort_key": "bakkerij zon"}
    assert edit.after == {"name": "Bakkerij Maan", "sort_key": "bakkerij maan"}


def test_a_later_change_of_another_field_does_not_stand_in_the_way(store):
    company = store.change(add_company, "Marieke", name="Bakkerij Zon").result
    renamed = store.change(rename, "Marieke", company=company, name="Bakkerij Maan").step
    store.change(rename, "Rob", company=company, name="Bakkerij Maan", note="Bellen na tien uur")
    store.take_back(renamed, "Marieke")
    with store.reading() as session:
        stored = session.get_one(Company, company.id)
    assert (stored.name, stored.note) == ("Bakkerij Zon", "Bellen na tien uur")


def test_a_field_that_moved_on_is_named_and_nothing_is_undone(store):
    company = store.change(add_company, "Marieke", name="Bakkerij Zon").result
    renamed = store.change(rename, "Marieke", company=company, name="Bakkerij Maan").step
    store.change(rename, "Rob", company=company, name="Bakkerij Ster")
    before = dump(store)
    with pytest.raises(Refusal, match="‘naam’ is daarna nog gewijzigd"):
        store.take_back(renamed, "Marieke")
    assert dump(store) == before


def test_what_others_hang_on_is_not_undone_beneath_them(store):
    added = store.change(add_company, "Marieke", name="Bakkerij Zon")
    store.change(add_person, "Marieke", company=added.result)
    before = dump(store)
    with pytest.raises(Refusal, match="iets anders aan gekoppeld"):
        store.take_back(added.step, "Marieke")
    assert dump(store) == before


def test_a_removed_row_comes_back_with_a_newer_version(store):
    company = store.change(add_company, "Marieke", name="Bakkerij Zon").result
    before = dump(store)
    store.take_back(store.change(remove, "Marieke", company=company).step, "Marieke")
    assert dump(store) == before
    with store.reading() as session:
        assert session.get_one(Company, company.id).version > company.version


def test_a_final_step_stays(store):
    company = store.change(add_company, "Marieke", name="Bakkerij Zon").result
    step = store.change(rename_for_good, "Marieke", company=company).step
    with pytest.raises(Refusal, match="definitief"):
        store.take_back(step, "Marieke")


def test_nothing_changed_makes_no_step(store):
    company = store.change(add_company, "Marieke", name="Bakkerij Zon").result
    assert store.change(rename, "Marieke", company=company, name="Bakkerij Zon").step is None
    assert store.change(add_and_remove, "Marieke").step is None


def test_many_rows_come_in_as_one_step_and_leave_as_one(store):
    empty = dump(store)
    step = store.change(add_students, "Marieke", count=1200).step
    assert len(step.edits) == 1200
    store.take_back(step, "Marieke")
    assert dump(store) == empty


def test_a_refused_command_leaves_nothing(store):
    @undoable(Deed.UNDO)
    def half(work: Work) -> None:
        work.add(Company(name="Half"))
        work.session.flush()
        raise Refusal("Toch niet.")

    before = dump(store)
    with pytest.raises(Refusal, match="Toch niet"):
        store.change(half, "Marieke")
    assert dump(store) == before


def test_a_bulk_statement_is_refused_since_the_journal_cannot_see_it(store):
    @undoable(Deed.UNDO)
    def sweep(work: Work) -> None:
        work.session.execute(update(Company).values(note="weg"))

    with pytest.raises(RuntimeError, match="bypass the journal"):
        store.change(sweep, "Marieke")


def test_a_form_that_saw_an_older_version_is_refused(store):
    company = store.change(add_company, "Marieke", name="Bakkerij Zon").result
    store.change(rename, "Rob", company=company, name="Bakkerij Maan")

    @undoable(Deed.UNDO)
    def rename_as_seen(work: Work) -> None:
        work.get(Company, company.id, seen=1).name = "Te laat"

    with pytest.raises(Refusal, match="intussen gewijzigd"):
        store.change(rename_as_seen, "Marieke")


def tamper(store, statement, **values):
    with store._writer.begin() as connection:
        connection.execute(text(statement), values)


def grown(store):
    company = store.change(add_company, "Marieke", name="Bakkerij Zon").result
    for name in ("Bakkerij Maan", "Bakkerij Ster", "Bakkerij Aarde"):
        store.change(rename, "Rob", company=company, name=name)
    return company


def test_an_untouched_journal_verifies(store):
    grown(store)
    assert store.verify() == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("update journal_step set actor = 'Iemand' where seq = 2", "laptop:2 digest"),
        ("update journal_step set at = '2020-01-01 00:00:00.000000' where seq = 3", "laptop:3 digest"),
        ("update journal_edit set after = '{}' where seq = 2", "laptop:2.0 payload"),
        ("delete from journal_step where seq = 3", "laptop:4 gap"),
        ("delete from journal_edit where seq = 3", "laptop:3 digest"),
    ],
)
def test_tampering_with_the_journal_shows(store, statement, fault):
    grown(store)
    tamper(store, statement)
    assert fault in store.verify()


def test_payloads_can_be_erased_and_the_chain_still_holds(store):
    company = grown(store)
    last = store.change(rename, "Rob", company=company, name="Bakkerij Leeg").step
    store.forget(frozenset({company.id}))
    assert store.verify() == []
    with store._engine.connect() as connection, pytest.raises(Refusal, match="gewist"):
        journal.read(connection, last.device, last.seq)
    assert b"Bakkerij Ster" not in "".join(str(row) for row in journal_rows(store)).encode()


def journal_rows(store):
    with store.reading() as session:
        return session.execute(text("select before, after from journal_edit")).all()
