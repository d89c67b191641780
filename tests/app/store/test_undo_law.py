"""The law that everything stands on: random commands, then undo all, and nothing differs."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from app.store.store import Store
from app.terms.pipeline import State
from tests.app.store.laws.agreements import AgreementRules
from tests.app.store.laws.allowance import AllowanceRules
from tests.app.store.laws.capacity import CapacityRules
from tests.app.store.laws.cards import CardRules
from tests.app.store.laws.contact import ContactRules
from tests.app.store.laws.contact_point import ContactPointRules
from tests.app.store.laws.incidents import IncidentRules
from tests.app.store.laws.matching import MatchingRules
from tests.app.store.laws.merging import MergingRules
from tests.app.store.laws.offers import OfferRules
from tests.app.store.laws.people import PeopleRules
from tests.app.store.laws.pipeline import PipelineRules
from tests.app.store.laws.placing import PlacingRules
from tests.app.store.laws.progress import ProgressRules
from tests.app.store.laws.refusals import RefusalRules
from tests.app.store.laws.school import SchoolRules
from tests.app.store.laws.side_paths import SidePathRules
from tests.app.store.laws.termination import TerminationRules
from tests.app.store.laws.transfer import TransferRules
from tests.conftest import KEY
from tests.dump import dump


class Desk(
    AgreementRules,
    AllowanceRules,
    CapacityRules,
    ContactRules,
    IncidentRules,
    CardRules,
    ContactPointRules,
    MatchingRules,
    MergingRules,
    OfferRules,
    PeopleRules,
    PipelineRules,
    PlacingRules,
    ProgressRules,
    RefusalRules,
    SchoolRules,
    SidePathRules,
    TerminationRules,
    TransferRules,
    RuleBasedStateMachine,
):
    """Someone who does anything at all, in any order, and then thinks better of everything."""

    template = None
    folder = None

    def __init__(self) -> None:
        super().__init__()
        path = self.folder / "law.db"
        for name in ("law.db", "law.db-wal", "law.db-shm"):
            (self.folder / name).unlink(missing_ok=True)
        shutil.copy(self.template, path)
        self.store = Store(path, KEY, "law")
        self.steps = []
        self.dumps = [dump(self.store)]

    @precondition(lambda self: self.steps)
    @rule()
    def undo_and_redo(self) -> None:
        back = self.store.take_back(self.steps[-1], "Marieke")
        assert dump(self.store) == self.dumps[-2]
        self.steps[-1] = self.store.take_back(self.store.take_back(back, "Marieke"), "Marieke")
        self.steps[-1] = self.store.take_back(self.steps[-1], "Marieke")
        assert dump(self.store) == self.dumps[-1]

    @invariant()
    def the_journal_holds(self) -> None:
        assert self.store.verify() == []

    @invariant()
    def every_placement_keeps_the_rules(self) -> None:
        for row in self.dumps[-1]["placement"]:
            assert row["first_day"] <= row["last_day"], row
            if row["state"] is State.ENDED_EARLY:
                assert row["ended_on"], row
                assert row["end_reason"], row

    @invariant()
    def whoever_goes_on_stands_on_the_board_with_a_student(self) -> None:
        students = {row["id"] for row in self.dumps[-1]["student"]}
        cards = {row["id"]: row["student_id"] for row in self.dumps[-1]["participation"]}
        assert set(cards.values()) <= students
        assert {row["participation_id"] for row in self.dumps[-1]["placement"]} <= set(cards)

    def teardown(self) -> None:
        while self.steps:
            self.store.take_back(self.steps.pop(), "Marieke")
            self.dumps.pop()
            assert dump(self.store) == self.dumps[-1]
        assert self.store.verify() == []
        self.store.close()


def law(template, tmp_path, **effort) -> None:
    kind = type("Desk", (Desk,), {"template": template, "folder": tmp_path})
    quiet = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(kind, settings=settings(deadline=None, suppress_health_check=quiet, **effort))


def test_random_commands_undone_leave_nothing_behind(template, tmp_path):
    law(template, tmp_path, max_examples=12, stateful_step_count=25)


@pytest.mark.heavy
def test_thousands_of_random_commands_undone_leave_nothing_behind(template, tmp_path):
    law(template, tmp_path, max_examples=60, stateful_step_count=80)
