"""The program without a user: the practice school open in the real window, for pictures and the self-test."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from ui.application import Application

_PATIENCE = 600.0  # the practice school takes minutes where each write waits for a slow disk
_BEAT = 10  # milliseconds
_TURNS = 8  # a layout in a layout takes a turn for each, and on a busy machine one turn can take all the time
_QUIET = 0.15  # longer than the pauses after which fields and previews ask


class TookTooLong(Exception):  # noqa: N818 - said of what was waited for
    """Something that should have happened did not."""


@contextmanager
def practising(app: QApplication) -> Iterator[Application]:
    """The practice school in a folder of its own, open in the window; closed and gone after the block."""
    # What cannot be removed may not hide why: on Windows no open file can.
    with tempfile.TemporaryDirectory(prefix="driehoek-", ignore_cleanup_errors=True) as folder:
        application = Application(
            app, practice=True, safe=True, root=Path(folder) / "scholen", config=Path(folder) / "config"
        )
        application.show()
        application.begin()
        try:
            until(app, lambda: application.session is not None)
            yield application
        finally:
            application.quit()
            until(app, lambda: application.is_over)


def until(app: QApplication, reached: Callable[[], bool]) -> None:
    """Let the program run until ``reached``; raises ``TookTooLong`` when it does not come to that."""
    deadline = time.monotonic() + _PATIENCE
    beat = QTimer()  # wakes the loop, which else waits for an event that may never come
    beat.start(_BEAT)
    while not reached():
        if time.monotonic() > deadline:
            raise TookTooLong
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def settle(app: QApplication, application: Application) -> None:
    """Let everything that was asked for arrive on the screen."""
    quiet_since, turns = time.monotonic(), 0
    while time.monotonic() - quiet_since < _QUIET or turns < _TURNS:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        turns += 1
        if not application.lanes.idle:
            until(app, lambda: application.lanes.idle)
            quiet_since, turns = time.monotonic(), 0
    # without the program's own loop, what was let go waits for ever
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
