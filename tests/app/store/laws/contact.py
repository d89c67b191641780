"""Talks planned, moved, held and reported in any order, and norms decided."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.clock import today
from app.commands import contact, contact_norms, contact_report, introductions, talk_lists, travel
from app.commands.recording import ContactDraft
from app.entities.appointment import Appointment
from app.entities.company import Company
from app.entities.norm import NormSet
from app.entities.people import Supervisor
from app.entities.placement import Placement
from app.entities.programme import ProgrammeUnit
from app.entities.report import Promise
from app.entities.travel import OwnWay
from app.rules.tickets import ticket
from app.terms.contact import Content, DayPart, Met, Objection, Verdict
from app.terms.pipeline import Form, Moment, Party
from app.terms.progress import Mastery
from app.terms.school import Path
from tests.app.store.laws.at_desk import DAYS, AtDesk

SOON = st.integers(-1, 12).map(lambda n: today() + timedelta(days=n))
TALKS = st.sampled_from([Moment.START, Moment.MIDDLE, Moment.END])


class ContactRules(AtDesk):
    @rule(data=st.data(), day=SOON, hour=st.sampled_from([None, 9 * 60, 14 * 60 + 30]), moment=TALKS)
    def keep_appointment(self, data, day, hour, moment) -> None:
        if (placement := self.draw_key(data, Placement)) is not None:
            draft = contact.AppointmentDraft(moment, Form.VISIT, day, DayPart.MORNING, hour)
            known = data.draw(st.sampled_from([None, *self.keys(Appointment)]))
            self.do(contact.keep_appointment, placement_id=placement, draft=draft, appointment_id=known)

    @rule(data=st.data(), day=SOON, moment=TALKS)
    def plan(self, data, day, moment) -> None:
        if (placement := self.draw_key(data, Placement)) is not None:
            talk = contact.PlannedTalk(placement, moment, Form.VISIT, day, DayPart.MORNING, 45, 540, 600)
            keys = self.keys(Appointment)
            dropped = tuple(data.draw(st.lists(st.sampled_from(keys), max_size=2, unique=True))) if keys else ()
            self.do(contact.accept_plan, talks=(talk,), dropped=dropped)

    @rule(data=st.data(), day=SOON, reason=st.sampled_from(["", "Praktijkopleider is ziek"]))
    def move_or_cancel(self, data, day, reason) -> None:
        if (key := self.draw_key(data, Appointment)) is not None:
            self.do(contact.move_appointments, appointment_ids=(key,), day=day)
            if data.draw(st.booleans()):
                self.do(contact.cancel_appointment, appointment_id=key, reason=reason)

    @rule(data=st.data(), day=DAYS, words=st.sampled_from(["", "Logboek inleveren"]), hours=st.integers(0, 300))
    def report(self, data, day, words, hours) -> None:
        placement = self.draw_key(data, Placement)
        if placement is None:
            return
        talk = ContactDraft(Moment.START, Form.VISIT, day, student=True, company=True, school=True)
        unit = self.draw_key(data, ProgrammeUnit)
        draft = contact_report.ReportDraft(
            talk,
            Verdict.YES,
            () if unit is None else ((unit, Mastery.GUIDED),),
            hours * 60,
            Verdict.PARTLY,
            "Elke maandag",
            Verdict.NO,
            ("reiskosten",),
            (contact_report.PromiseDraft(words, Party.COMPANY, day),),
            data.draw(st.sampled_from([None, today() + timedelta(days=20)])),
            Moment.MIDDLE,
            (Party.STUDENT,),
        )
        known = data.draw(st.sampled_from([None, *self.keys(Appointment)]))
        self.do(contact_report.report_talk, placement_id=placement, draft=draft, appointment_id=known)
        if (promise := self.draw_key(data, Promise)) is not None:
            self.do(contact_report.keep_promise, promise_id=promise, kept=data.draw(st.booleans()))

    @rule(data=st.data(), day=DAYS, number=st.integers(1, 3), moment=TALKS)
    def type_over(self, data, day, number, moment) -> None:
        placement, guide = self.draw_key(data, Placement), self.draw_key(data, Supervisor)
        if placement is None or guide is None:
            return
        talk = ContactDraft(moment, Form.VIDEO, day, student=True, company=False, school=True)
        code = ticket(placement, date(2026, 8, 1), moment, number)
        told = talk_lists.EnteredTalk(code, placement, talk)
        self.do(talk_lists.enter_talks, supervisor_id=guide, talks=(told,))

    @rule(data=st.data(), day=SOON, met=st.sampled_from(Met), objection=st.sampled_from([None, *Objection]))
    def meet(self, data, day, met, objection) -> None:
        if (placement := self.draw_key(data, Placement)) is not None:
            draft = introductions.IntroductionDraft(day, None, Form.VIDEO)
            self.do(introductions.plan_introduction, placement_id=placement, draft=draft)
            outcome = introductions.Outcome(met, objection, Party.STUDENT)
            self.do(introductions.settle_introduction, placement_id=placement, outcome=outcome)

    @rule(data=st.data(), party=st.sampled_from(Party), school=st.sampled_from(Content), other=st.sampled_from(Content))
    def content(self, data, party, school, other) -> None:
        if (placement := self.draw_key(data, Placement)) is not None:
            said = {"party": party, "school": school, "other": other}
            self.do(introductions.ask_satisfaction, placement_id=placement, **said)

    @rule(data=st.data(), day=SOON, start=st.integers(0, 1200), length=st.integers(0, 200))
    def busy(self, data, day, start, length) -> None:
        if (key := self.draw_key(data, Supervisor)) is not None:
            times = ((day, start, start + length), (day, start + 30, start + 90))
            self.do(contact.keep_busy_times, supervisor_id=key, times=times)
            self.do(contact.keep_absence, supervisor_id=key, first=day, last=day + timedelta(days=length - 50))

    @rule(data=st.data(), minutes=st.integers(0, 30), one_way=st.booleans(), remove=st.booleans())
    def travel(self, data, minutes, one_way, remove) -> None:
        here, there = data.draw(st.permutations(["6511", "6541", "6601"]))[:2]
        known = data.draw(st.sampled_from([None, *self.keys(OwnWay)]))
        self.do(travel.keep_way, draft=travel.WayDraft(here, there, 9, minutes, one_way), way_id=known)
        if remove and (key := self.draw_key(data, OwnWay)) is not None:
            self.do(travel.remove_way, way_id=key)
        if (company := self.draw_key(data, Company)) is not None:
            hours = travel.VisitHours(("di", "do") if remove else (), minutes * 60, 12 * 60)
            self.do(travel.keep_visit_hours, company_id=company, hours=hours)

    @rule(
        data=st.data(),
        joint=st.integers(0, 4),
        physical=st.integers(0, 2),
        day=DAYS,
        why=st.sampled_from(["", "Leerbedrijf is failliet"]),
    )
    def norms(self, data, joint, physical, day, why) -> None:
        draft = contact_norms.NormSetDraft(None, Path.BBL, None, joint, physical, 21, 21, day, None, "BPV-beleid")
        known = data.draw(st.sampled_from([None, *self.keys(NormSet)]))
        self.do(contact_norms.keep_norm_set, draft=draft, norm_set_id=known)
        if data.draw(st.booleans()) and (key := self.draw_key(data, NormSet)) is not None:
            self.do(contact_norms.remove_norm_set, norm_set_id=key)
        if (placement := self.draw_key(data, Placement)) is not None:
            self.do(contact_norms.promise_talks, placement_id=placement, joint=joint, physical=physical)
            self.do(contact_norms.declare_impossible, placement_id=placement, moment=Moment.END, reason=why)
            own = {"joint": joint, "physical": physical, "moment": Moment.START, "reason": why}
            self.do(contact_norms.keep_own_norm, placement_id=placement, **own)
