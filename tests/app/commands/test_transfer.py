"""Who takes over gets the talks that are planned and the promises that are open, and is whom the companies call."""

from __future__ import annotations

from datetime import timedelta

from app import clock
from app.commands.contact import AppointmentDraft, keep_appointment
from app.commands.contact_point import name_contact_point
from app.commands.transfer import transfer_guidance
from app.documents import render
from app.documents.overviews import handover_report
from app.entities.appointment import Appointment
from app.entities.report import Promise
from app.queries.contact_point import contact_point
from app.queries.workload import guided_by
from app.store.work import Work, undoable
from app.terms.contact import DayPart, Stage
from app.terms.pipeline import Form, Moment, Party
from app.terms.steps import Deed
from tests.conftest import MONDAY
from tests.documents import papers, reader
from tests.dump import dump
from tests.school import ACTOR, TODAY

MEES, FATIMA = "Mees Bruijn", "Fatima Bakkali"


@undoable(Deed.REPORT_TALK)
def promise(work: Work, **values: object) -> None:
    work.add(Promise(**values))


def plan(school, name, day):
    with clock.at(MONDAY):
        return school.do(
            keep_appointment,
            placement_id=school.placements[name],
            draft=AppointmentDraft(Moment.MIDDLE, Form.VISIT, day, DayPart.MORNING, 9 * 60 + 30, 45),
        )


def test_planned_talks_and_open_promises_go_along_and_stand_on_the_paper(school):
    key = plan(school, "Thijs", TODAY + timedelta(days=3))
    school.do(
        promise,
        placement_id=school.placements["Thijs"],
        text="Rooster voor mei sturen",
        owner=Party.COMPANY,
        due_on=TODAY + timedelta(days=7),
    )
    school.do(
        name_contact_point,
        company_id=school.companies["Bakker & Zn."],
        supervisor_id=school.supervisors[MEES],
        hours="ma en di",
    )
    before = dump(school.store)
    with clock.at(MONDAY):
        step = school.store.change(
            transfer_guidance, ACTOR, from_id=school.supervisors[MEES], to_id=school.supervisors[FATIMA]
        ).step
    with school.store.reading() as session:
        assert session.get_one(Appointment, key).supervisor_id == school.supervisors[FATIMA]
        assert session.get_one(Appointment, key).stage is Stage.AGREED
        assert contact_point(session, company_id=school.companies["Bakker & Zn."]).name == FATIMA
        rows = guided_by(session, supervisor_id=school.supervisors[FATIMA], today=TODAY)
    (thijs,) = [row for row in rows if row.student.startswith("Thijs")]
    assert [one.text for one in thijs.outlook.promises] == ["Rooster voor mei sturen"]
    paper = render(handover_report("ROC Waalhaven", rows, MEES, FATIMA, TODAY), papers.COLOUR).pdf
    told = " ".join(reader.page_text(paper).split())
    for words in ("Toezeggingen die nog openstaan", "Rooster voor mei sturen", "leerbedrijf", "9:30"):
        assert words in told
    assert told.index("Toezeggingen") < told.index("Wie het eerst")
    school.store.take_back(step, ACTOR)
    assert dump(school.store) == before
