"""Doubles that become one, in any order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.commands import merge
from app.entities.company import Company
from app.entities.people import Student
from tests.app.store.laws.at_desk import NUMBERS, AtDesk


class MergingRules(AtDesk):
    @rule(data=st.data(), number=NUMBERS)
    def merge(self, data, number) -> None:
        for kind, command in ((Student, merge.merge_students), (Company, merge.merge_companies)):
            if len(keys := self.keys(kind)) > 1:
                one, other = data.draw(st.permutations(keys))[:2]
                self.do(command, keep_id=one, drop_id=other)
        if (key := self.draw_key(data, Company)) is not None:
            self.do(merge.renumber_company, company_id=key, leerbedrijf_id=number)
