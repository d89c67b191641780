"""Agreements about money in any order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.commands.allowance import AllowanceDraft, agree_allowance
from app.entities.placement import Placement
from app.terms.company import Allowance, Answer, TravelProduct
from tests.app.store.laws.at_desk import NAMES, AtDesk

COSTS = st.none() | st.sampled_from([(), ("reiskosten",), ("VOG", "kleding")])


class AllowanceRules(AtDesk):
    @rule(
        data=st.data(),
        draft=st.builds(
            AllowanceDraft,
            st.sampled_from(list(Allowance)),
            st.none() | st.integers(0, 90_000),
            st.none() | NAMES,
            COSTS,
            COSTS,
            st.sampled_from(list(Answer)),
            st.sampled_from(list(TravelProduct)),
        ),
    )
    def agree_allowance(self, data, draft) -> None:
        if (key := self.draw_key(data, Placement)) is not None:
            self.do(agree_allowance, placement_id=key, draft=draft)
