"""What Meldingen decides for the rest of the school, in any order with everything else."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.clock import today
from app.commands.incidents import decide_unfit
from app.entities.company import Company
from tests.app.store.laws.at_desk import AtDesk


class IncidentRules(AtDesk):
    @rule(data=st.data(), decider=st.sampled_from(["de directeur", ""]), days=st.integers(0, 90))
    def decide_unfit(self, data, decider, days) -> None:
        if (key := self.draw_key(data, Company)) is not None:
            self.do(decide_unfit, company_id=key, decider=decider, review_on=today() + timedelta(days=days))
