"""Refusals by companies in any order, and places that are filled after all."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.commands.finding import propose
from app.commands.refusals import record_refusal, weigh_refusal
from app.entities.company import Company
from app.entities.placement import Participation, Placement
from app.entities.refused import RefusedPlace
from app.terms.company import RefusalKind
from tests.app.store.laws.at_desk import DAYS, AtDesk

KINDS = st.sampled_from(list(RefusalKind))


class RefusalRules(AtDesk):
    @rule(data=st.data(), kind=KINDS, day=DAYS)
    def record_refusal(self, data, kind, day) -> None:
        if (key := self.draw_key(data, Placement)) is not None:
            self.do(record_refusal, placement_id=key, kind=kind, refused_on=day)
        card, company = self.draw_key(data, Participation), self.draw_key(data, Company)
        if card is not None and company is not None:
            reason = data.draw(st.sampled_from([None, "Het bedrijf neemt nu wel aan"]))
            self.do(propose, participation_id=card, company_id=company, reason=reason)

    @rule(data=st.data(), kind=KINDS, cleared=st.booleans())
    def weigh_refusal(self, data, kind, cleared) -> None:
        if (key := self.draw_key(data, RefusedPlace)) is not None:
            self.do(weigh_refusal, refused_place_id=key, kind=kind, cleared=cleared)
