"""Students and companies in any order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.commands import people
from app.entities.company import Company
from app.entities.people import Student
from app.entities.programme import Group, Period
from app.terms.company import Recognised
from tests.app.store.laws.at_desk import NAMES, NUMBERS, AtDesk


class PeopleRules(AtDesk):
    @rule(first=NAMES, last=NAMES, number=NUMBERS, data=st.data())
    def keep_student(self, first, last, number, data) -> None:
        draft = people.StudentDraft(number, first, "", last, self.draw_key(data, Group))
        key = data.draw(st.sampled_from([None, *self.keys(Student)]))
        periods = tuple(self.keys(Period)) if data.draw(st.booleans()) else ()
        self.do(people.keep_student, draft=draft, student_id=key, period_ids=periods)

    @rule(name=NAMES, identity=NUMBERS, unfit=st.booleans(), data=st.data())
    def keep_company(self, name, identity, unfit, data) -> None:
        draft = people.CompanyDraft(name, identity, unfit=unfit, unfit_reason="Verhuisd" if unfit else None)
        key = data.draw(st.sampled_from([None, *self.keys(Company)]))
        self.do(people.keep_company, draft=draft, company_id=key)

    @rule(data=st.data(), outcome=st.sampled_from(Recognised))
    def check_recognition(self, data, outcome) -> None:
        if (key := self.draw_key(data, Company)) is not None:
            self.do(people.check_recognition, company_id=key, crebo="25180", outcome=outcome)
            self.do(people.keep_company_person, company_id=key, draft=people.CompanyPersonDraft("Ans Vos"))

    @rule(data=st.data(), text=st.sampled_from(["Gebeld", " ", "Morgen terugbellen"]))
    def write_note(self, data, text) -> None:
        if (key := self.draw_key(data, Student)) is not None:
            self.do(people.write_note, text=text, student_id=key)
