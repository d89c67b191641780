"""Matching: a round from wishes to placements, step by step, blind until two people signed."""

from ui.pages.matching.page import MatchingPage

__all__ = ["MatchingPage"]
