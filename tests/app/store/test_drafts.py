import pytest

from app.commands import people
from app.errors import Refusal
from app.terms.drafts import DraftKey

FORM = DraftKey("student")


def test_a_half_filled_form_is_there_again_and_the_journal_knows_nothing(store):
    store.save_draft(FORM, {"first_name": "Zoë", "note": None})
    assert store.load_draft(FORM) == {"first_name": "Zoë", "note": None}
    store.save_draft(FORM, {"first_name": "Zoë", "last_name": "Vos"})
    assert store.load_draft(FORM) == {"first_name": "Zoë", "last_name": "Vos"}
    assert store.load_draft(DraftKey("student", "another")) is None
    assert store.verify() == []


def test_the_command_that_finishes_a_form_takes_its_draft_along(store):
    store.save_draft(FORM, {"first_name": "Zoë"})
    draft = people.StudentDraft("1", "Zoë", "", "Vos", None)
    store.change(people.keep_student, "Marieke", None, FORM, draft=draft)
    assert store.load_draft(FORM) is None


def test_a_refused_command_leaves_the_draft(store):
    store.save_draft(FORM, {"first_name": ""})
    with pytest.raises(Refusal):
        store.change(people.keep_student, "Marieke", None, FORM, draft=people.StudentDraft("1", "", "", "Vos", None))
    assert store.load_draft(FORM) == {"first_name": ""}


def test_a_form_of_another_layout_is_not_read_as_this_one(store):
    store.save_draft(FORM, {"first_name": "Zoë"})
    assert store.load_draft(DraftKey("student", layout=2)) is None


def test_a_form_that_is_thrown_away_is_gone(store):
    store.save_draft(FORM, {"first_name": "Zoë"})
    store.drop_draft(FORM)
    assert store.load_draft(FORM) is None


def test_a_school_that_was_handed_over_keeps_no_drafts(store):
    store.only_reading = Refusal("overgegeven")
    store.save_draft(FORM, {"name": "Noor"})
    store.drop_draft(FORM)
    assert store.load_draft(FORM) is None
