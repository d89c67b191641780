"""The coordinator of the fictional school on the phone, for the places that are short."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app import clock
from app.commands.calls import log_call
from app.queries.supply import call_list, needs
from app.store.store import Store
from app.terms.calls import CallOutcome

_MOMENT = datetime(2027, 2, 25, 13, 20, tzinfo=UTC)
_SAID: tuple[Mapping[str, Any], ...] = (
    {"outcome": CallOutcome.NO_ANSWER},
    {"outcome": CallOutcome.NO, "note": "Heeft al twee stagiairs van een andere school."},
    {"outcome": CallOutcome.YES, "places": 2, "note": "Vanaf 15 maart, op dinsdag tot en met vrijdag."},
    {"outcome": CallOutcome.THINKING, "note": "Overlegt maandag met het team."},
    {"outcome": CallOutcome.NO_ANSWER},
    {"outcome": CallOutcome.YES, "places": 1},
    {"outcome": CallOutcome.THINKING, "note": "Belt zelf terug."},
)


def call_for_places(store: Store, actor: str) -> None:
    """Call the first companies of the list of where most is short."""
    with clock.at(_MOMENT):
        today = clock.today()
        with store.reading() as session:
            worst = max(needs(session, today=today), key=lambda row: row.short)
            listed = call_list(session, today=today, period_id=worst.period_id, programme_id=worst.programme_id)
        for row, said in zip(listed, _SAID, strict=False):
            store.change(log_call, actor, company_ids=(row.id,), period_id=worst.period_id, **said)
