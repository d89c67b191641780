"""Progress at placements in any order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.commands.progress import GoalDraft, ProgressDraft, keep_progress
from app.commands.recording import record_hours
from app.entities.placement import Placement
from app.entities.programme import ProgrammeUnit
from app.entities.progress import Goal
from app.terms.progress import HoursSource, Mastery
from tests.app.store.laws.at_desk import DAYS, NAMES, AtDesk


class ProgressRules(AtDesk):
    @rule(data=st.data(), day=DAYS, mastery=st.sampled_from([None, *Mastery]), text=NAMES)
    def keep_progress(self, data, day, mastery, text) -> None:
        placement, unit = self.draw_key(data, Placement), self.draw_key(data, ProgrammeUnit)
        if placement is not None and unit is not None:
            goal = GoalDraft(text, mastery or Mastery.GUIDED, self.draw_key(data, Goal))
            goals = data.draw(st.sampled_from([None, (), (goal,), (goal, GoalDraft(text))]))
            draft = ProgressDraft(day, ((unit, mastery),), goals)
            self.do(keep_progress, placement_id=placement, draft=draft)
            self.do(record_hours, placement_id=placement, minutes=60, counted_on=day, source=HoursSource.SHEET)
