from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from app.commands import people, pipeline, recording
from app.commands.agreements import DocumentDraft, keep_documents, remind, renew_agreement, settle_system_status
from app.commands.progress import ProgressDraft, keep_progress
from app.errors import Refusal
from app.exchange.mail import eml
from app.exchange.reminders import letters
from app.queries.placement_lists import View, papers_waiting, progress_lines, system_differences
from app.queries.progress import progress
from app.queries.student import student
from app.rules.hours import hours_are_final
from app.rules.pipeline import state_of_system_status, system_status_of
from app.terms.pipeline import Judgement, Party, State, SystemStatus
from app.terms.progress import HoursSource, Mastery
from tests.dump import dump
from tests.school import ACTOR, TODAY

VIEW = View(TODAY)


def ask(school, query, **scope):
    with school.store.reading() as session:
        return {row.student.split()[0]: row for row in query(session, view=View(TODAY, **scope))}


def test_who_has_to_sign_stands_in_the_list_by_the_length_of_the_wait(school):
    with school.store.reading() as session:
        rows = papers_waiting(session, view=VIEW)
    (yusuf,) = rows
    assert (yusuf.student, yusuf.company, yusuf.days) == ("Yusuf Demirtaş", "Zorghuis Malden", 21)
    assert yusuf.waiting == (Party.COMPANY, Party.SCHOOL, Party.GUARDIAN)
    assert (yusuf.reminders, yusuf.reminded_on) == (0, None)


def test_every_reminder_is_counted(school):
    for _ in range(2):
        school.do(remind, placement_ids=(school.placements["Yusuf"],))
    row = ask(school, papers_waiting)["Yusuf"]
    assert (row.reminders, row.reminded_on) == (2, TODAY)


def test_one_letter_a_company_names_all_its_students_and_opens_as_a_draft(school):
    malden = school.companies["Zorghuis Malden"]
    school.do(
        people.keep_company_person,
        company_id=malden,
        draft=people.CompanyPersonDraft("Ank de Groot", email="ank@malden.example"),
    )
    cards = (school.cards["Zeynep"],)
    for _ in range(4):
        school.do(pipeline.advance, participation_ids=cards, reason="De school staat hiervoor in")
    with school.store.reading() as session:
        rows = papers_waiting(session, view=VIEW)
    (letter,) = letters(rows, sender=ACTOR, school="ROC Waalhaven", today=TODAY)
    assert letter.subject == "Uw handtekening onder 2 praktijkovereenkomsten"
    assert letter.body.startswith("Beste Ank de Groot,\n")
    assert "- Yusuf Demirtaş, VZ3A, start op 15 maart 2027, verstuurd op 8 februari 2027" in letter.body
    assert "- Zeynep Arslan" in letter.body
    message = message_from_bytes(eml(to=letter.to, subject=letter.subject, body=letter.body), policy=default)
    assert (message["To"], message["X-Unsent"]) == ("ank@malden.example", "1")
    assert "Yusuf Demirtaş" in message.get_content()
    assert letters([], sender=ACTOR, school="", today=TODAY) == ()


def test_a_new_bpv_blad_keeps_what_the_parties_signed(school):
    before = dump(school.store)
    key = school.placements["Yusuf"]
    step = school.store.change(renew_agreement, ACTOR, placement_id=key, change=" vier dagen ").step
    row = ask(school, papers_waiting)["Yusuf"]
    assert (row.edition, row.sent_on, row.waiting) == (2, TODAY, (Party.COMPANY, Party.SCHOOL, Party.GUARDIAN))
    school.store.take_back(step, ACTOR)
    assert dump(school.store) == before


def test_without_an_agreement_there_is_nothing_to_change(school):
    with pytest.raises(Refusal, match="nog geen POK verstuurd"):
        school.do(renew_agreement, placement_id=school.placements["Zeynep"], change="vier dagen")
    with pytest.raises(Refusal) as refused:
        school.do(renew_agreement, placement_id=school.placements["Yusuf"], change=" ")
    assert refused.value.field == "change"


