"""Which pairs are allowed, how good they are, and what only just fails."""

import re
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from app.matching import (
    Criterion,
    Key,
    Market,
    MatchFeatures,
    TrackFeatures,
    edges,
    failed,
    fingerprint,
    points,
    quality,
    read_criteria,
    solve,
)
from app.matching.keeping import Inputs
from app.resources import toml

CRITERIA = read_criteria(toml("rules", "matching.toml")["criterion"])
STUDENT = {
    "programme": 1, "level": 4, "path": 0, "period": 0, "days": 0b00111, "travel": 0, "limit": 60, "goals": [0b11],
    "tasks": [0], "needs": 0, "held": 0, "costs": 0, "preference": [-1, -1],
}  # fmt: skip
TRACK = {
    "company": 0, "kind": -1, "programme": 1, "level": 4, "path": 0, "period": 0, "days": 0b11111, "goals": [0b11],
    "tasks": [0], "facilities": 0, "required": 0, "allowance": 0,
}  # fmt: skip


def column(name, values):
    return np.array(values, np.uint64) if name in {"goals", "tasks"} else np.array(values, np.int64)


def students(*differences, former=()):
    rows = [STUDENT | different for different in differences]
    told = {name: column(name, [row[name] for row in rows]) for name in STUDENT}
    return MatchFeatures([bytes([place]) for place in range(len(rows))], **told, former=list(former))


def tracks(*differences, minutes=None):
    rows = [TRACK | different for different in differences]
    told = {name: column(name, [row[name] for row in rows]) for name in TRACK}
    return TrackFeatures(
        [bytes([place]) for place in range(len(rows))],
        **told,
        minutes=[[30] * len(rows)] if minutes is None else minutes,
    )


def allowed(found):
    return list(zip(found.student.tolist(), found.track.tolist(), strict=True))


def near(found):
    columns = (found.near_student.tolist(), found.near_track.tolist(), found.near_mask.tolist())
    return [(student, track, failed(mask)) for student, track, mask in zip(*columns, strict=True)]


@pytest.mark.parametrize("name", ["programme", "level", "path", "period"])
def test_only_tracks_of_the_same_kind_are_paired_and_others_are_no_near_miss(name):
    found = edges(students({}), tracks({}, {name: 9}), CRITERIA)
    assert allowed(found) == [(0, 0)]
    assert near(found) == []


@pytest.mark.parametrize(
    ("student", "track", "key"),
    [
        ({"days": 0b00111}, {"days": 0b00011}, Key.DAYS),
        ({"limit": 29}, {}, Key.MINUTES),
        ({"needs": 0b01}, {"facilities": 0b10}, Key.NEEDS),
        ({"held": 0b01}, {"required": 0b11}, Key.REQUIRED),
    ],
)
def test_a_hard_criterion_forbids_and_makes_a_near_miss(student, track, key):
    found = edges(students(student), tracks(track), CRITERIA)
    assert allowed(found) == []
    assert near(found) == [(0, 0, (key,))]
    without = [criterion for criterion in CRITERIA if criterion.key is not key]
    assert allowed(edges(students(student), tracks(track), without)) == [(0, 0)]


def test_a_company_where_the_student_was_before_is_a_near_miss():
    found = edges(students({}, {}, former=[(1, 7)]), tracks({"company": 7}, {"company": 8}), CRITERIA)
    assert allowed(found) == [(0, 0), (0, 1), (1, 1)]
    assert near(found) == [(1, 0, (Key.FORMER,))]


def test_travel_far_over_the_limit_is_no_near_miss():
    places = tracks({}, {}, {}, minutes=[[60, 90, 91]])
    found = edges(students({"limit": 60}), places, CRITERIA)
    assert allowed(found) == [(0, 0)]
    assert near(found) == [(0, 1, (Key.MINUTES,))]


def test_what_fails_twice_is_near_only_when_asked():
    both = students({"needs": 1, "days": 0b11}), tracks({"days": 0b01})
    assert near(edges(*both, CRITERIA)) == []
    assert near(edges(*both, CRITERIA, most_failed=2)) == [(0, 0, (Key.DAYS, Key.NEEDS))]
    assert near(edges(*both, CRITERIA, most_failed=0)) == []


