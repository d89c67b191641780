"""Journeys go through the whole program."""

from tests.program import filled_file, program  # noqa: F401 - pytest finds fixtures by their names here
