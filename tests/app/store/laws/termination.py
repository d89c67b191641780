"""Early ends in any order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.commands import termination
from app.entities.loose_end import LooseEnd
from app.entities.placement import Placement
from app.terms.pipeline import State
from app.terms.termination import LooseEndKind
from tests.app.store.laws.at_desk import DAYS, AtDesk


class TerminationRules(AtDesk):
    @rule(data=st.data(), day=DAYS, state=st.sampled_from([State.ENDED_EARLY, State.NOT_STARTED]))
    def terminate(self, data, day, state) -> None:
        if (key := self.draw_key(data, Placement)) is not None:
            ends = data.draw(st.frozensets(st.sampled_from(LooseEndKind), max_size=3))
            draft = termination.Termination(state, day, "Paste niet", 6_000, ends)
            self.do(termination.terminate, placement_id=key, draft=draft)
        if (key := self.draw_key(data, LooseEnd)) is not None:
            self.do(termination.tie_off, loose_end_ids=(key,))
