"""The road from wish to judgement: lanes, what follows, and what is missing for it.

The rules themselves are data with their sources (``resources/rules/pipeline.toml``); here is what
their keys mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.resources import toml
from app.terms.company import RecognitionStand
from app.terms.pipeline import Lane, State, SystemStatus
from app.text import translate

SIDE_STATES = frozenset(
    {
        State.STUDENT_WITHDREW,
        State.COMPANY_WITHDREW,
        State.NOT_STARTED,
        State.ENDED_EARLY,
    }
)
"""States in which a placement is over before its end; its student needs another one."""

ABSENT_STATES = frozenset({State.POSTPONED, State.EXEMPT, State.DEREGISTERED})
"""States of a student who does not go on placement in this period."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the pipeline looks at: one card, as it is on ``today``."""

    state: State
    today: date
    has_wish: bool = False
    recognition: RecognitionStand = RecognitionStand.UNCHECKED
    has_company_person: bool = False
    has_supervisor: bool = False
    signed_by_student: bool = False
    signed_by_company: bool = False
    signed_by_school: bool = False
    signed_by_guardian: bool = False
    minor: bool = False
    first_day: date | None = None
    last_day: date | None = None
    midterm_by_company: bool = False
    final_by_company: bool = False
    final_by_school: bool = False
    has_hours: bool = False
    norm_met: bool = False
    shortage_told: bool = False
    documents_seen: bool = True
    place_refused: bool = False

    @property
    def recognised(self) -> bool:
        """Somebody looked up the recognition for this placement, and it was there."""
        return self.recognition in {RecognitionStand.IN_TIME, RecognitionStand.AFTER_START}

    @property
    def fully_signed(self) -> bool:
        """Every party that must sign did."""
        signed = self.signed_by_student and self.signed_by_company and self.signed_by_school
        return signed and (self.signed_by_guardian or not self.minor)


@dataclass(frozen=True, slots=True)
class Guard:
    """What must be there before a state: its sentence, a word for a card, whether a reason can lift it."""

    key: str
    state: State
    sentence: str
    word: str
    override: bool
    source: str = ""

    @property
    def text(self) -> str:
        """The sentence as the user reads it."""
        return translate("Pipeline", self.sentence)

    @property
    def label(self) -> str:
        """The word that fits on a card."""
        return translate("Pipeline", self.word)


_HOLDS: Mapping[str, Callable[[Facts], bool]] = {
    "wish": lambda facts: facts.has_wish,
    "not_refused": lambda facts: not facts.place_refused,
    "recognition": lambda facts: facts.recognised,
    "company_person": lambda facts: facts.has_company_person,
    "supervisor": lambda facts: facts.has_supervisor,
    "signed_by_student": lambda facts: facts.signed_by_student,
    "signed_by_company": lambda facts: facts.signed_by_company,
    "signed_by_school": lambda facts: facts.signed_by_school,
    "signed_by_guardian": lambda facts: facts.signed_by_guardian or not facts.minor,
    "agreement": lambda facts: facts.fully_signed,
    "documents": lambda facts: facts.documents_seen,
    "first_day": lambda facts: facts.first_day is not None and facts.first_day <= facts.today,
    "midterm_judgement": lambda facts: facts.midterm_by_company,
    "final_judgement": lambda facts: facts.final_by_company,
    "school_judgement": lambda facts: facts.final_by_school,
    "hours": lambda facts: facts.has_hours,
    "norm": lambda facts: facts.norm_met,
}


@cache
def guards() -> tuple[Guard, ...]:
    """Every guard, in the order of the road."""
    rows = toml("rules", "pipeline.toml")["guard"]
    return tuple(Guard(**{**row, "state": State(row["state"])}) for row in rows)


@cache
def _lanes() -> Mapping[State, Lane]:
    lanes = toml("rules", "pipeline.toml")["lanes"]
    return {State(state): Lane(lane) for lane, states in lanes.items() for state in states}


@cache
def _next() -> Mapping[State, State]:
    return {State(one): State(other) for one, other in toml("rules", "pipeline.toml")["next"].items()}


def lane_of(state: State, last_day: date | None, today: date) -> Lane | None:
    """The column of a card; ``None`` for who is done, or does not go on placement.

    A placement that is over but not judged yet stands under what is to be closed.
    """
    lane = _lanes().get(state)
    if lane is Lane.RUNNING and last_day is not None and last_day < today:
        return Lane.CLOSING
    return lane


TALKING = frozenset({Lane.PAPERS, Lane.RUNNING, Lane.CLOSING})
"""The columns in which the norm for talks asks something of a placement."""


def is_there(state: State, last_day: date, today: date) -> bool:
    """Whether a student with a placement in this state is at the company these days."""
    return last_day >= today and lane_of(state, last_day, today) in {Lane.RUNNING, Lane.CLOSING}


def next_state(state: State) -> State | None:
    """The state that follows; ``None`` at the end, and where a company must be chosen first."""
    return _next().get(state)


def previous_state(state: State) -> State | None:
    """The state before, for a step that was taken too soon; ``None`` at a beginning."""
    return next((before for before, after in _next().items() if after is state), None)


def missing(facts: Facts, state: State) -> tuple[Guard, ...]:
    """What is not there yet for going to ``state``."""
    return tuple(guard for guard in guards() if guard.state is state and not _HOLDS[guard.key](facts))


def missing_for_next(facts: Facts) -> tuple[Guard, ...]:
    """What is not there yet for the next state; nothing where there is none."""
    following = next_state(facts.state)
    return () if following is None else missing(facts, following)


_OF_STATUS = {
    SystemStatus.PROVISIONAL: State.PLACED,
    SystemStatus.COMPLETE: State.ANNOUNCED,
    SystemStatus.PRINTED: State.AGREEMENT_SENT,
    SystemStatus.WITHDRAWN: State.STUDENT_WITHDREW,
    SystemStatus.REJECTED: State.COMPANY_WITHDREW,
}


@cache
def _system() -> Mapping[State, SystemStatus]:
    return {State(state): SystemStatus(status) for state, status in toml("rules", "pipeline.toml")["system"].items()}


def system_status_of(state: State) -> SystemStatus | None:
    """What the student system should say of a placement that stands here; ``None`` while it need not know of it."""
    return _system().get(state)


def state_of_system_status(
    status: SystemStatus,
    *,
    first_day: date,
    last_day: date,
    ended_on: date | None,
    end_reason: str | None,
    today: date,
) -> State:
    """Where a placement stands here that the student system knows by ``status``.

    The student system says less than the pipeline: a definite placement is running from its first
    day on, and an ended one was finished unless it ended before its time for a reason.
    """
    if status is SystemStatus.DEFINITE:
        return State.STARTED if first_day <= today else State.AGREEMENT_SIGNED
    if status is SystemStatus.ENDED:
        early = ended_on is not None and ended_on < last_day and end_reason is not None
        return State.ENDED_EARLY if early else State.COMPLETED
    return _OF_STATUS[status]
