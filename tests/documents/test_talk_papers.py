"""The report of a talk and the folder of a day, read back from the PDF."""

from __future__ import annotations

from datetime import date

import pytest

from app.commands import contact as commands
from app.commands.contact import AppointmentDraft
from app.commands.contact_report import PromiseDraft, ReportDraft, report_talk
from app.commands.recording import ContactDraft
from app.documents import Options, render
from app.documents.talk_papers import talk_report, visit_folder
from app.queries.contact import contact, contacts
from app.queries.contact_day import day_route
from app.queries.paper_progress import shared_progress
from app.queries.policy import words
from app.terms.cards import Reach
from app.terms.contact import DayPart, Verdict
from app.terms.pipeline import Form, Moment, Party
from tests.app.queries.conftest import filled, school  # noqa: F401 - fixtures of the same school
from tests.school import TODAY
from ui.desk.pdfium import opened

TUESDAY = date(2027, 3, 2)
SAID = "Elke maandag met Sanne, maar ze is vaak weg"


def text_of(document):
    with opened(render(document, Options(TODAY)).pdf) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    return " ".join(" ".join(pages).split())


@pytest.fixture
def reported(school):  # noqa: F811 - the fixture
    talk = ContactDraft(Moment.MIDDLE, Form.VISIT, TODAY, student=True, company=True, school=True)
    draft = ReportDraft(
        talk,
        Verdict.YES,
        (),
        212 * 60,
        Verdict.PARTLY,
        SAID,
        Verdict.PARTLY,
        ("reiskosten",),
        (PromiseDraft("Reiskosten van februari betalen", Party.COMPANY, date(2027, 3, 12)),),
        None,
        None,
        (Party.STUDENT,),
    )
    school.do(report_talk, placement_id=school.placements["Amira"], draft=draft)
    planned = AppointmentDraft(Moment.END, Form.VISIT, TUESDAY, DayPart.MORNING, 600)
    school.do(commands.keep_appointment, placement_id=school.placements["Amira"], draft=planned)
    return school


def test_the_report_that_is_shared_holds_only_the_fields_that_may_be_shared(reported):
    with reported.store.reading() as session:
        row = contact(session, reported.placements["Amira"], today=TODAY)
        progress = shared_progress(session, placement_id=reported.placements["Amira"], today=TODAY)
        known = words(session, TODAY)
    text = text_of(talk_report(progress, row, "ROC Waalhaven", known, TODAY))
    assert text.startswith("Verslag van het gesprek Amira Benhaddou")
    assert "Reiskosten van februari betalen" in text
    assert "212 van 689 uur" in text
    assert text.index("Reiskosten van februari") < text.index("212 van 689 uur")
    assert SAID not in text
    assert "reiskosten" not in text.replace("Reiskosten van februari betalen", "")
    assert "norm" not in text.lower()


def test_the_folder_of_a_day_has_the_route_the_open_promises_and_a_form_for_each_talk(reported):
    with reported.store.reading() as session:
        rows = contacts(session, today=TODAY)
        route = day_route(session, rows, day=TUESDAY, supervisor_id=reported.supervisors["Mees Bruijn"])
    company = route.stops[0].row.company_id
    folder = visit_folder(route, "Mees Bruijn", "ROC Waalhaven", TODAY, {company: Reach.NOT_DISCUSSED})
    text = text_of(folder)
    assert "nog nooit besproken: bespreek de kaart in dit gesprek" in text
    assert "dinsdag 2 maart" in text
    assert "10:00–10:45" in text
    assert text.index("Nog open toezeggingen") < text.index("10:00–10:45")
    assert "Kade 2, Nijmegen" in text
    assert "Reiskosten van februari betalen" in text
    assert "Gesprek 1: Amira Benhaddou" in text
    assert "Voorgelezen en akkoord" in text
    assert "(schatting)" in text
