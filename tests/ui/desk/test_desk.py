from datetime import date
from threading import Event

import pytest

from app.commands import people, school
from app.entities.people import Student
from app.errors import Trouble, TroubleKind
from app.queries.teaching import periods
from app.store.work import Work, undoable
from app.terms.drafts import DraftKey
from app.terms.steps import Deed
from ui.desk.desk import Desk, Scope

PERIOD = school.PeriodDraft("P1", "Voorjaar 2027", date(2027, 2, 1), date(2027, 4, 16))


@pytest.fixture
def desk(qapp, store, lanes):
    return Desk(store, "Marieke Vos", lanes)


def heard(signal):
    """Everything a signal says from now on."""
    said = []
    signal.connect(lambda *words: said.append(words))
    return said


def names(desk):
    return [row.name for row in desk.ask(periods)]


@undoable(Deed.IMPORT_STUDENTS)
def add_many(work: Work, *, count: int) -> int:
    work.insert_many(Student(number=str(n), first_name="Noor", last_name=f"Vos {n}") for n in range(count))
    return count


def test_a_command_states_its_fact_and_tells_what_it_touched(desk):
    facts, news = heard(desk.stated), heard(desk.changed)
    done = desk.do(school.keep_period, "Periode bewaard.", draft=PERIOD)
    assert facts == [("Periode bewaard.",)]
    assert news == [({"period": frozenset({done.result})},)]
    assert names(desk) == ["Voorjaar 2027"]
    assert desk.undo_fact == "Periode bewaard."


def test_undo_and_redo_follow_each_other_to_the_end(desk):
    desk.do(school.keep_period, "Periode bewaard.", draft=PERIOD)
    desk.undo()
    assert names(desk) == []
    assert desk.undo_fact is None
    assert desk.redo_fact == "Periode bewaard."
    desk.redo()
    assert names(desk) == ["Voorjaar 2027"]
    desk.undo()
    said = heard(desk.told)
    desk.undo()
    assert names(desk) == []
    assert said == [("Er is niets om ongedaan te maken sinds je Driehoek opende.",)]


def test_a_new_command_ends_what_could_be_done_again(desk):
    desk.do(school.keep_period, "Periode bewaard.", draft=PERIOD)
    desk.undo()
    desk.do(people.keep_company, "Bewaard.", draft=people.CompanyDraft("Bakkerij Zon"))
    assert desk.redo_fact is None


def test_a_refusal_goes_to_whoever_asked_or_to_the_message_bar(desk):
    refused, caught = heard(desk.refused), []
    nameless = school.PeriodDraft("P1", " ", PERIOD.first_day, PERIOD.last_day)
    assert desk.do(school.keep_period, "Bewaard.", caught.append, draft=nameless) is None
    assert caught[0].field == "name"
    assert refused == []
    assert desk.do(school.keep_period, "Bewaard.", draft=nameless) is None
    assert refused == [("Hoe heet deze periode?",)]
    assert desk.undo_fact is None


def test_a_final_step_is_stated_but_never_offered_for_undo(desk):
    desk.do(school.hand_out, "Tipkaart bewaard.", document="tipkaart", text_version="1")
    assert desk.undo_fact is None


def test_an_undo_that_came_too_late_is_refused_in_words(desk):
    company = desk.do(people.keep_company, "Bewaard.", draft=people.CompanyDraft("Bakkerij Zon")).result
    person = people.CompanyPersonDraft("Ans Vos")
    desk._store.change(people.keep_company_person, "Rob", company_id=company, draft=person)
    refused = heard(desk.refused)
    desk.undo()
    assert "gekoppeld" in refused[0][0]
    assert desk.undo_fact is None


def test_a_task_works_beside_the_screen_and_can_be_undone(qtbot, desk):
    jobs = heard(desk.job_started)
    job = desk.task("Inlezen", add_many, lambda count: f"{count} studenten ingelezen.", count=1200)
    with qtbot.waitSignal(job.ended):
        pass
    assert jobs[0][0] == "Inlezen"
    assert desk.undo_fact == "1200 studenten ingelezen."
    with qtbot.waitSignal(desk.changed):
        desk.undo()
    assert desk.redo_fact == "1200 studenten ingelezen."


def test_a_command_waits_its_turn_while_a_task_writes(qtbot, desk, lanes):
    hold = Event()
    lanes.store_task(lambda progress: hold.wait(10))  # noqa: ARG005 - the lane gives it
    facts = heard(desk.stated)
    assert desk.do(school.keep_period, "Periode bewaard.", draft=PERIOD) is None
    assert facts == [("Dit gebeurt zodra het lopende werk klaar is.",)]
    assert desk.save_draft(DraftKey("period"), {"name": "x"}) is False
    with qtbot.waitSignal(desk.changed):
        hold.set()
    assert names(desk) == ["Voorjaar 2027"]


def test_trouble_with_the_file_is_told_and_nothing_is_kept(desk):
    troubles = heard(desk.troubled)

    @undoable(Deed.KEEP_PERIOD)
    def full(_work: Work) -> None:
        raise Trouble(TroubleKind.FULL)

    assert desk.do(full, "Bewaard.") is None
    assert troubles[0][0].kind is TroubleKind.FULL
    assert desk.undo_fact is None


def test_the_whole_program_looks_at_one_scope(desk):
    changes = heard(desk.scope_changed)
    period = desk.do(school.keep_period, "Bewaard.", draft=PERIOD).result
    desk.look_at(Scope(period=period))
    desk.look_at(Scope(period=period))
    assert len(changes) == 1
    assert desk.scope.period == period


def test_a_finished_form_takes_its_draft_along(desk):
    key = DraftKey("student")
    assert desk.save_draft(key, {"first_name": "Noor"})
    assert desk.load_draft(key) == {"first_name": "Noor"}
    desk.do(people.keep_student, "Bewaard.", None, key, draft=people.StudentDraft("1", "Noor", "", "Vos", None))
    assert desk.load_draft(key) is None
    desk.save_draft(key, {"first_name": "Sem"})
    desk.drop_draft(key)
    assert desk.load_draft(key) is None
