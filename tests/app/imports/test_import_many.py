"""Fifty thousand rows, with progress and a way out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import clock
from app.demo.files import preview_file
from app.progress import Cancelled, Progress
from app.queries.imports import preview
from app.store.store import Store
from app.terms.exchange import Subject
from tests.app.imports.reading import ACTOR, shown, take_in
from tests.dump import dump

MANY = 50_000


def many(rows):
    return [replace(rows[n % len(rows)], row=n + 2, number=str(7_000_000 + n), earlier=()) for n in range(MANY)]


def look(store: Store, parsed, progress=None):
    with store.reading() as session:
        return preview(session, subject=Subject.STUDENTS, parsed=parsed, today=clock.today(), progress=progress)


@pytest.mark.heavy
def test_fifty_thousand_rows_are_previewed_stored_and_recognised(waalhaven):
    first = shown(waalhaven, Subject.STUDENTS, many)
    assert len(first.new) == MANY
    seen = []
    again = look(waalhaven, first.parsed, Progress(lambda done, total: seen.append((done, total))))
    assert seen[0] == (0, MANY)
    assert seen[-1] == (MANY, MANY)
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    take_in(waalhaven, again)
    after = look(waalhaven, first.parsed)
    assert (after.unchanged, after.nothing_to_do) == (MANY, True)
    moved = replace(first.parsed, rows=tuple(replace(row, mentor="Iemand Anders") for row in first.parsed.rows))
    changed = look(waalhaven, moved)
    assert len(changed.changed) == MANY
    assert changed.conflicts == ()


def stop_after(steps):
    """A progress that is cancelled once it was told ``steps`` times."""
    told = []

    def report(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == steps:
            progress.cancel()

    progress = Progress(report)
    return progress


def test_a_cancelled_preview_stops(waalhaven):
    with pytest.raises(Cancelled):
        look(waalhaven, preview_file(waalhaven, Subject.STUDENTS).parsed, stop_after(1))


@pytest.mark.parametrize("steps", [1, 2, 3, 4, 5])
def test_a_cancelled_import_leaves_nothing(waalhaven, steps):
    from app.commands.imports import COMMANDS
    from app.queries.import_rows import Decisions

    seen = preview_file(waalhaven, Subject.STUDENTS)
    before = dump(waalhaven)
    with pytest.raises(Cancelled):
        waalhaven.change(
            COMMANDS[Subject.STUDENTS],
            ACTOR,
            stop_after(steps),
            None,
            preview=seen,
            decisions=Decisions(),
        )
    assert dump(waalhaven) == before
