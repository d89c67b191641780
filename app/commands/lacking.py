"""What a list speaks of and the school does not have yet, added before the list is read in."""

from __future__ import annotations

from collections.abc import Sequence

from app.commands.programmes import ProgrammeDraft, bring_in_line
from app.commands.school import PeriodDraft, add_period
from app.store.work import Work, undoable
from app.terms.steps import Deed


@undoable(Deed.ADD_LACKING)
def add_lacking(work: Work, *, programmes: Sequence[ProgrammeDraft] = (), periods: Sequence[PeriodDraft] = ()) -> None:
    """Add opleidingen and BPV-perioden in one step; refuses a period that the school has, or that runs backwards."""
    for programme in programmes:
        bring_in_line(work, programme)
    for period in periods:
        add_period(work, period)
