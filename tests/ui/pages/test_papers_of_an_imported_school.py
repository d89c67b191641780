"""Every paper of the order comes out of a school that was read in from its files, and is judged by both readers.

The files bring students, companies, wishes, offers and the placements of last year; the coordinator then works on: a
placement is proposed and runs, a talk is reported and another planned, a round of matching is held.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import page as validation
import pytest
from sqlalchemy import select

from app.commands.agreements import sign_agreement
from app.commands.contact import AppointmentDraft, keep_appointment
from app.commands.contact_point import name_contact_point
from app.commands.contact_report import PromiseDraft, ReportDraft, report_talk
from app.commands.finding import propose
from app.commands.matching_signing import place_round
from app.commands.pipeline import advance
from app.commands.placing import assign_supervisor
from app.commands.recording import ContactDraft
from app.documents import Bundle, Document, Options, RecoverySheetData, kinds, read_texts, render
from app.documents.contact_letter import contact_letter
from app.documents.kinds import About
from app.documents.overviews import handover_report, shortage_report, stagepact_report
from app.documents.person_file import person_report
from app.documents.pieces import pieces
from app.documents.round_letters import invitations, letters
from app.documents.round_papers import RoundOnPaper, accounts, protocol
from app.documents.talk_list import talk_list_paper
from app.documents.talk_papers import talk_report, visit_folder
from app.documents.texts import languages_of
from app.entities.people import Supervisor
from app.entities.placement import Participation, Placement
from app.entities.programme import Period, Programme
from app.matching.running import explain_round
from app.progress import Progress
from app.queries.contact import contact, contacts
from app.queries.contact_day import day_route
from app.queries.contact_point import contact_point, contact_points
from app.queries.contact_sheets import sheets, work_processes
from app.queries.matching import round_detail, tracks
from app.queries.matching_names import matches
from app.queries.matching_record import kept, verdicts
from app.queries.matching_review import review
from app.queries.paper_progress import shared_progress
from app.queries.places import Fit, places_for
from app.queries.policy import norm, words
from app.queries.privacy import person_file
from app.queries.stagepact import stagepact
from app.queries.students import students
from app.queries.supply import call_list, needs
from app.queries.workload import guided_by
from app.terms.contact import DayPart, Verdict
from app.terms.pipeline import Form, Lane, Moment, Party, State
from tests.app.imports.conftest import filled as imported  # noqa: F401 - the fixture
from tests.app.imports.conftest import made  # noqa: F401 - the fixture
from tests.app.imports.reading import ACTOR
from tests.documents.vera import has_java, verdict
from tests.rounds import Market
from ui.desk.actions import Actions
from ui.desk.desk import Desk, Scope
from ui.desk.pdfium import opened
from ui.pages.documents import DocumentsPage

SCHOOL, TODAY, TOMORROW = "ROC Waalhaven", date(2027, 3, 1), date(2027, 3, 2)
REASON = "In overleg met het leerbedrijf"


@dataclass
class Work:
    """A coordinator at the imported school, and the paper that came out so far."""

    store: Any
    folder: Path
    files: list[Path] = field(default_factory=list)

    def do(self, command, /, **arguments):
        return self.store.change(command, ACTOR, None, None, **arguments).result

    def ask(self, query, /, *args, **arguments):
        with self.store.reading() as session:
            return query(session, *args, **arguments)

    def first(self, statement):
        return self.ask(lambda session: session.scalars(statement).first())

    def keep(self, name: str, pdf: bytes) -> None:
        self.files.append(self.folder / f"{name}.pdf")
        self.files[-1].write_bytes(pdf)

    def render(self, name: str, document: Document) -> None:
        self.keep(name, render(document, Options(TODAY)).pdf)


@pytest.fixture
def work(imported, monday, tmp_path) -> Work:  # noqa: F811 - the fixture
    return Work(imported, tmp_path)


def one_runs(work: Work) -> tuple[UUID, UUID, UUID]:
    """A place is found for a student of the files, and the stage begins; the placement, its company and its guide."""
    waiting = select(Participation.id).where(
        Participation.state == State.WISH_READY, Participation.id.not_in(select(Placement.participation_id))
    )
    for card in work.ask(lambda session: list(session.scalars(waiting.order_by(Participation.id)))):
        place = work.ask(places_for, participation_id=card, today=TODAY)[0]
        if place.fit is Fit.FREE and place.free:
            break
    placement = work.do(propose, participation_id=card, company_id=place.company_id, offer_id=place.offer_id)
    guide = work.first(select(Supervisor.id).where(Supervisor.active).order_by(Supervisor.sort_key))
    work.do(assign_supervisor, placement_ids=(placement,), supervisor_id=guide)
    work.do(name_contact_point, company_id=place.company_id, supervisor_id=guide, hours="ma t/m do")
    work.do(advance, participation_ids=(card,), reason=REASON, until=Lane.PAPERS)
    for party in Party:
        work.do(sign_agreement, placement_id=placement, party=party, signed_on=TODAY)
    work.do(advance, participation_ids=(card,), reason=REASON, until=Lane.RUNNING)
    talk = ContactDraft(Moment.START, Form.VISIT, TODAY, student=True, company=True, school=True)
    promise = PromiseDraft("Reiskosten betalen", Party.COMPANY, TOMORROW)
    said = ReportDraft(
        talk, Verdict.YES, (), 600, Verdict.YES, "", Verdict.YES, (), (promise,), None, None, (Party.STUDENT,)
    )
    work.do(report_talk, placement_id=placement, draft=said)
    planned = AppointmentDraft(Moment.MIDDLE, Form.VISIT, TOMORROW, DayPart.MORNING, 600)
    work.do(keep_appointment, placement_id=placement, draft=planned)
    return placement, place.company_id, guide


def of_the_page(work: Work, page: DocumentsPage, qtbot, lanes, name: str) -> None:
    """Every paper of Documenten in each of its editions, as the page makes it."""
    whole = name == "lopend"  # the rest are the same for any period
    for kind in kinds() if whole else [kind for kind in kinds() if kind.about is not About.NOTHING]:
        for ending, edition in (
            ("", {}),
            ("-mono", {"mono": True}),
            *([("-large", {"large": True})] if kind.large else []),
            *([("-booklet", {"booklet": True})] if kind.booklet else []),
            *([(f"-{code}", {"language": code}) for code in languages_of(kind.texts)[1:]] if kind.translated else []),
        ):
            page.show_paper(kind.name, **edition)
            qtbot.waitUntil(lambda: lanes.idle and bool(page.pdf), timeout=30_000)
            work.keep(f"{name}-{kind.name}{ending}", page.pdf)
        if kind.about is About.PLACEMENT:
            assert page._edition.subjects


def of_talks(work: Work, placement: UUID, company: UUID, guide: UUID) -> None:
    rows = work.ask(contacts, today=TODAY)
    row = work.ask(contact, placement, today=TODAY)
    progress = work.ask(shared_progress, placement_id=placement, today=TODAY)
    work.render("gespreksverslag", talk_report(progress, row, SCHOOL, dict(work.ask(words, TODAY)), TODAY))
    route = work.ask(day_route, rows, day=TOMORROW, supervisor_id=guide)
    assert route.stops
    work.render("bezoekmap", Bundle(SCHOOL, "Bezoekmap", (visit_folder(route, "Begeleider", SCHOOL, TODAY),)))
    mine = next(one for one in sheets(rows) if one.supervisor_id == guide)
    work.render("lijst-begeleider", talk_list_paper(mine, SCHOOL, TODAY, work.ask(work_processes, rows)))
    handed = work.ask(guided_by, supervisor_id=guide, today=TODAY)
    work.render("overdracht", handover_report(SCHOOL, handed, "Een", "Ander", TODAY))
    point = work.ask(contact_point, company_id=company)
    work.render("brief-aanspreekpunt", contact_letter(SCHOOL, "Bedrijf", point, [row.student], TODAY))


def of_the_school(work: Work) -> None:
    work.render("herstelblad", RecoverySheetData(SCHOOL, "K7QF-2M9X-R4TZ", read_texts("recovery_sheet")))
    student = work.ask(students, today=TODAY).rows[0]
    work.render("inzage", person_report(SCHOOL, work.ask(person_file, kind="student", key=student.id)))
    work.render("stagepact", stagepact_report(SCHOOL, "", work.ask(stagepact, today=TODAY), work.ask(norm, TODAY)))
    short = [row for row in work.ask(needs, today=TODAY) if row.short > 0]
    calls = {
        (row.period_id, row.programme_id): work.ask(
            call_list, today=TODAY, period_id=row.period_id, programme_id=row.programme_id
        )
        for row in short
    }
    work.render("tekort", shortage_report(SCHOOL, short, calls, TODAY))


def of_a_round(work: Work) -> None:
    programme = work.first(select(Programme.id).where(Programme.code == "VIG"))
    period = work.first(select(Period.id).where(Period.code == "P2"))
    market = Market(work.store, programme, period)
    key = market.open()
    market.solve()
    market.sign()
    market.do(place_round, round_id=key)
    texts = work.ask(kept, key)
    about = work.ask(round_detail, key, today=TODAY)
    explained = explain_round(inputs=texts.inputs, answer=texts.answer, progress=Progress())
    aliases = {row.token: row.alias for row in work.ask(review, key, ACTOR)}
    paper = RoundOnPaper(SCHOOL, about, explained, aliases, {row.token: row for row in work.ask(tracks, key)})
    work.render("protocol", protocol(paper, work.ask(verdicts, key)))
    work.render("verantwoording", accounts(paper, {}))
    rows = work.ask(matches, key)
    assert any(row.company_id is not None for row in rows)
    points = work.ask(contact_points)
    for name, document in (
        ("brieven", letters(SCHOOL, about, rows)),
        ("kennismaking", invitations(SCHOOL, about, rows, points)),
    ):
        work.render(name, Bundle(SCHOOL, document.title, pieces(document)))


@pytest.mark.heavy
def test_every_paper_comes_out_of_a_school_that_was_read_in(qtbot, work, lanes):
    placement, company, guide = one_runs(work)
    page = DocumentsPage(Desk(work.store, ACTOR, lanes), Actions())
    qtbot.addWidget(page)
    page.show()
    of_the_page(work, page, qtbot, lanes, "lopend")
    over = select(Participation.period_id).join(Placement, Placement.participation_id == Participation.id)
    past = work.first(over.where(Placement.last_day < date(2026, 8, 1)))
    page.desk.look_at(Scope(period=past))
    of_the_page(work, page, qtbot, lanes, "vorig-jaar")
    of_talks(work, placement, company, guide)
    of_the_school(work)
    of_a_round(work)
    for file in work.files:
        limits = validation.SafetyLimits.unlimited()
        report = validation.validate_pdf(str(file), profile="ua1", limits=limits)
        assert report.is_compliant, (file.name, [failure.message for failure in report.failures])
        with opened(file.read_bytes()) as document:
            assert len(document[0].get_textpage().get_text_range()) > 100, file.name
    if has_java():
        agrees, told = verdict("PDFUA-1", work.files)
        assert agrees, told
