"""One question to the planner for a process of its own: values in, a plan that was checked out."""

from __future__ import annotations

from app.progress import Progress
from app.scheduling.answers import Plan
from app.scheduling.checking import check
from app.scheduling.planning import plan, replan
from app.scheduling.values import Problem


class WrongPlan(Exception):  # noqa: N818 - said of the plan
    """A plan that its own check does not accept: a bug of the planner, so that nobody gets to see the plan."""


def solved(*, problem: Problem, repair: bool, progress: Progress) -> Plan:
    """The plan of ``problem``: with ``repair`` what stands is kept where it can be, with the fewest moves."""
    answer = replan(problem, progress=progress) if repair else plan(problem, progress=progress)
    if wrong := check(problem, answer):
        raise WrongPlan("; ".join(wrong))
    return answer
