"""The frame of an import: its steps, one part at a time, what is being done, and the way on and back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.desk.jobs import Job
from ui.theme import Tone
from ui.widgets.bits import Bar, Panel
from ui.widgets.button import Button, Kind, key_text
from ui.widgets.notice import Notice
from ui.widgets.scroller import Scroller
from ui.widgets.stepper import Step, Stepper
from ui.widgets.text import Text


class ImportScreen(QWidget):
    """Fills the window; Ctrl+Enter goes on, Alt+← back, Esc leaves, or stops what is being done."""

    next_wanted = Signal()
    back_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._part: QWidget | None = None
        self._focus: QWidget | None = None
        self._stepper = Stepper(self.tr("Stappen van het inlezen"))
        self._title = Text("", "title", wrap=True)
        self._explanation = Text("", tone="muted", wrap=True)
        self._notice = Notice()
        self._parts = QStackedWidget()
        self._doing = Text("", strong=True)
        self._bar = Bar(spoken=self.tr("Voortgang"))
        self._count = Text("", tone="muted")
        enter = key_text(QKeySequence("Ctrl+Return"))
        self.next_button = Button(self.tr("Verder"), "arrow-right", Kind.PRIMARY, key=enter)
        self.back_button = Button(self.tr("Terug"), "arrow-left", key=key_text(QKeySequence("Alt+Left")))
        self.leave_button = Button(self.tr("Stop met inlezen"), kind=Kind.LINK, key=key_text(QKeySequence("Esc")))
        self.next_button.clicked.connect(self._go_on)
        self.back_button.clicked.connect(self._go_back)
        self.leave_button.clicked.connect(self._leave)
        for keys, slot in (
            ("Ctrl+Return", self._go_on),
            ("Ctrl+Enter", self._go_on),
            ("Alt+Left", self._go_back),
            ("Esc", self._leave),
        ):
            QShortcut(QKeySequence(keys), self, slot)
        self._lay_out()

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._job is not None

    @property
    def notice(self) -> str:
        """What it says on top; empty when nothing."""
        return self._notice.text if self._notice.isVisibleTo(self) else ""

    def show_part(
        self,
        part: QWidget,
        title: str,
        explanation: str,
        steps: Sequence[Step],
        current: str,
    ) -> None:
        """Show a part under its title; the one before is gone."""
        old, self._part = self._part, part
        self._parts.addWidget(part)
        self._parts.setCurrentWidget(part)
        if old is not None:
            self._parts.removeWidget(old)
            old.deleteLater()
        self._title.setText(title)
        self._explanation.setText(explanation)
        self._explanation.setVisible(bool(explanation))
        self._stepper.show_steps(steps, current)
        self.unsay()
        part.setFocus()

    def offer(self, going_on: str, *, ready: bool = True, back: bool = True, leave: str = "") -> None:
        """Name the way on, and say whether it is open; ``leave`` names the way out."""
        self.next_button.setText(going_on)
        self.next_button.setEnabled(ready and self._job is None)
        self._ready, self._back = ready, back
        self.show_total("")
        self.back_button.setVisible(back)
        self.leave_button.setText(leave or self.tr("Stop met inlezen"))

    def show_total(self, words: str) -> None:
        """Say beside the way on what going on amounts to."""
        self._total.setText(words)
        self._total.setToolTip(words)

    @property
    def total(self) -> str:
        """What stands beside the way on."""
        return self._total.text()

    def say(self, text: str, tone: Tone = Tone.DANGER) -> None:
        """Say something on top of the part."""
        self._notice.tell(text, tone)

    def unsay(self) -> None:
        """Say nothing."""
        self._notice.setVisible(False)

    def watch(self, doing: str, job: Job) -> Job:
        """Show what is being done until it ends; nothing can be chosen meanwhile."""
        self._focus = QApplication.focusWidget() if self._job is None else self._focus
        self._job = job
        self._doing.setText(doing)
        self._bar.setAccessibleName(doing)
        self._bar.show_share(0.0)
        self._count.setText("")
        self.unsay()
        self._busy(busy=True)
        job.progressed.connect(self._tell_progress)
        job.ended.connect(self._rest)
        return job

    def _tell_progress(self, done: int, total: int) -> None:
        self._bar.show_share(done / total if total else 0.0)
        self._count.setText(self.tr("{done} van {total}").format(done=done, total=total) if total > 1 else "")

    def _rest(self) -> None:
        if self._job is not None and self._job.over:
            self._job = None
            self._busy(busy=False)
            self._give_focus_back()

    def _give_focus_back(self) -> None:
        """To where it was before the work, or else to the part."""
        before, self._focus = self._focus, None
        if before is not None and isValid(before) and self.isAncestorOf(before) and before.isVisibleTo(self):
            before.setFocus()
        elif self._part is not None:
            self._part.setFocus()

    def _busy(self, *, busy: bool) -> None:
        self._work.setVisible(busy)
        self._parts.setEnabled(not busy)
        self.next_button.setEnabled(self._ready and not busy)
        self.back_button.setEnabled(not busy)

    def _go_on(self) -> None:
        if self.next_button.isEnabled():
            self.next_wanted.emit()

    def _go_back(self) -> None:
        if self._back and self._job is None:
            self.back_wanted.emit()

    def _leave(self) -> None:
        if self._job is not None:
            self._job.cancel()
        else:
            self.left.emit()

    def _lay_out(self) -> None:
        self._ready, self._back = True, False
        self._total = Text("", strong=True, elide=True)
        self._work = QWidget()
        work = QHBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(10)
        for widget in (self._doing, self._bar, self._count):
            work.addWidget(widget)
        self._work.setVisible(False)
        card = Panel("card", margin=20, spacing=12)
        card.column.addWidget(self._title)
        card.column.addWidget(self._explanation)
        card.column.addWidget(self._notice)
        card.column.addWidget(Scroller(self._parts), 1)
        card.column.addWidget(self._work)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.leave_button)
        foot.addStretch(1)
        foot.addWidget(self._total)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        card.column.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._stepper)
        column.addWidget(card, 1)
