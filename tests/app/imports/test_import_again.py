"""A file that comes again, and a file that is taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.demo.files import FILES, preview_file, read_in
from app.entities.record import ColumnMemory
from app.errors import Refusal
from app.queries.import_rows import Decisions
from app.queries.imports import remembered_columns
from app.store.journal import STEP
from app.terms.exchange import Subject
from app.terms.steps import Deed
from tests.app.imports.reading import ACTOR, edited, shown, take_in
from tests.dump import dump


@pytest.mark.parametrize("subject", FILES)
def test_the_same_file_again_has_nothing_new_changed_or_gone(filled, subject):
    again = preview_file(filled, subject)
    assert (again.new, again.changed, again.leaving, again.gone, again.also) == ((), (), (), (), ())
    assert again.nothing_to_do
    before = dump(filled)
    assert take_in(filled, again) is None
    assert dump(filled) == before


def test_each_file_is_one_step_and_one_undo_takes_it_all_back(waalhaven):
    states, steps = [dump(waalhaven)], []
    for subject in FILES:
        steps.append(read_in(waalhaven, subject, ACTOR))
        states.append(dump(waalhaven))
    assert [step.command for step in steps] == [f"import_{subject.value}" for subject in FILES]
    while steps:
        waalhaven.take_back(steps.pop(), ACTOR)
        states.pop()
        assert dump(waalhaven) == states[-1]


def test_an_import_that_was_taken_back_comes_forth_again(waalhaven):
    step = read_in(waalhaven, Subject.STUDENTS, ACTOR)
    after = dump(waalhaven)
    waalhaven.take_back(waalhaven.take_back(step, ACTOR), ACTOR)
    assert dump(waalhaven) == after


def test_after_undoing_an_import_its_rows_are_new_again(waalhaven):
    first = preview_file(waalhaven, Subject.STUDENTS)
    waalhaven.take_back(read_in(waalhaven, Subject.STUDENTS, ACTOR), ACTOR)
    again = preview_file(waalhaven, Subject.STUDENTS)
    assert [row.key for row in again.new] == [row.key for row in first.new]
    assert not any(row.removed_here for row in again.new)


def test_an_import_that_others_built_on_is_not_taken_back(waalhaven):
    students = read_in(waalhaven, Subject.STUDENTS, ACTOR)
    read_in(waalhaven, Subject.WISHES, ACTOR)
    before = dump(waalhaven)
    with pytest.raises(Refusal):
        waalhaven.take_back(students, ACTOR)
    assert dump(waalhaven) == before


def test_a_preview_that_the_school_has_left_behind_is_refused(filled):
    seen = shown(filled, Subject.STUDENTS, edited("2610572", mentor="Iemand Anders"))
    take_in(filled, shown(filled, Subject.STUDENTS, edited("2610572", mentor="Mees Vos")))
    before = dump(filled)
    with pytest.raises(Refusal, match="intussen gewijzigd"):
        take_in(filled, seen)
    assert dump(filled) == before


def test_a_preview_survives_a_change_that_has_nothing_to_do_with_it(filled):
    seen = shown(filled, Subject.STUDENTS, edited("2610572", mentor="Iemand Anders"))
    take_in(filled, shown(filled, Subject.OFFERS, edited("1001", tasks="Iets anders")))
    assert take_in(filled, seen) is not None


def test_columns_are_remembered_for_the_next_file_of_the_school(waalhaven):
    seen = preview_file(waalhaven, Subject.COMPANIES)
    assert take_in(waalhaven, seen) is not None
    with waalhaven.reading() as session:
        assert remembered_columns(session, Subject.COMPANIES) == seen.mapping.remembered()
        assert remembered_columns(session, Subject.OFFERS) == {}
        kept = session.scalar(select(func.count()).select_from(ColumnMemory))
    assert kept == len(seen.mapping.remembered())


def test_what_is_not_wanted_stays_out(waalhaven):
    seen = preview_file(waalhaven, Subject.STUDENTS)
    unwanted = seen.new[0]
    take_in(waalhaven, seen, leave={unwanted.id})
    again = preview_file(waalhaven, Subject.STUDENTS)
    assert [row.key for row in again.new] == [unwanted.key]


def test_the_answer_counts_what_was_done(waalhaven):
    from app.commands.imports import COMMANDS

    seen = preview_file(waalhaven, Subject.SUPERVISORS)
    outcome = waalhaven.change(COMMANDS[Subject.SUPERVISORS], ACTOR, preview=seen, decisions=Decisions())
    assert (outcome.result.new, outcome.result.changed, outcome.result.left) == (26, 0, 0)


def test_the_history_names_what_was_read(filled):
    with filled.reading() as session:
        commands = session.scalars(select(STEP.c.command).order_by(STEP.c.seq)).all()
    assert [Deed(command).label for command in commands[1:]] == [
        "studenten ingelezen",
        "leerbedrijven ingelezen",
        "stagebegeleiders ingelezen",
        "leerwensen ingelezen",
        "stageplaatsen ingelezen",
        "plaatsingen ingelezen",
    ]
