"""Long work off the GUI thread, in three lanes; what is said of it always arrives on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from app.progress import Cancelled, Progress
from ui.desk.child import Child, run_in_child

_STEP_PAUSE = 0.05


class Job(QObject):
    """One piece of long work; lives on the GUI thread and emits there only."""

    progressed = Signal(int, int)
    """How many pieces are ready, of how many."""
    done = Signal(object)
    """What the work gave."""
    failed = Signal(object)
    """The exception that ended it."""
    cancelled = Signal()
    """It stopped because the user wished so."""
    ended = Signal()
    """It is over, in whatever way; comes after one of the three above."""
    _said = Signal(str, object)

    def __init__(self, parent: QObject, stop: Callable[[], None] | None = None) -> None:
        super().__init__(parent)
        self.progress = Progress(self._step)
        self._stop = stop
        self._stopped = self._running = False
        self._last_step = 0.0
        self.over = False
        self._said.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @property
    def stopped(self) -> bool:
        """Whether the user asked to stop."""
        return self._stopped

    def cancel(self) -> None:
        """Stop at the next step; solve jobs stop at once."""
        if not self._stopped and not self.over:
            self._stopped = True
            self.progress.cancel()
            if self._stop is not None and self._running:
                self._stop()

    def run(self, work: Callable[[Progress], Any]) -> None:
        """Do the work and tell the GUI thread; runs on the worker."""
        self._running = True
        if self._stopped:
            self._said.emit("cancelled", None)
            return
        try:
            result = work(self.progress)
        except Cancelled:
            self._said.emit("cancelled", None)
        except Exception as error:  # noqa: BLE001 - shown by whoever started the job
            self._said.emit("cancelled" if self.stopped and self._stop else "failed", error)
        else:
            self._said.emit("done", result)

    def _step(self, done: int, total: int) -> None:
        now = monotonic()
        if done >= total or now - self._last_step >= _STEP_PAUSE:
            self._last_step = now
            self._said.emit("step", (done, total))

    def _hear(self, kind: str, value: Any) -> None:
        if kind == "step":
            self.progressed.emit(*value)
            return
        self.over = True
        if kind == "done":
            self.done.emit(value)
        elif kind == "failed":
            self.failed.emit(value)
        else:
            self.cancelled.emit()
        self.ended.emit()


class Lanes(QObject):
    """Where jobs run: documents, tasks of the store, and solvers beside each other, each one at a time.

    Work is a callable that takes ``progress`` and the given named arguments. Work for ``solve``
    must be a function of a module, and its arguments and answer plain values: it runs in a child
    process, which is killed to cancel.
    """

    store_busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._render = ThreadPoolExecutor(1, "render")
        self._store = ThreadPoolExecutor(1, "store")
        self._solve = ThreadPoolExecutor(1, "solve")
        self._child = Child()
        self._closed = False
        self._jobs: dict[Job, ThreadPoolExecutor] = {}

    def render(self, work: Callable[..., Any], /, **arguments: Any) -> Job:
        """Rows in, bytes out."""
        return self._start(self._render, work, arguments)

    def store_task(self, work: Callable[..., Any], /, **arguments: Any) -> Job:
        """A task that opens its own sessions of the store it is given, and writes once, briefly."""
        job = self._start(self._store, work, arguments)
        self.store_busy_changed.emit(True)
        return job

    def solve(self, work: Callable[..., Any], /, **arguments: Any) -> Job:
        """A solver or reader, in the child process."""
        job = Job(self, self._child.kill)
        return self._put(self._solve, job, lambda progress: run_in_child(self._child, work, arguments, progress))

    def warm(self) -> None:
        """Start the child process now, so that the first solve need not wait for it."""
        self._solve.submit(self._child.warm)

    @property
    def store_busy(self) -> bool:
        """Whether a task of the store runs or waits."""
        return self._store in self._jobs.values()

    @property
    def idle(self) -> bool:
        """Whether nothing runs or waits."""
        return not self._jobs

    def stop_solving(self) -> None:
        """Cancel what renders or solves; tasks of the store go on to their end."""
        for job, lane in list(self._jobs.items()):
            if lane is not self._store:
                job.cancel()

    def close(self) -> None:
        """Cancel what renders or solves, let tasks of the store end, and end the child process.

        What is asked afterwards, by a page that is about to go, is cancelled at once.
        """
        self._closed = True
        self.stop_solving()
        self._store.shutdown(wait=True)
        self._child.kill()
        self._render.shutdown(wait=True)
        self._solve.shutdown(wait=True)

    def _start(self, lane: ThreadPoolExecutor, work: Callable[..., Any], arguments: dict[str, Any]) -> Job:
        return self._put(lane, Job(self), lambda progress: work(progress=progress, **arguments))

    def _put(self, lane: ThreadPoolExecutor, job: Job, work: Callable[[Progress], Any]) -> Job:
        self._jobs[job] = lane
        job.ended.connect(self._forget)
        if self._closed:
            job.cancel()
            job.run(work)
        else:
            lane.submit(job.run, work)
        return job

    def _forget(self) -> None:
        over = [job for job in self._jobs if job.over]
        for job in over:
            lane = self._jobs.pop(job)
            job.deleteLater()
            if lane is self._store and not self.store_busy:
                self.store_busy_changed.emit(False)
