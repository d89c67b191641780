"""Nothing about a person but what the list allows reaches the matching, and no order of rows decides."""

from __future__ import annotations

import json
import shutil

import pytest
from sqlalchemy import text

from app import clock
from app.documents import Options, render
from app.documents.round_papers import RoundOnPaper, accounts, protocol
from app.entities.wish import LearningWish
from app.matching.features import MatchFeatures, TrackFeatures
from app.matching.running import explain_round, solve_round
from app.progress import Progress
from app.queries.matching import round_detail, tracks
from app.queries.matching_input import asked
from app.queries.matching_record import kept, verdicts
from app.queries.matching_review import review
from app.queries.matching_words import help_words, lines, told, why_not_words, why_words
from app.store.store import Store
from app.store.work import undoable
from app.terms.steps import Deed
from tests.conftest import KEY
from tests.rounds import ACTOR, rename


@pytest.fixture
def school(proposed):
    return proposed


def asked_of(school):
    return school.ask(asked, school.round, today=clock.today())


def solved(of):
    return solve_round(inputs=of.inputs, pins=of.pins, vetoes=of.vetoes, previous=of.previous, progress=Progress())


def test_other_names_numbers_and_addresses_give_the_same_bytes(school):
    before = asked_of(school)
    school.do(undoable(Deed.KEEP_STUDENT)(rename))
    after = asked_of(school)
    assert after == before
    assert solved(after) == solved(before)


def test_the_whole_review_is_the_same_under_other_names(school):
    before = review_words(school)
    school.do(undoable(Deed.KEEP_STUDENT)(rename))
    assert review_words(school) == before
    assert not any(name in before for name in ("Noor", "Amrani", "Vergif", "3010", "@"))


def test_the_papers_without_names_are_the_same_bytes_under_other_names(school):
    before = papers(school)
    school.do(undoable(Deed.KEEP_STUDENT)(rename))
    assert papers(school) == before


def test_the_order_in_which_rows_are_stored_plays_no_part(school, tmp_path):
    before = asked_of(school)
    path = tmp_path / "shuffled.db"
    school.store.close()
    shutil.copy(school.store.path, path)
    shuffled = Store(path, KEY, "laptop")
    with shuffled.reading() as session:
        for table in ("round_student", "round_offer", "learning_wish", "wish_unit", "offer_unit", "offer"):
            rows = session.execute(text(f'select * from "{table}" order by id desc')).mappings().all()  # noqa: S608
            session.execute(text(f'delete from "{table}"'))  # noqa: S608
            names = ", ".join(f'"{name}"' for name in rows[0])
            values = ", ".join(f":{name}" for name in rows[0])
            session.execute(text(f'insert into "{table}" ({names}) values ({values})'), [dict(row) for row in rows])  # noqa: S608
        assert asked(session, school.round, today=clock.today()) == before
        session.rollback()
    shuffled.close()


def test_only_what_the_list_allows_goes_in(school):
    told_ = json.loads(asked_of(school).inputs)
    assert set(told_["students"]) == set(MatchFeatures.__dataclass_fields__)
    assert set(told_["tracks"]) == set(TrackFeatures.__dataclass_fields__)
    held = [value for side in ("students", "tracks") for name, value in told_[side].items() if name != "token"]
    assert all(isinstance(number, int) for number in flat(held))


def test_words_of_one_student_are_no_code(school):
    """What everybody writes counts once several companies write it too; koken is written by no company."""
    told_ = json.loads(asked_of(school).inputs)
    assert {each for row in told_["students"]["tasks"] for each in row} == {2}  # wassen, the second of two
    assert {each for row in told_["tracks"]["tasks"] for each in row} == {3}


def test_a_need_never_takes_a_place_away_when_it_is_dropped(school):
    with_need = solved(asked_of(school))

    @undoable(Deed.KEEP_STUDENT)
    def drop(work):
        for wish in work.session.query(LearningWish):
            wish.needs = None

    school.do(drop)
    assert solved(asked_of(school)).placed >= with_need.placed


def test_a_need_that_names_a_diagnosis_stays_out(school):
    @undoable(Deed.KEEP_STUDENT)
    def name_it(work):
        for wish in work.session.query(LearningWish):
            wish.needs_health = wish.needs is not None

    school.do(name_it)
    assert set(json.loads(asked_of(school).inputs)["students"]["needs"]) == {0}


def test_every_candidate_is_explained_in_words(school):
    texts = school.ask(kept, school.round)
    explained = explain_round(inputs=texts.inputs, answer=texts.answer, progress=Progress())
    assert len(explained.students) == 6
    assert sum(explained.bands) == explained.placed == 3
    without = [row for row in explained.students if row.own is None]
    assert [why_words(row.reason) for row in without]
    assert any(row.helps for row in without)


def flat(value):
    if isinstance(value, list):
        for each in value:
            yield from flat(each)
    else:
        yield value


def papers(school):
    """The papers that are shown before the names are, as they come out of the press."""
    texts = school.ask(kept, school.round)
    explained = explain_round(inputs=texts.inputs, answer=texts.answer, progress=Progress())
    alias = {row.token: row.alias for row in school.ask(review, school.round, ACTOR)}
    places = {row.token: row for row in school.ask(tracks, school.round)}
    about = school.ask(round_detail, school.round, today=clock.today())
    on_paper = RoundOnPaper("Waterland", about, explained, alias, places)
    made = (protocol(on_paper, school.ask(verdicts, school.round)), accounts(on_paper, {}))
    return [render(paper, Options(clock.today())).pdf for paper in made]


def review_words(school):
    """Everything that a reviewer can read, as one text."""
    texts = school.ask(kept, school.round)
    explained = explain_round(inputs=texts.inputs, answer=texts.answer, progress=Progress())
    criteria = school.ask(round_detail, school.round, today=clock.today()).criteria
    company = {row.token: row.company for row in school.ask(tracks, school.round)}
    said = [repr(school.ask(review, school.round, ACTOR))]
    for row in explained.students:
        pairs = [pair for pair in (row.own, *row.others, *row.helps) if pair is not None]
        said.append(why_words(row.reason))
        said += [told(line.key, pair).text for line in lines(criteria, pairs) for pair in pairs]
        said += [why_not_words(pair, company[pair.track]) for pair in row.others]
        said += [help_words(pair, company[pair.track]) for pair in row.helps]
    return "\n".join(said)
