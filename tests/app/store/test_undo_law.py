"""The law that everything stands on: random commands, then undo all, and nothing differs."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from app.clock import today
from app.commands import people, pipeline, school
from app.commands import settings as lists
from app.entities.company import Company
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation, Placement
from app.entities.programme import Group, Period, Programme, ProgrammeUnit
from app.entities.school import FreeDay, Helpline, School
from app.errors import Refusal
from app.store.store import Store
from app.store.work import Work, undoable
from app.terms.company import Allowance, Recognised
from app.terms.pipeline import Form, Judgement, Lane, Moment, Party, State
from app.terms.school import FreeDayKind, Path, UnitKind
from app.terms.steps import Deed
from tests.conftest import KEY
from tests.dump import difference, dump, told

NAMES = st.sampled_from(["Noor", "Łukasz", "Zoë", "'t Hart", "AIT OUSSALAH", "Ş", "x" * 60])
NUMBERS = st.integers(1, 8).map(str)
DAYS = st.integers(-30, 10).map(lambda n: today() + timedelta(days=n))


@undoable(Deed.KEEP_STUDENT)
def add_supervisor(work: Work) -> None:
    work.add(Supervisor(first_name="Mees", last_name="Bruijn"))


class Desk(RuleBasedStateMachine):
    """Someone who does anything at all, in any order, and then thinks better of everything."""

    template = None
    folder = None

    def __init__(self) -> None:
        super().__init__()
        path = self.folder / "law.db"
        for name in ("law.db", "law.db-wal", "law.db-shm"):
            (self.folder / name).unlink(missing_ok=True)
        shutil.copy(self.template, path)
        self.store = Store(path, KEY, "law")
        self.steps = []
        self.dumps = [dump(self.store)]

    def do(self, command, /, **arguments) -> None:
        try:
            step = self.store.change(command, "Marieke", **arguments).step
        except Refusal:
            assert dump(self.store) == self.dumps[-1]
            return
        after = dump(self.store)
        assert difference(self.dumps[-1], after) == (set() if step is None else told(step))
        if step is not None:
            self.steps.append(step)
            self.dumps.append(after)

    def keys(self, kind) -> list:
        with self.store.reading() as session:
            return list(session.scalars(select(kind.id).order_by(kind.id)))

    def draw_key(self, data, kind):
        keys = self.keys(kind)
        return data.draw(st.sampled_from(keys)) if keys else None

    @precondition(lambda self: not self.keys(Period))
    @rule()
    def set_up(self) -> None:
        period = school.PeriodDraft("P1", "Periode 1", today() - timedelta(days=20), today() + timedelta(days=40))
        group = school.GroupDraft("KOK1A", Path.BOL, 2026, (("Periode 1", ("ma", "di")),))
        programme = school.ProgrammeDraft("KOK", "25180", "Kok", 2, (school.UnitDraft("B1-K1-W1", "Plant"),), (group,))
        draft = school.SetUp(
            school.SchoolDraft("ROC Waalhaven"),
            (school.HelplineDraft("Meldpunt", "Praten", phone="0240000000"),),
            (programme,),
            (period,),
        )
        self.do(school.set_up_school, draft=draft)
        self.do(add_supervisor)

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

    @rule(data=st.data())
    def participate(self, data) -> None:
        student, period = self.draw_key(data, Student), self.draw_key(data, Period)
        if student is not None and period is not None:
            self.do(pipeline.participate, student_id=student, period_id=period)

    @rule(data=st.data())
    def propose(self, data) -> None:
        card, company = self.draw_key(data, Participation), self.draw_key(data, Company)
        if card is not None and company is not None:
            self.do(pipeline.propose, participation_id=card, company_id=company)

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
            self.do(pipeline.sign_agreement, placement_id=key, party=party, signed_on=day)
            self.do(pipeline.sign_agreements, placement_ids=(key,), signed=((party, day), (Party.SCHOOL, None)))
            last = day + timedelta(days=data.draw(st.integers(-1, 90)))
            draft = pipeline.PlacementDraft("Ans Vos", day, last, 3, 1440, Allowance.AMOUNT, 25_000)
            self.do(pipeline.keep_placement, placement_id=key, draft=draft)
            if (supervisor := self.draw_key(data, Supervisor)) is not None:
                self.do(pipeline.assign_supervisor, placement_ids=(key,), supervisor_id=supervisor)

    @rule(data=st.data(), form=st.sampled_from(Form), day=DAYS, student=st.booleans(), company=st.booleans())
    def hold_contact(self, data, form, day, student, company) -> None:
        if (key := self.draw_key(data, Placement)) is not None:
            draft = pipeline.ContactDraft(Moment.START, form, day, student, company, school=True)
            self.do(pipeline.hold_contact, placement_id=key, draft=draft)

    @rule(data=st.data(), verdict=st.sampled_from(Judgement), day=DAYS, party=st.sampled_from(Party))
    def judge(self, data, verdict, day, party) -> None:
        if (key := self.draw_key(data, Placement)) is not None:
            moment = data.draw(st.sampled_from([Moment.MIDDLE, Moment.END]))
            self.do(pipeline.judge, placement_id=key, moment=moment, party=party, judgement=verdict, judged_on=day)
            self.do(pipeline.record_hours, placement_id=key, minutes=data.draw(st.integers(-1, 90_000)))

    @rule(data=st.data(), text=NAMES, day=DAYS)
    def settings_of_the_school(self, data, text, day) -> None:
        self.do(school.decide_policy, key="norm.joint", value=str(len(text)), valid_from=day)
        with self.store.reading() as session:
            about = session.execute(select(School.version)).scalar()
        if about is not None:
            self.do(school.change_school, draft=school.SchoolDraft(text, "Arnhem"), seen=about)
        self.do(school.keep_period, draft=school.PeriodDraft("P9", text, day, day + timedelta(days=90)))
        unit = school.UnitDraft("K0001", text, UnitKind.ELECTIVE)
        self.do(school.keep_programme, draft=school.ProgrammeDraft("VIG", "25491", text, 3, (unit,)))
        self.do(school.keep_free_day, draft=school.FreeDayDraft(text, FreeDayKind.STUDY, day, today()))
        self.do(school.keep_helpline, draft=school.HelplineDraft(text, "Praten", web="school.example"))
        for kind, command, name in (
            (FreeDay, school.remove_free_day, "free_day_id"),
            (Helpline, school.remove_helpline, "helpline_id"),
            (Helpline, school.check_helpline, "helpline_id"),
        ):
            if data.draw(st.booleans()) and (key := self.draw_key(data, kind)) is not None:
                self.do(command, **{name: key})
        self.do(lists.copy_holidays, drafts=(school.FreeDayDraft(text, FreeDayKind.HOLIDAY, today(), today()),))
        for kind, command, name in (
            (Period, lists.remove_period, "period_id"),
            (Group, lists.remove_group, "group_id"),
            (Programme, lists.remove_programme, "programme_id"),
            (ProgrammeUnit, lists.remove_unit, "unit_id"),
        ):
            if data.draw(st.integers(0, 3)) == 0 and (key := self.draw_key(data, kind)) is not None:
                self.do(command, **{name: key})
        if (key := self.draw_key(data, Helpline)) is not None:
            self.do(lists.move_helpline, helpline_id=key, by=data.draw(st.integers(-2, 2)))
            self.do(lists.show_helpline, helpline_id=key, shown=data.draw(st.booleans()))
        self.do(school.keep_school_text, document="tipkaart", language="nl", body=text, based_on="1")
        if data.draw(st.booleans()):
            self.do(school.drop_school_text, document="tipkaart", language="nl")

    @precondition(lambda self: self.steps)
    @rule()
    def undo_and_redo(self) -> None:
        back = self.store.take_back(self.steps[-1], "Marieke")
        assert dump(self.store) == self.dumps[-2]
        self.steps[-1] = self.store.take_back(self.store.take_back(back, "Marieke"), "Marieke")
        self.steps[-1] = self.store.take_back(self.steps[-1], "Marieke")
        assert dump(self.store) == self.dumps[-1]

    @invariant()
    def the_journal_holds(self) -> None:
        assert self.store.verify() == []

    def teardown(self) -> None:
        while self.steps:
            self.store.take_back(self.steps.pop(), "Marieke")
            self.dumps.pop()
            assert dump(self.store) == self.dumps[-1]
        assert self.store.verify() == []
        self.store.close()


def law(template, tmp_path, **effort) -> None:
    kind = type("Desk", (Desk,), {"template": template, "folder": tmp_path})
    quiet = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(kind, settings=settings(deadline=None, suppress_health_check=quiet, **effort))


def test_random_commands_undone_leave_nothing_behind(template, tmp_path):
    law(template, tmp_path, max_examples=12, stateful_step_count=25)


@pytest.mark.heavy
def test_thousands_of_random_commands_undone_leave_nothing_behind(template, tmp_path):
    law(template, tmp_path, max_examples=60, stateful_step_count=80)
