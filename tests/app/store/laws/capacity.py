"""Calls, periods after an example, and other work on capacity in any order."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.clock import today
from app.commands import calls
from app.commands.school import PeriodDraft
from app.entities.company import Company
from app.entities.placement import Placement
from app.entities.programme import Group, Period
from app.terms.calls import CallOutcome
from app.terms.pipeline import Party
from tests.app.store.laws.at_desk import AtDesk


class CapacityRules(AtDesk):
    @rule(data=st.data(), outcome=st.sampled_from(CallOutcome), places=st.sampled_from([None, 3]))
    def call_a_company(self, data, outcome, places) -> None:
        company, period = self.draw_key(data, Company), self.draw_key(data, Period)
        if company is not None and period is not None:
            self.do(calls.log_call, company_ids=(company,), period_id=period, outcome=outcome, places=places)
            draft = PeriodDraft("P8", f"Kopie {len(self.steps)}", today(), today() + timedelta(days=60))
            self.do(calls.log_talks, placement_ids=tuple(self.keys(Placement)[:2]), party=Party.COMPANY)
            self.do(calls.copy_period, period_id=period, draft=draft, group_ids=tuple(self.keys(Group)))
