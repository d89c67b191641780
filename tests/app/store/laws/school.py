"""The school, its lists and its settings in any order."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy import select

from app.clock import today
from app.commands import programmes, school
from app.commands import settings as lists
from app.commands.lacking import add_lacking
from app.entities.people import Supervisor
from app.entities.programme import Group, Period, Programme, ProgrammeUnit
from app.entities.school import FreeDay, Helpline, School
from app.store.work import Work, undoable
from app.terms.school import FreeDayKind, Path, UnitKind
from app.terms.steps import Deed
from tests.app.store.laws.at_desk import DAYS, NAMES, AtDesk


@undoable(Deed.KEEP_STUDENT)
def add_supervisor(work: Work) -> None:
    work.add(Supervisor(first_name="Mees", last_name="Bruijn"))


class SchoolRules(AtDesk):
    @precondition(lambda self: not self.keys(Supervisor))
    @rule()
    def set_up(self) -> None:
        period = school.PeriodDraft("P1", "Periode 1", today() - timedelta(days=20), today() + timedelta(days=40))
        group = programmes.GroupDraft("KOK1A", Path.BOL, 2026, (("Periode 1", ("ma", "di")),))
        programme = programmes.ProgrammeDraft(
            "KOK", "25180", "Kok", 2, (programmes.UnitDraft("B1-K1-W1", "Plant"),), (group,)
        )
        draft = school.SetUp(
            school.SchoolDraft("ROC Waalhaven"),
            (school.HelplineDraft("Meldpunt", "Praten", phone="0240000000"),),
            (programme,),
            (period,),
        )
        self.do(school.set_up_school, draft=draft)
        self.do(add_supervisor)

    @rule(data=st.data(), text=NAMES, day=DAYS)
    def settings_of_the_school(self, data, text, day) -> None:
        self.do(school.decide_policy, key="norm.joint", value=str(len(text)), valid_from=day)
        with self.store.reading() as session:
            about = session.execute(select(School.version)).scalar()
        if about is not None:
            self.do(school.change_school, draft=school.SchoolDraft(text, "Arnhem"), seen=about)
        self.do(school.keep_period, draft=school.PeriodDraft("P9", text, day, day + timedelta(days=90)))
        unit = programmes.UnitDraft("K0001", text, UnitKind.ELECTIVE)
        self.do(
            programmes.keep_programme,
            draft=programmes.ProgrammeDraft("VIG", "25491", text, 3, (unit,), years=3, bpv_hours=900),
        )
        self.do(
            add_lacking,
            programmes=(programmes.ProgrammeDraft("25604", "25604", text, 4),),
            periods=(school.PeriodDraft("P8", f"Periode 8 {text}", day, day + timedelta(days=30)),),
        )
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
