"""A form whose answer takes work off the GUI thread, such as making a key from a wachtzin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.text import translate
from ui.desk.ear import Ear
from ui.desk.jobs import Job, Lanes
from ui.opening.school_file import refusal_of
from ui.widgets.bits import Bar
from ui.widgets.form import FormDialog


class JobForm(FormDialog):
    """While it works nothing can be typed; what goes wrong comes back to its field. Esc stops the work first.

    ``writes`` says that the work needs the school to itself, so that commands wait for it.
    """

    def __init__(
        self, title: str, lanes: Lanes, parent: QWidget, *, save: str = "", intro: str = "", writes: bool = False
    ) -> None:
        super().__init__(title, parent, save=save, intro=intro)
        self.lanes = lanes
        self._start = lanes.store_task if writes else lanes.render
        self._job: Job | None = None
        self._bar = Bar(spoken=translate("JobForm", "Voortgang"))
        self._bar.setVisible(False)
        self._body.insertWidget(self._body.count() - 1, self._bar)

    @property
    def busy(self) -> bool:
        """Whether it works."""
        return self._job is not None

    def work(self, work: Callable[..., Any], done: Callable[[Any], None], /, **arguments: Any) -> None:
        """Do ``work`` on another thread; ``done`` gets what it gave, unless the dialog is gone by then."""
        self._set_busy(self._start(work, **arguments))
        job = self._job
        if job is not None:
            job.progressed.connect(self._show_progress)
            job.cancelled.connect(self._rest)
            job.done.connect(self._rest)
            Ear(self, job, done, self._fail)

    def save(self) -> None:
        """Check the form and give its answers, unless it works already."""
        if self._job is None:
            super().save()

    def refit(self) -> None:
        """Take the size that fits once other parts have come in view."""
        QTimer.singleShot(0, self._fit)

    def reject(self) -> None:
        """Leave; while it works, stop the work instead."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()

    def _set_busy(self, job: Job | None) -> None:
        self._job = job
        self.form.setEnabled(job is None)
        self.save_button.setEnabled(job is None)
        self._bar.show_share(0)
        self._bar.setVisible(job is not None)
        if job is not None:
            self._notice.setVisible(False)

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.show_share(done / total if total else 0)

    def _rest(self) -> None:
        self._set_busy(None)

    def _fail(self, error: Exception) -> None:
        self._rest()
        self.refuse(refusal_of(error))