def test_what_is_unknown_forbids_nothing_and_gives_no_points():
    unknown = students({"limit": -1}), tracks({"allowance": -1}, minutes=[[-1]])
    assert allowed(edges(*unknown, CRITERIA)) == [(0, 0)]
    zero = np.array([0])
    assert points(*unknown, Key.NEARNESS, zero, zero).tolist() == [0]
    assert points(students({"costs": 100}), unknown[1], Key.COSTS, zero, zero).tolist() == [0]


@pytest.mark.parametrize(
    ("key", "student", "track", "expected"),
    [
        (Key.GOALS, {"goals": [0b1111]}, {"goals": [0b0111]}, 750),
        (Key.GOALS, {"goals": [0]}, {"goals": [0]}, 1000),
        (Key.TASKS, {"tasks": [0b11]}, {"tasks": [0b01]}, 500),
        (Key.TASKS, {"tasks": [0b11]}, {"tasks": [0b00]}, 0),
        (Key.PREFERENCE, {"preference": [5, 6]}, {"kind": 5}, 1000),
        (Key.PREFERENCE, {"preference": [5, 6]}, {"kind": 6}, 500),
        (Key.PREFERENCE, {"preference": [5, 6]}, {"kind": 7}, 0),
        (Key.PREFERENCE, {"preference": [5, -1]}, {"kind": -1}, 0),
        (Key.PREFERENCE, {"preference": [-1, -1]}, {"kind": 7}, 1000),
        (Key.NEARNESS, {"limit": 60}, {}, 500),
        (Key.NEARNESS, {"limit": 30}, {}, 0),
        (Key.NEARNESS, {"limit": 20}, {}, 0),
        (Key.COSTS, {"costs": 10000}, {"allowance": 2500}, 250),
        (Key.COSTS, {"costs": 10000}, {"allowance": 40000}, 1000),
        (Key.COSTS, {"costs": 0}, {"allowance": -1}, 1000),
        (Key.PRESENCE, {"days": 0b00011}, {"days": 0b01111}, 500),
    ],
)
def test_the_points_of_each_soft_criterion(key, student, track, expected):
    zero = np.array([0])
    assert points(students(student), tracks(track), key, zero, zero).tolist() == [expected]


def test_a_hard_criterion_gives_no_points():
    with pytest.raises(ValueError, match="days"):
        points(students({}), tracks({}), Key.DAYS, np.array([0]), np.array([0]))


