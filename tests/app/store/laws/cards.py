"""Cards given to companies and klassen in any order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.commands.cards import GivingDraft, forget_giving, give_card
from app.entities.company import Company
from app.entities.programme import Group
from app.entities.record import Giving
from tests.app.store.laws.at_desk import DAYS, AtDesk


class CardRules(AtDesk):
    @rule(data=st.data(), day=DAYS, discussed=st.booleans())
    def give_card(self, data, day, discussed) -> None:
        company, group = self.draw_key(data, Company), self.draw_key(data, Group)
        draft = GivingDraft("tipkaart", "2026.1", day, discussed)
        companies = () if company is None else (company,)
        self.do(give_card, draft=draft, company_ids=companies, group_ids=() if group is None else (group,))

    @rule(data=st.data())
    def forget_giving(self, data) -> None:
        giving = self.draw_key(data, Giving)
        if giving is not None:
            self.do(forget_giving, giving_id=giving)
