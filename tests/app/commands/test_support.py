from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.commands.support import SupportDraft, keep_support
from app.errors import Refusal
from app.queries.privacy import person_file
from app.queries.support import support_of
from tests.dump import dump
from tests.school import ACTOR, TODAY


def known(school, name="Noor"):
    with school.store.reading() as session:
        return support_of(session, student_id=school.students[name])


def keep(school, *drafts):
    return school.do(keep_support, student_id=school.students["Noor"], drafts=drafts)


def test_a_facility_is_kept_changed_and_taken_away(school):
    keep(school, SupportDraft(" Rustige werkplek ", TODAY), SupportDraft("", TODAY))
    (row,) = known(school)
    assert (row.facility, row.shared) == ("Rustige werkplek", False)
    keep(school, SupportDraft("Rustige werkplek", TODAY, shared=True, consent_on=TODAY, id=row.id))
    assert [(one.id, one.shared) for one in known(school)] == [(row.id, True)]
    keep(school)
    assert known(school) == ()


def test_a_diagnosis_is_not_written_down(school):
    with pytest.raises(Refusal, match="Schrijf op wat nodig is, niet waarom") as refused:
        keep(school, SupportDraft("Rustige werkplek", TODAY), SupportDraft("Heeft ADHD", TODAY))
    assert refused.value.field == "facility_1"
    assert known(school) == ()


def test_the_company_knows_only_with_a_dated_consent(school):
    with pytest.raises(Refusal, match="Wanneer gaf de student toestemming"):
        keep(school, SupportDraft("Kortere dagen", TODAY, shared=True))
    with pytest.raises(Refusal, match="moet nog komen"):
        keep(school, SupportDraft("Kortere dagen", TODAY + timedelta(days=1)))


def test_it_stands_in_the_inzage_of_the_student_and_can_be_taken_back(school):
    before = dump(school.store)
    drafts = (SupportDraft("Kortere dagen", date(2027, 2, 1)),)
    step = school.store.change(keep_support, ACTOR, student_id=school.students["Noor"], drafts=drafts).step
    with school.store.reading() as session:
        parts = person_file(session, kind="student", key=school.students["Noor"]).parts
    (part,) = [part for part in parts if part.title == "Afspraak over ondersteuning"]
    assert ("afgesproken ondersteuning", "Kortere dagen") in part.facts
    school.store.take_back(step, ACTOR)
    assert dump(school.store) == before
