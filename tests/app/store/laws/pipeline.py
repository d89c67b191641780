"""Cards on their way in any order."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.commands import agreements, finding, pipeline, placing, recording
from app.entities.company import Company
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation, Placement
from app.entities.programme import Period
from app.terms.company import Allowance
from app.terms.pipeline import Form, Judgement, Lane, Moment, Party, State
from tests.app.store.laws.at_desk import DAYS, AtDesk


class PipelineRules(AtDesk):
    @rule(data=st.data())
    def participate(self, data) -> None:
        student, period = self.draw_key(data, Student), self.draw_key(data, Period)
        if student is not None and period is not None:
            self.do(pipeline.participate, student_id=student, period_id=period)

    @rule(data=st.data())
    def propose(self, data) -> None:
        card, company = self.draw_key(data, Participation), self.draw_key(data, Company)
        if card is not None and company is not None:
            self.do(finding.propose, participation_id=card, company_id=company)

    @rule(data=st.data(), reason=st.sampled_from([None, "kort", "De school staat hiervoor in"]))
    def advance(self, data, reason) -> None:
        if keys := self.keys(Participation):
            chosen = data.draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=True))
            until = data.draw(st.sampled_from([None, None, *Lane]))
            self.do(pipeline.advance, participation_ids=tuple(chosen), reason=reason, until=until)

    @rule(data=st.data())
    def step_back(self, data) -> None:
        if (key := self.draw_key(data, Participation)) is not None:
            until = data.draw(st.sampled_from([None, None, *Lane]))
            self.do(pipeline.step_back, participation_ids=(key,), until=until)

    @rule(data=st.data(), state=st.sampled_from([State.POSTPONED, State.EXEMPT, State.DEREGISTERED]))
    def stand_aside_or_return(self, data, state) -> None:
        if (key := self.draw_key(data, Participation)) is not None:
            self.do(pipeline.stand_aside, participation_id=key, state=state)
            if data.draw(st.booleans()):
                self.do(pipeline.return_to_board, participation_id=key)

    @rule(data=st.data(), state=st.sampled_from([State.COMPANY_WITHDREW, State.ENDED_EARLY]), day=DAYS)
    def end_placement(self, data, state, day) -> None:
        if (key := self.draw_key(data, Placement)) is not None:
            self.do(pipeline.end_placement, placement_id=key, state=state, ended_on=day, reason="Klikte niet")

    @rule(data=st.data(), party=st.sampled_from(Party), day=DAYS)
    def papers(self, data, party, day) -> None:
        if (key := self.draw_key(data, Placement)) is not None:
            self.do(agreements.sign_agreement, placement_id=key, party=party, signed_on=day)
            self.do(agreements.sign_agreements, placement_ids=(key,), signed=((party, day), (Party.SCHOOL, None)))
            last = day + timedelta(days=data.draw(st.integers(-1, 90)))
            draft = placing.PlacementDraft("Ans Vos", day, last, 3, 1440, Allowance.AMOUNT, 25_000)
            self.do(placing.keep_placement, placement_id=key, draft=draft)
            if (supervisor := self.draw_key(data, Supervisor)) is not None:
                self.do(placing.assign_supervisor, placement_ids=(key,), supervisor_id=supervisor)

    @rule(data=st.data(), form=st.sampled_from(Form), day=DAYS, student=st.booleans(), company=st.booleans())
    def hold_contact(self, data, form, day, student, company) -> None:
        if (key := self.draw_key(data, Placement)) is not None:
            draft = recording.ContactDraft(Moment.START, form, day, student, company, school=True)
            self.do(recording.hold_contact, placement_id=key, draft=draft)

    @rule(data=st.data(), verdict=st.sampled_from(Judgement), day=DAYS, party=st.sampled_from(Party))
    def judge(self, data, verdict, day, party) -> None:
        if (key := self.draw_key(data, Placement)) is not None:
            moment = data.draw(st.sampled_from([Moment.MIDDLE, Moment.END]))
            self.do(recording.judge, placement_id=key, moment=moment, party=party, judgement=verdict, judged_on=day)
            self.do(recording.record_hours, placement_id=key, minutes=data.draw(st.integers(-1, 90_000)))
