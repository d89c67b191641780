"""Hears what becomes of a job for as long as who asked for it is still there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ui.desk.jobs import Job


class Ear(QObject):
    """Tells ``done`` or ``failed`` of a job, unless its owner (a page, a dialog) was destroyed meanwhile."""

    def __init__(
        self,
        owner: QObject,
        job: Job,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        super().__init__(owner)
        self._tell_done, self._tell_failure = done, failed
        job.done.connect(self._hear_done)
        job.failed.connect(self._hear_failure)
        job.ended.connect(self.deleteLater)

    def _hear_done(self, result: object) -> None:
        self._tell_done(result)

    def _hear_failure(self, error: Exception) -> None:
        if self._tell_failure is None:
            raise error
        self._tell_failure(error)
