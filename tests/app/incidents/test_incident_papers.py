"""The papers of Meldingen: what stands on them, and above all what does not."""

from __future__ import annotations

from dataclasses import replace

import page
import pytest

from app.clock import today
from app.documents import ContactLine, Options, render
from app.documents.incident_papers import Section, case, checksum, numbers, receipt
from app.queries.incidents import known_names, school_numbers
from app.rules.incident_acts import Agree, Promise, RecordStep
from app.rules.incident_file import Seen
from app.terms.incidents import Consent, Kind, Recipient, Teller, Wish
from tests.app.incidents.conftest import STORY
from tests.documents import reader

HELP = (ContactLine("Vertrouwenspersoon", "Luistert", "024 000 00 02"),)


@pytest.fixture
def told(room):
    """A file with something of everything."""
    seen = {"witnesses": "Noor Benhaddou van de kassa", "teller": Teller.STUDENT}
    why = {"kept_words": "Noor, Benhaddou", "kept_reason": "Zonder naam is niet te vragen wat zij zag"}
    key = room.open(Kind.BULLYING, Wish.JOINT_TALK, **seen, **why)
    room.act(key, RecordStep("receipt", today(), "Gebeld, mevrouw Benhaddou was erbij"))
    room.act(key, Agree(Recipient.COMPANY, Consent.NO))
    room.act(key, Promise("Ik bel je vrijdag", today()))
    return room.file(key)


def words_of(paper):
    rendered = render(paper, Options(today()))
    assert rendered.warnings == ()
    for profile in ("ua1", "pdfa-2a"):
        report = page.validate_pdf_bytes(rendered.pdf, profile=profile)
        assert report.is_compliant, [failure.message for failure in report.failures]
    assert reader.metadata(rendered.pdf)["Title"] in {"Ontvangstbewijs", "Dossier", "Meldingen in cijfers"}
    return " ".join(reader.page_text(rendered.pdf).split())


def test_the_receipt_has_a_code_and_dates_and_no_name_and_no_story(told):
    words = words_of(receipt(told, "Voorbeeld College", HELP))
    assert told.incident.code in words
    assert "Ik bel je vrijdag" in words
    assert "maandag 8 maart" in words
    assert "024 000 00 02" in words
    assert not [part for part in told.who.split() if len(part) > 2 and part in words]
    assert told.company not in words
    assert STORY not in words
    assert "pesten" not in words


def test_a_file_on_paper_has_the_chosen_parts_and_its_checksum(told):
    words = words_of(case(told, "Voorbeeld College", {Section.STEPS}, masked=False, names=()))
    assert "Bevestig de ontvangst" in words
    assert "mevrouw Benhaddou" in words
    assert STORY not in words
    assert "Toestemming" not in words
    assert checksum(told.incident) in words
    whole = words_of(case(told, "Voorbeeld College", set(Section), masked=False, names=()))
    assert STORY in whole
    assert "Toestemming" in whole


def test_for_the_student_third_parties_are_covered(room, told):
    with room.store.reading() as session:
        names = known_names(session) - frozenset(told.who.split())
    words = words_of(case(told, "Voorbeeld College", set(Section), masked=True, names=names))
    assert "Benhaddou" not in words
    assert "•••" in words
    assert told.who in words


def test_the_checksum_tells_of_a_change_and_not_of_a_look(told):
    looked = replace(told.incident, seen=(*told.incident.seen, Seen(told.incident.seen[0].at, "Bram", "read")))
    assert checksum(looked) == checksum(told.incident)
    assert checksum(replace(told.incident, what="Anders")) != checksum(told.incident)


def test_the_numbers_on_paper_hide_what_is_small(room, told):
    words = words_of(numbers(room.ask(school_numbers, year=2026), "Voorbeeld College"))
    assert "Schooljaar 2026-2027" in words
    assert "te klein" in words
    assert "samen: te klein" in words
