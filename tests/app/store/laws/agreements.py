"""Papers beside the placement, in any order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.commands.agreements import DocumentDraft, keep_documents, remind, renew_agreement, settle_system_status
from app.entities.placement import Placement
from tests.app.store.laws.at_desk import DAYS, NAMES, AtDesk


class AgreementRules(AtDesk):
    @rule(data=st.data(), change=NAMES)
    def papers_again(self, data, change) -> None:
        if (key := self.draw_key(data, Placement)) is not None:
            self.do(renew_agreement, placement_id=key, change=change)
            name = data.draw(st.sampled_from(["VOG", "VCA"]))
            seen = data.draw(st.none() | DAYS)
            self.do(keep_documents, placement_id=key, documents=(DocumentDraft(name, seen, seen),))
            self.do(remind, placement_ids=(key,))
            self.do(settle_system_status, placement_ids=tuple(self.keys(Placement)))
