"""What is known of one person, on paper and as data; and whose data has stayed long enough."""

from __future__ import annotations

import json
from datetime import date

from app.commands.people import StudentDraft, keep_student
from app.documents import render
from app.documents.person_file import person_json, person_report
from app.queries.privacy import due, erasure_preview, person_file
from tests.documents import papers, reader
from tests.school import TODAY


def file_of(school, name):
    with school.store.reading() as session:
        return person_file(session, kind="student", key=school.students[name])


def test_everything_about_one_student_and_nobody_else(filled):
    known = file_of(filled, "Ibrahim")
    kinds = [part.kind for part in known.parts]
    assert {"student", "participation", "placement", "agreement", "contact_moment", "assessment"} <= set(kinds)
    told = str(known)
    assert "Yıldız" in told
    assert "Bakker & Zn." in told
    assert "Benhaddou" not in told
    assert any(step.deed == "contact vastgelegd" for step in known.steps)


def test_on_paper_and_as_data_the_sealed_part_is_named_for_everybody_alike(filled):
    for name in ("Ibrahim", "Noor"):
        known = file_of(filled, name)
        told = " ".join(reader.page_text(render(person_report("ROC Waalhaven", known), papers.COLOUR).pdf).split())
        assert "Vraag ook het vertrouwelijke deel aan" in told
        data = json.loads(person_json("ROC Waalhaven", known, TODAY))
        assert "Vraag ook het vertrouwelijke deel aan" in data["vertrouwelijk_deel"]
        assert data["naam"] == known.name
        assert len(data["gegevens"]) == len(known.parts)


def leave(school, name, number):
    draft = StudentDraft(number, name, "", "Weg", None, active=False)
    school.do(keep_student, draft=draft, student_id=school.students[name])


def listed(school, day):
    with school.store.reading() as session:
        return {row.name: row for row in due(session, today=day)}


def test_who_left_is_due_after_the_months_of_the_school_and_not_before(school):
    leave(school, "Thijs", "39999")
    row = listed(school, date(2031, 1, 1))["Thijs Weg"]
    assert row.kind == "student"
    assert "Thijs Weg" not in listed(school, row.due.replace(day=row.due.day) - (date(2, 1, 2) - date(2, 1, 1)))
    assert "Thijs Weg" in listed(school, row.due)


def test_who_is_still_at_school_is_never_due_only_an_old_wish_is(filled):
    rows = listed(filled, date(2035, 1, 1)).values()
    assert {row.kind for row in rows} <= {"learning_wish", "company_person"}
    assert any(row.kind == "company_person" for row in rows)


def test_the_preview_counts_what_goes_and_names_the_day_of_the_last_backup(filled):
    with filled.store.reading() as session:
        roots = (("student", filled.students["Ibrahim"]),)
        preview = erasure_preview(session, roots=roots, today=TODAY)
    counts = dict(preview.counts)
    assert counts["Student"] == 1
    assert counts["Plaatsing"] == 1
    assert counts["Gesprek"] == 2
    assert preview.gone_on > TODAY
