"""A fictional school to look around in: ROC Waalhaven, on a fixed seed and a stated day.

Its people, companies, wishes, offers and last year's placements come from import files, through the same
readers, parsers and commands as any school's own; the running year was worked by commands, day by day.
Everybody in it is invented.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

from app import clock
from app.commands.school import decide_policy, set_up_school
from app.demo.beyond import go_beyond
from app.demo.calls import call_for_places
from app.demo.earlier import read_in_earlier_year
from app.demo.files import FILES, read_in, school_draft
from app.demo.handing import hand_out_cards
from app.demo.incidents import report
from app.demo.rounds import hold_rounds
from app.demo.talks import meet_some
from app.demo.year import Year
from app.progress import Progress
from app.store.open_dossier import OpenDossier
from app.store.store import Store
from app.terms.exchange import Subject

__all__ = ["ACTOR", "DEMO_DAY", "DEMO_MOMENT", "is_demo", "make"]

DEMO_DAY = date(2027, 3, 1)
"""The day in the demo: a Monday in the fifth week of BPV-periode 1."""

DEMO_MOMENT = datetime(2027, 3, 1, 7, 40, tzinfo=UTC)
"""The moment in the demo: twenty to nine in the morning of ``DEMO_DAY``."""

ACTOR = "Marieke van der Linden"
"""The coordinator of the demo, who is invented like everybody in it."""

_SEED = 20270301
_SET_UP = datetime(2026, 11, 16, 8, 15, tzinfo=UTC)
_READ = datetime(2026, 11, 16, 8, 40, tzinfo=UTC)
_MARK = "demo"


def make(store: Store, progress: Progress | None = None, opened: OpenDossier | None = None) -> None:
    """Fill an empty ``store`` with the demo school as it is on ``DEMO_DAY``; always the same, apart from keys.

    Its Meldingen are filled where ``opened`` reads them.
    """
    reported = progress or Progress()
    chance = random.Random(_SEED)  # noqa: S311 - a story, not a secret
    with clock.at(_SET_UP):
        store.change(set_up_school, ACTOR, draft=school_draft())
        store.change(
            decide_policy, ACTOR, key="norm.joint", value="3", valid_from=date(2026, 8, 1), source="BPV-beleidsplan"
        )
        store.change(
            decide_policy, ACTOR, key="aim.guidance", value="90", valid_from=date(2026, 8, 1), source="Teamoverleg"
        )
        store.change(
            decide_policy,
            ACTOR,
            key="retention.company_person",
            value="18",
            valid_from=date(2026, 8, 1),
            source="Besluit van de functionaris gegevensbescherming",
        )
    steps = len(FILES) + len(Year.DAYS) + 1
    for done, subject in enumerate(FILES):
        reported.step(done, steps)
        with clock.at(_READ):
            if subject is Subject.PLACEMENTS:
                read_in_earlier_year(store, ACTOR, chance)
            read_in(store, subject, ACTOR)
    year = Year(store, ACTOR, chance)
    for done, day in enumerate(Year.DAYS, start=len(FILES) + 1):
        reported.step(done, steps)
        day(year)
    hold_rounds(store, ACTOR, chance)
    if opened is not None:
        report(store, ACTOR, opened)
    call_for_places(store, ACTOR)
    go_beyond(store, ACTOR, random.Random(_SEED))  # noqa: S311 - a story as well
    with clock.at(DEMO_MOMENT):
        meet_some(store, ACTOR)
        hand_out_cards(store, ACTOR, DEMO_DAY)
    store.mark(_MARK, DEMO_DAY.isoformat())
    reported.step(steps, steps)


def is_demo(store: Store) -> bool:
    """Whether ``store`` holds the demo school and not a real one."""
    return store.marked(_MARK) is not None
