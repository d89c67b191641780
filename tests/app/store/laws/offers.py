"""Offers and wishes in any order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.commands.offers import OfferDraft, RequirementDraft, WishDraft, keep_offer, keep_wish
from app.commands.wish_grid import WishEntry, keep_wishes
from app.entities.company import Company
from app.entities.offer import Offer
from app.entities.people import Student
from app.entities.programme import Period, Programme, ProgrammeUnit
from tests.app.store.laws.at_desk import NAMES, AtDesk


class OfferRules(AtDesk):
    @rule(data=st.data(), text=NAMES, asked=st.integers(0, 2))
    def keep_offer(self, data, text, asked) -> None:
        if (key := self.draw_key(data, Company)) is not None:
            draft = OfferDraft(
                frozenset(self.keys(Programme)[:1]),
                frozenset(self.keys(Period)[: data.draw(st.integers(0, 1))]),
                frozenset(self.keys(ProgrammeUnit)[: data.draw(st.integers(0, 2))]),
                places=asked,
                tasks=text,
                requirements=(RequirementDraft(text), RequirementDraft("VOG", "wettelijk verplicht"))[:asked],
            )
            offer = data.draw(st.sampled_from([None, *self.keys(Offer)]))
            self.do(keep_offer, company_id=key, draft=draft, offer_id=offer)

    @rule(data=st.data(), goals=NAMES)
    def keep_wish(self, data, goals) -> None:
        student, period = self.draw_key(data, Student), self.draw_key(data, Period)
        if student is not None and period is not None:
            units = frozenset(self.keys(ProgrammeUnit)[: data.draw(st.integers(0, 2))])
            self.do(keep_wish, student_id=student, period_id=period, draft=WishDraft(goals, units))
            entries = tuple(WishEntry(key, WishDraft(goals)) for key in self.keys(Student))
            self.do(keep_wishes, period_id=period, entries=entries)
