"""Journeys go through the whole program."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app import clock
from tests.conftest import MONDAY
from tests.journeys.typist import Typist
from tests.program import filled_file, program  # noqa: F401 - pytest finds fixtures by their names here
from ui.unattended import practising, settle


@pytest.fixture(scope="module")
def opened(qapp: QApplication) -> Iterator[Typist]:
    """The practice school in its window; every journey takes back what it did."""
    with clock.at(MONDAY), practising(qapp) as application:
        settle(qapp, application)
        yield Typist(qapp, application)


@pytest.fixture
def hand(opened: Typist) -> Typist:
    opened.press("Ctrl+1")
    return opened
