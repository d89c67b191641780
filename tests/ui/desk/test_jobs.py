"""Long work runs elsewhere, and what is said of it arrives on the GUI thread."""

import os
from threading import Event, get_ident

import pytest

from app.errors import Refusal
from ui.desk.child import ChildGone
from ui.frame.report import stack_lines


def whose_thread(*, progress):
    progress.step(1, 1)
    return get_ident()


def double(number, *, progress):
    progress.step(number, number)
    return 2 * number


def own_process(*, progress):
    progress.step(0, 1)
    return os.getpid()


def refuse(*, progress):
    raise Refusal("Dat past niet.", field="hours")


def stumble(*, progress):
    return {}["Noor"]


def fall_dead(*, progress):
    os._exit(3)


def never_end(*, progress):
    progress.step(0, 2)
    while True:
        pass


def answer_of(qtbot, job):
    with qtbot.waitSignal(job.done) as heard:
        pass
    return heard.args[0]


@pytest.mark.parametrize("lane", ["render", "store_task"])
def test_a_thread_does_the_work_and_the_gui_thread_hears(qtbot, lanes, lane):
    job = getattr(lanes, lane)(whose_thread)
    heard_on = []
    job.progressed.connect(lambda *_: heard_on.append(get_ident()))
    job.done.connect(lambda _: heard_on.append(get_ident()))
    assert answer_of(qtbot, job) != get_ident()
    assert heard_on == [get_ident(), get_ident()]


def test_solving_happens_in_another_process_that_stays_warm(qtbot, lanes):
    first = answer_of(qtbot, lanes.solve(own_process))
    second = answer_of(qtbot, lanes.solve(own_process))
    assert first == second != os.getpid()


def test_a_cancelled_solve_is_killed_at_once_and_the_next_one_works(qtbot, lanes):
    job = lanes.solve(never_end)
    with qtbot.waitSignal(job.progressed):
        pass
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    assert answer_of(qtbot, lanes.solve(double, number=21)) == 42


def test_cancelling_what_waits_leaves_what_runs_alone(qtbot, lanes):
    running = lanes.solve(never_end)
    waiting = lanes.solve(double, number=1)
    with qtbot.waitSignal(running.progressed):
        pass
    waiting.cancel()
    assert not running.stopped
    with qtbot.waitSignals([running.cancelled, waiting.cancelled]):
        running.cancel()


def test_a_refusal_of_the_child_keeps_its_words_and_field(qtbot, lanes):
    job = lanes.solve(refuse)
    with qtbot.waitSignal(job.failed) as heard:
        pass
    (error,) = heard.args
    assert isinstance(error, Refusal)
    assert (str(error), error.field) == ("Dat past niet.", "hours")


def test_an_error_of_the_child_brings_its_stack_without_values(qtbot, lanes):
    job = lanes.solve(stumble)
    with qtbot.waitSignal(job.failed) as heard:
        pass
    lines = "\n".join(stack_lines(heard.args[0]))
    assert "test_jobs.py" in lines
    assert "stumble" in lines
    assert "Noor" not in lines


def test_a_child_that_dies_is_told_and_replaced(qtbot, lanes):
    job = lanes.solve(fall_dead)
    with qtbot.waitSignal(job.failed) as heard:
        pass
    assert isinstance(heard.args[0], ChildGone)
    assert answer_of(qtbot, lanes.solve(double, number=2)) == 4


def test_a_warm_child_answers_the_first_question(qtbot, lanes):
    lanes.warm()
    assert answer_of(qtbot, lanes.solve(double, number=3)) == 6


def test_the_store_is_busy_while_a_task_of_it_runs(qtbot, lanes):
    go = Event()

    def task(*, progress):
        go.wait()

    with qtbot.waitSignal(lanes.store_busy_changed) as began:
        lanes.store_task(task)
    assert lanes.store_busy
    with qtbot.waitSignal(lanes.store_busy_changed) as ended:
        go.set()
    assert (began.args, ended.args) == ([True], [False])
    assert not lanes.store_busy


def test_locking_stops_what_draws_and_lets_a_write_end(qtbot, lanes):
    go, drawing = Event(), Event()

    def write(*, progress):
        go.wait()
        progress.step(1, 1)
        return "bewaard"

    def render(*, progress):
        while True:
            drawing.set()
            progress.step(0, 1)

    writing, rendering = lanes.store_task(write), lanes.render(render)
    qtbot.waitUntil(drawing.is_set)
    with qtbot.waitSignal(rendering.cancelled):
        lanes.stop_solving()
    with qtbot.waitSignal(writing.done) as heard:
        go.set()
    assert heard.args == ["bewaard"]


def test_what_is_asked_after_closing_is_cancelled(qtbot, lanes):
    lanes.close()
    job = lanes.render(whose_thread)
    with qtbot.waitSignal(job.cancelled):
        pass
