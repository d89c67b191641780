"""A process of our own that is kept warm for solvers and readers, and killed to cancel.

It gets values and gives values: no key, no open file, no path of the school. This module imports
no Qt, because the child imports it.
"""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any

from app.progress import Cancelled, Progress
from ui.frame.report import StackOfChild, stack_lines

STEP, DONE, FAILED = "step", "done", "failed"


class ChildGone(Exception):  # noqa: N818 - said of a process, not of a value
    """The process ended before it answered."""


def serve(line: Connection) -> None:
    """Do what is asked over ``line`` until it closes; runs in the child."""
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            work, arguments = line.recv()
            line.send(_answer(line, work, arguments))


def _answer(line: Connection, work: Callable[..., Any], arguments: dict[str, Any]) -> tuple[str, Any]:
    progress = Progress(lambda done, total: line.send((STEP, (done, total))))
    try:
        answer = (DONE, work(progress=progress, **arguments))
        pickle.dumps(answer)
    except Exception as error:  # noqa: BLE001 - told to the parent, whoever it is
        return (FAILED, (_portable(error), tuple(stack_lines(error))))
    return answer


def _portable(error: Exception) -> Exception | None:
    """The error itself when it survives the journey, else nothing."""
    try:
        return error if isinstance(pickle.loads(pickle.dumps(error)), type(error)) else None  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - an error whose constructor asks for more than it kept
        return None


class Child:
    """The parent's side: starts the process when needed and talks to it, one question at a time."""

    def __init__(self) -> None:
        self._context = get_context("spawn")
        self._lock = Lock()
        self._process: Any = None
        self._line: Connection | None = None

    def warm(self) -> None:
        """Start the process, if it does not run, so that the first question need not wait."""
        with self._lock:
            if self._process is None or not self._process.is_alive():
                ours, theirs = self._context.Pipe()
                process = self._context.Process(target=serve, args=(theirs,), daemon=True, name="driehoek-child")
                process.start()
                theirs.close()
                self._process, self._line = process, ours

    def ask(self, work: Callable[..., Any], arguments: dict[str, Any], report: Callable[[int, int], None]) -> Any:
        """Let the child do ``work(progress=…, **arguments)``; raises what it raised, or ``ChildGone``."""
        self.warm()
        line = self._line
        if line is None:
            raise ChildGone
        try:
            line.send((work, arguments))
            while True:
                kind, value = line.recv()
                if kind == STEP:
                    report(*value)
                else:
                    break
        except (EOFError, ConnectionError, OSError) as error:
            self.kill()
            raise ChildGone from error
        if kind == FAILED:
            failure, stack = value
            raise (failure or ChildGone()) from StackOfChild(stack)
        return value

    def kill(self) -> None:
        """End the process at once; the next question starts a new one. Safe from any thread."""
        with self._lock:
            process, self._process = self._process, None
            line, self._line = self._line, None
        if process is not None:
            process.kill()
            process.join()
        if line is not None:
            with contextlib.suppress(OSError):
                line.close()


def run_in_child(child: Child, work: Callable[..., Any], arguments: dict[str, Any], progress: Progress) -> Any:
    """Ask the child and pass its progress on; raises ``Cancelled`` when the user stopped it."""

    def report(done: int, total: int) -> None:
        with contextlib.suppress(Cancelled):
            progress.step(done, total)

    return child.ask(work, arguments, report)
