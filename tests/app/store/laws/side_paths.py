"""Ways beside the usual road, in any order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.commands.finding import report_no_place, take_own_find
from app.commands.people import CompanyDraft
from app.entities.company import Company
from app.entities.placement import Participation
from tests.app.store.laws.at_desk import DAYS, NAMES, AtDesk


class SidePathRules(AtDesk):
    @rule(data=st.data(), since=st.none() | DAYS, told=st.none() | DAYS)
    def report_no_place(self, data, since, told) -> None:
        if (key := self.draw_key(data, Participation)) is not None:
            self.do(report_no_place, participation_id=key, since=since, told_on=told)

    @rule(data=st.data(), name=NAMES)
    def take_own_find(self, data, name) -> None:
        if (key := self.draw_key(data, Participation)) is not None:
            company = data.draw(st.sampled_from([None, *self.keys(Company)]))
            self.do(take_own_find, participation_id=key, company_id=company, new=CompanyDraft(name))
