"""Students who go from one supervisor to another in any order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.commands import transfer
from app.entities.people import Supervisor
from tests.app.store.laws.at_desk import AtDesk
from tests.app.store.laws.school import add_supervisor


class TransferRules(AtDesk):
    @rule(data=st.data())
    def transfer_guidance(self, data) -> None:
        if len(self.keys(Supervisor)) == 1:
            self.do(add_supervisor)
        if len(keys := self.keys(Supervisor)) > 1:
            one, other = data.draw(st.permutations(keys))[:2]
            self.do(transfer.transfer_guidance, from_id=one, to_id=other)