def test_quality_is_the_weighted_share_in_whole_numbers():
    soft = [
        Criterion(Key.GOALS, "Leerdoelen", "j", "f", weight=2),
        Criterion(Key.NEARNESS, "Nabijheid", "j", "f", weight=1),
        Criterion(Key.COSTS, "Kosten", "j", "f", weight=0),
    ]
    pair = students({"goals": [0b11]}), tracks({"goals": [0b01]})
    zero = np.array([0])
    assert quality(*pair, soft, zero, zero).tolist() == [(2 * 500 + 500) // 3]
    assert quality(*pair, [], zero, zero).tolist() == [0]
    assert edges(*pair, soft).quality.tolist() == [500]


def test_long_lists_of_goals_take_more_words():
    wide = students({"goals": [1, 1 << 63]}), tracks({"goals": [0, 1 << 63]})
    assert points(*wide, Key.GOALS, np.array([0]), np.array([0])).tolist() == [500]


def test_no_students_no_tracks_no_pairs():
    found = edges(students({}), tracks({"programme": 2}), CRITERIA)
    assert (len(found.student), len(found.quality), len(found.near_mask)) == (0, 0, 0)


def test_every_pair_of_a_large_round_is_what_it_is_alone():
    """Blocks are an arrangement of memory, not of answers."""
    random = np.random.default_rng(3)
    many = students(*({"days": int(days), "limit": int(limit)} for days, limit in random.integers(1, 60, (40, 2))))
    places = tracks(
        *({"days": int(days)} for days in random.integers(1, 64, 30)), minutes=random.integers(0, 60, (1, 30))
    )
    found = edges(many, places, CRITERIA)
    for student in range(0, 40, 7):
        alone = edges(students({"days": int(many.days[student]), "limit": int(many.limit[student])}), places, CRITERIA)
        mine = found.student == student
        assert found.track[mine].tolist() == alone.track.tolist()
        assert found.quality[mine].tolist() == alone.quality.tolist()


def test_dropping_a_need_never_costs_a_student_the_place():
    random = np.random.default_rng(11)
    for _ in range(60):
        needs = random.integers(0, 8, 12)
        places = tracks(
            *({"facilities": int(has), "goals": [int(goal)]} for has, goal in random.integers(0, 8, (5, 2)))
        )

        def placed(asked, places=places):
            found = edges(students(*({"needs": int(need)} for need in asked)), places, CRITERIA)
            made = Market(12, np.arange(5), np.full(5, 2), np.full(5, 2), found.student, found.track, found.quality)
            return solve(made, seed=b"n").track >= 0

        before = placed(needs)
        for student in np.flatnonzero(needs).tolist():
            fewer = needs.copy()
            fewer[student] = 0
            assert placed(fewer)[student] or not before[student]


def test_the_features_are_the_published_list_and_nothing_else():
    """The list that the program shows (``resources/rules/matching_features.toml``) is the one that is held here."""
    inside = {"student": MatchFeatures, "track": TrackFeatures, "round": Inputs}
    listed = {side: [row["field"] for row in toml("rules", "matching_features.toml")[side]] for side in inside}
    told = {side: [field.name for field in fields(kind)] for side, kind in inside.items()}
    told["round"] = [name for name in told["round"] if name not in {"students", "tracks"}]
    assert {side: sorted(names) for side, names in listed.items()} == {
        side: sorted(names) for side, names in told.items()
    }
    with pytest.raises(TypeError, match="gender"):
        MatchFeatures([], gender=[])


@pytest.mark.parametrize("value", [["Sam"], [None], [0.5], [object()]])
def test_a_feature_holds_whole_numbers_only(value):
    told = {name: column(name, [STUDENT[name]]) for name in STUDENT}
    with pytest.raises(TypeError):
        MatchFeatures([b"t"], **(told | {"level": value}), former=[])
    with pytest.raises(TypeError):
        MatchFeatures([b"t"], **(told | {"goals": np.array([[1]])}), former=[])


def test_columns_of_another_length_are_refused():
    told = {name: column(name, [STUDENT[name]]) for name in STUDENT}
    with pytest.raises(ValueError, match="level"):
        MatchFeatures([b"t"], **(told | {"level": [1, 2]}), former=[])
    with pytest.raises(ValueError, match="minutes"):
        tracks({}, minutes=[[1, 2]])
    with pytest.raises(ValueError, match="minutes"):
        tracks({}, minutes=[[-2]])


def test_the_engine_knows_of_the_program_only_the_bottom_line():
    package = Path(__file__).parents[3] / "app" / "matching"
    told = "\n".join(path.read_text(encoding="utf-8") for path in package.glob("*.py"))
    outside = set(re.findall(r"(?:from|import) (app\.\w+)", told)) - {"app.matching"}
    assert outside <= {"app.errors", "app.clock", "app.dates", "app.progress", "app.tokens"}


def test_the_default_criteria_each_say_why_and_whence():
    assert {criterion.key for criterion in CRITERIA} == set(Key)
    assert all(criterion.name and criterion.justification and criterion.fact for criterion in CRITERIA)
    assert sum(criterion.weight for criterion in CRITERIA) == 1000


@pytest.mark.parametrize(
    "broken",
    [{"key": Key.GOALS, "hard": True}, {"key": Key.DAYS}, {"key": Key.DAYS, "hard": True, "weight": 1},
     {"key": Key.GOALS, "weight": -1}],
)  # fmt: skip
def test_a_criterion_that_mixes_hard_and_soft_is_refused(broken):
    with pytest.raises(ValueError, match=r".+"):
        Criterion(name="n", justification="j", fact="f", **broken)


@pytest.mark.parametrize("row", [{"key": "gender"}, {"key": "goals", "photo": 1}])
def test_a_criterion_that_nothing_looks_at_is_refused(row):
    with pytest.raises((ValueError, TypeError)):
        read_criteria([{"name": "n", "justification": "j", "fact": "f"} | row])


def test_the_fingerprint_is_of_the_criteria_and_not_of_their_order():
    assert fingerprint(CRITERIA) == fingerprint(CRITERIA[::-1])
    other = replace(CRITERIA[-1], weight=99)
    assert fingerprint((*CRITERIA[:-1], other)) != fingerprint(CRITERIA)