def test_the_grid_of_a_klas_tells_what_was_received_and_what_was_not(school):
    shanice = school.placements["Shanice"]
    with school.store.reading() as session:
        (unit,) = progress(session, placement_id=shanice).units
    draft = ProgressDraft(TODAY, ((unit.unit_id, Mastery.ALONE),))
    school.do(keep_progress, placement_id=shanice, draft=draft)
    school.do(recording.record_hours, placement_id=shanice, minutes=6000, counted_on=TODAY, source=HoursSource.SYSTEM)
    rows = ask(school, progress_lines)
    row = rows["Shanice"]
    assert (row.midterm_company, row.midterm_school, row.final_company) == (Judgement.GOOD, None, Judgement.GOOD)
    assert (row.alone, row.units, row.minutes_done, row.source) == (1, 1, 6000, HoursSource.SYSTEM)
    assert row.awaited == ("school_judgement",)
    assert rows["Daan"].awaited == ("final_judgement", "school_judgement", "hours")
    assert rows["Thijs"].awaited == ("midterm_judgement",)
    assert "Zeynep" not in rows
    group = ask(school, progress_lines, group_id=school.groups["KO2A"])
    assert {row.group for row in group.values()} == {"KO2A"}


@pytest.mark.parametrize(
    ("done", "planned", "counted_on", "final"),
    [
        (None, 600, None, False),
        (500, 600, None, True),
        (500, 600, TODAY.replace(day=2), True),
        (500, 600, TODAY.replace(month=2), False),
        (600, 600, TODAY.replace(month=2), True),
        (600, None, TODAY.replace(month=2), False),
    ],
    ids=["none", "no day", "after the end", "on the way", "all made early", "nobody knows how many"],
)
def test_hours_close_a_placement_only_when_they_go_to_its_end(done, planned, counted_on, final):
    assert hours_are_final(done, planned, counted_on, TODAY) is final


def test_the_student_system_is_told_what_to_say_and_ticked_off(school):
    rows = ask(school, system_differences)
    assert (rows["Chenoa"].said, rows["Chenoa"].wanted) == (None, SystemStatus.DEFINITE)
    assert (rows["Amira"].state, rows["Amira"].wanted) == (State.STARTED, SystemStatus.DEFINITE)
    assert "Zeynep" not in rows  # only proposed
    assert "Wiktoria" not in rows  # it never knew
    school.do(settle_system_status, placement_ids=(school.placements["Chenoa"],))
    assert "Chenoa" not in ask(school, system_differences)
    school.do(
        pipeline.end_placement,
        placement_id=school.placements["Chenoa"],
        state=State.NOT_STARTED,
        ended_on=TODAY,
        reason="Kwam niet",
    )
    row = ask(school, system_differences)["Chenoa"]
    assert (row.said, row.wanted) == (SystemStatus.DEFINITE, SystemStatus.REJECTED)
    with pytest.raises(Refusal):
        school.do(settle_system_status, placement_ids=(school.placements["Zeynep"],))


@pytest.mark.parametrize("state", [State.PLACED, State.ANNOUNCED, State.AGREEMENT_SENT], ids=str)
def test_what_the_student_system_should_say_means_the_same_when_it_is_read_back(state):
    status = system_status_of(state)
    days = {"first_day": TODAY, "last_day": TODAY, "ended_on": None, "end_reason": None, "today": TODAY}
    assert state_of_system_status(status, **days) is state


@pytest.fixture
def papers(school):
    """Keeps the papers that a placement asks for, and tells how they stand."""

    def kept(name, *drafts):
        school.do(keep_documents, placement_id=school.placements[name], documents=drafts)
        with school.store.reading() as session:
            return student(session, student_id=school.students[name], today=TODAY).cards[0].placement.documents

    return kept


def test_a_paper_is_seen_and_holds_until_its_day_and_who_saw_it_is_kept(papers):
    yesterday = TODAY - timedelta(days=1)
    vca, vog = papers("Yusuf", DocumentDraft(" VOG ", yesterday), DocumentDraft("VCA", yesterday, yesterday))
    assert (vog.document, vog.seen_on, vog.holds) == ("VOG", yesterday, True)
    assert (vca.document, vca.valid_until, vca.holds) == ("VCA", yesterday, False)
    (only,) = papers("Yusuf", DocumentDraft("VCA", TODAY, TODAY))
    assert (only.document, only.holds) == ("VCA", True)


def test_nobody_starts_without_the_papers_that_the_work_asks_for_but_with_a_reason(school, papers):
    cards = (school.cards["Chenoa"],)
    papers("Chenoa", DocumentDraft("VOG"))
    with pytest.raises(Refusal) as refused:
        school.do(pipeline.advance, participation_ids=cards)
    assert refused.value.override == "documents"
    papers("Chenoa", DocumentDraft("VOG", TODAY))
    with pytest.raises(Refusal) as refused:
        school.do(pipeline.advance, participation_ids=cards)
    assert str(refused.value) == "De eerste stagedag is nog niet geweest."


def test_a_paper_is_not_seen_tomorrow(papers):
    with pytest.raises(Refusal, match="moet nog komen"):
        papers("Yusuf", DocumentDraft("VOG", TODAY + timedelta(days=1)))
