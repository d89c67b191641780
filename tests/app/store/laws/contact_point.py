"""Whom at school a company turns to, named and taken away in any order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.commands.contact_point import name_contact_point
from app.entities.company import Company
from app.entities.people import Supervisor
from tests.app.store.laws.at_desk import NAMES, AtDesk


class ContactPointRules(AtDesk):
    @rule(data=st.data(), hours=st.none() | NAMES)
    def name_contact_point(self, data, hours) -> None:
        if (key := self.draw_key(data, Company)) is not None:
            guide = data.draw(st.sampled_from([None, *self.keys(Supervisor)]))
            self.do(name_contact_point, company_id=key, supervisor_id=guide, hours=hours)
