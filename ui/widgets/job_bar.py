"""The bar that shows how far long work is, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.desk.jobs import Job
from ui.widgets.bits import Bar, Icon
from ui.widgets.button import Button, Kind
from ui.widgets.text import Text


class JobBar(QWidget):
    """Shows the job that was started last; tells how many others wait behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: dict[Job, str] = {}
        self._counts: dict[Job, tuple[int, int]] = {}
        self._icon = Icon("hourglass", side=15, parent=self)
        self._title = Text(elide=True, parent=self)
        self._bar = Bar(parent=self)
        self._count = Text(tone="muted", parent=self)
        self._cancel = Button(self.tr("Annuleren"), kind=Kind.LINK, small=True, parent=self)
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        for part in (self._icon, self._title, self._bar, self._count, self._cancel):
            row.addWidget(part)
        self.setVisible(False)

    def watch(self, job: Job, title: str, *, can_stop: bool = True) -> None:
        """Show ``job`` under ``title`` until it ends."""
        self._jobs[job] = title
        job.setProperty("can_stop", can_stop)
        job.progressed.connect(self._count_on)
        job.ended.connect(self._drop)
        self._show()

    @property
    def busy(self) -> bool:
        """Whether a job is shown."""
        return bool(self._jobs)

    def _current(self) -> Job | None:
        return next(reversed(self._jobs), None)

    def _stop(self) -> None:
        job = self._current()
        if job is not None:
            self._cancel.setEnabled(False)
            job.cancel()

    def _count_on(self, done: int, total: int) -> None:
        sender: QObject = self.sender()
        if isinstance(sender, Job):
            self._counts[sender] = (done, total)
        self._show()

    def _drop(self) -> None:
        for job in [job for job in self._jobs if job.over]:
            del self._jobs[job]
            self._counts.pop(job, None)
        self._show()

    def _show(self) -> None:
        job = self._current()
        self.setVisible(job is not None)
        if job is None:
            return
        others = len(self._jobs) - 1
        title = self._jobs[job]
        more = self.tr("{title} (en nog {n})").format(title=title, n=others)
        self._title.setText(more if others else title)
        done, total = self._counts.get(job, (0, 0))
        self._count.setText(self.tr("{done} van {total}").format(done=done, total=total) if total else "")
        self._bar.show_share(done / total if total else 0.0)
        self._bar.setAccessibleName(f"{title} {self._count.text()}".strip())
        self._cancel.setVisible(bool(job.property("can_stop")))
        self._cancel.setEnabled(not job.stopped)
