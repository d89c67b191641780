"""How long work says where it is and hears that it should stop."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event


class Cancelled(Exception):  # noqa: N818 - the user's wish, not an error
    """Raised inside the work once the user has cancelled it."""


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


class Progress:
    """Handed to long work; ``step`` is called between pieces."""

    def __init__(self, report: Callable[[int, int], None] = _silent) -> None:
        self._report = report
        self._stop = Event()

    def step(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` pieces are ready; raises ``Cancelled`` when the user wants to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._report(done, total)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; safe from any thread."""
        self._stop.set()
