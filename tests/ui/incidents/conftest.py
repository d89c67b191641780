"""Meldingen is tried in the whole program, with real keys."""

from tests.program import filled_file, program  # noqa: F401 - pytest finds fixtures by their names here
