"""The matching of students to tracks: blind, exact, and with its own proof.

An engine: it knows neither database nor screen nor words, and answers with codes and numbers. Values only go in and
out, so that it runs in a process of its own.
"""

from app.matching.checking import check
from app.matching.criteria import Criterion, Key, failed, fingerprint, read_criteria
from app.matching.edges import Edges, edges, points, quality
from app.matching.explaining import (
    Counterfactual,
    Gain,
    Losses,
    Move,
    Relaxation,
    extra_places,
    force,
    gain,
    losses,
    moves,
    relaxations,
    why,
    why_no_place,
    why_not,
)
from app.matching.features import MatchFeatures, TrackFeatures
from app.matching.goals import Aim, Goal, goals
from app.matching.lottery import number, ranks
from app.matching.market import Market, Matching, Options, Stage
from app.matching.reasons import Code, Infeasible, Reason
from app.matching.solving import solve

__all__ = [
    "Aim",
    "Code",
    "Counterfactual",
    "Criterion",
    "Edges",
    "Gain",
    "Goal",
    "Infeasible",
    "Key",
    "Losses",
    "Market",
    "MatchFeatures",
    "Matching",
    "Move",
    "Options",
    "Reason",
    "Relaxation",
    "Stage",
    "TrackFeatures",
    "check",
    "edges",
    "extra_places",
    "failed",
    "fingerprint",
    "force",
    "gain",
    "goals",
    "losses",
    "moves",
    "number",
    "points",
    "quality",
    "ranks",
    "read_criteria",
    "relaxations",
    "solve",
    "why",
    "why_no_place",
    "why_not",
]
