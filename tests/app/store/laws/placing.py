"""Placements beside each other, and what was agreed to support a student, in any order."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.commands.placing import BesideDraft, PlacementDraft, keep_placement, place_beside
from app.commands.recording import PartVerdict, judge
from app.commands.support import SupportDraft, keep_support
from app.entities.company import Company
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import ProgrammeUnit
from app.entities.progress import Goal
from app.entities.support import SupportAgreement
from app.terms.company import Allowance
from app.terms.pipeline import Judgement, Moment, Party
from app.terms.placing import HolidayWork, PlacementKind, Rhythm
from tests.app.store.laws.at_desk import DAYS, NAMES, AtDesk

WORKDAYS = st.sampled_from([None, ("ma", "di"), ("do", "vr"), ("di",)])


class PlacingRules(AtDesk):
    @rule(data=st.data(), day=DAYS, days=WORKDAYS, rhythm=st.sampled_from(Rhythm), kind=st.sampled_from(PlacementKind))
    def place_beside(self, data, day, days, rhythm, kind) -> None:
        card, company = self.draw_key(data, Participation), self.draw_key(data, Company)
        if card is not None and company is not None:
            last = day + timedelta(days=data.draw(st.integers(-1, 60)))
            draft = BesideDraft(company, kind, day, last, days, rhythm, 960)
            self.do(place_beside, participation_id=card, draft=draft)

    @rule(data=st.data(), day=DAYS, days=WORKDAYS, holidays=st.sampled_from(HolidayWork))
    def agree_on_days(self, data, day, days, holidays) -> None:
        if (key := self.draw_key(data, Placement)) is not None:
            last = day + timedelta(days=40)
            draft = PlacementDraft(
                None, day, last, 2, 960, Allowance.NONE, None, weekdays=days, rhythm=Rhythm.ODD, holidays=holidays
            )
            self.do(keep_placement, placement_id=key, draft=draft)

    @rule(data=st.data(), verdict=st.none() | st.sampled_from(Judgement), day=DAYS)
    def judge_in_parts(self, data, verdict, day) -> None:
        if (key := self.draw_key(data, Placement)) is not None:
            known = [*self.keys(ProgrammeUnit), *self.keys(Goal)]
            parts = data.draw(st.lists(st.sampled_from(known), max_size=2, unique=True)) if known else []
            self.do(
                judge,
                placement_id=key,
                moment=Moment.MIDDLE,
                party=Party.COMPANY,
                judgement=Judgement.GOOD,
                judged_on=day,
                parts=tuple(PartVerdict(one, verdict) for one in parts),
            )

    @rule(data=st.data(), facility=NAMES, day=DAYS, shared=st.booleans(), consent=st.none() | DAYS)
    def support(self, data, facility, day, shared, consent) -> None:
        if (key := self.draw_key(data, Student)) is not None:
            known = self.keys(SupportAgreement)
            drafts = [SupportDraft(facility, day, shared=shared, consent_on=consent)]
            drafts += [SupportDraft("Rustige werkplek", day, id=one) for one in known[:1]]
            self.do(keep_support, student_id=key, drafts=tuple(drafts))
