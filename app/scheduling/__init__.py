"""The planner of contact moments: frozen values in, a plan with its reasons out; no words, no database, no clock.

``plan`` gives every need of each supervisor a day and a part of the day, ``replan`` repairs a plan with the fewest
moves, ``unplannable`` says beforehand what has no day at all, and ``check`` judges any plan without the planner.
"""

from app.scheduling.answers import Change, Clash, Code, Plan, Reason, Unplanned
from app.scheduling.checking import check
from app.scheduling.events import Absent, Cancelled, Event, after
from app.scheduling.planning import ITERATIONS, plan, replan, unplannable
from app.scheduling.roads import Atlas
from app.scheduling.values import (
    Appointment,
    Availability,
    Busy,
    Closure,
    ClosureKind,
    Hours,
    Leg,
    Mode,
    Need,
    Part,
    Pause,
    Point,
    Problem,
    Roads,
    Rules,
    Supervisor,
    Weights,
    Who,
)

__all__ = [
    "ITERATIONS",
    "Absent",
    "Appointment",
    "Atlas",
    "Availability",
    "Busy",
    "Cancelled",
    "Change",
    "Clash",
    "Closure",
    "ClosureKind",
    "Code",
    "Event",
    "Hours",
    "Leg",
    "Mode",
    "Need",
    "Part",
    "Pause",
    "Plan",
    "Point",
    "Problem",
    "Reason",
    "Roads",
    "Rules",
    "Supervisor",
    "Unplanned",
    "Weights",
    "Who",
    "after",
    "check",
    "plan",
    "replan",
    "unplannable",
]
