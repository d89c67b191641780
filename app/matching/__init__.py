"""The matching of students to tracks: blind, exact, and with its own proof.

An engine: it knows neither database nor screen nor words, and answers with codes and numbers. Values only go in and
out, so that it runs in a process of its own.
"""

from app.matching.checking import check
from app.matching.market import Market, Matching, Options, Stage
from app.matching.reasons import Code, Infeasible, Reason
from app.matching.solving import solve

__all__ = ["Code", "Infeasible", "Market", "Matching", "Options", "Reason", "Stage", "check", "solve"]
