"""The screen of a report: the steps left, one question in the middle, and right how it will be read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.terms.drafts import DraftKey
from ui.reporting.step_part import StepPart
from ui.theme import Tone, look, paint_icon, theme
from ui.widgets.bits import Bar, KeyHint, Panel
from ui.widgets.brush import draw_key, draw_panel, draw_text, key_size, line_height, middle
from ui.widgets.button import Button, Kind, key_text
from ui.widgets.notice import Notice
from ui.widgets.scroller import Scroller
from ui.widgets.text import Text

_PAUSE_MS = 300
_LEFT, _RIGHT, _WIDE_FROM = 290, 290, 1100


class _StepButton(QAbstractButton):
    """A step: its number or tick, its words, what was answered, and its key."""

    def __init__(self, number: int, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self._number, self._summary, self._current, self._ready = number, "", False, False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_step(self, summary: str, *, current: bool) -> None:
        """Show what was answered, and whether it is the step in view."""
        self._summary, self._current, self._ready = summary, current, bool(summary)
        self.setAccessibleName(", ".join(part for part in (self.text(), summary) if part))
        self.update()

    def sizeHint(self) -> QSize:
        height = line_height(look().font("body", 600)) + line_height(look().font("small"))
        return QSize(look().px(_LEFT - 20), height + look().px(14))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter, colour = QPainter(self), look().colour
        if self._current:
            draw_panel(painter, self.rect(), colour("soft_petrol"), None, 8)
        side = look().px(24)
        dot = middle(self.rect(), side, look().px(10))
        done = self._ready and not self._current
        fill = look().surface(Tone.DONE) if done else colour("petrol" if self._current else "card")
        draw_panel(painter, dot, fill, colour("field"), side / 2)
        if done:
            inner = middle(self.rect(), look().px(14), dot.left() + look().px(5))
            paint_icon(painter, "check", inner, look().mark(Tone.DONE))
        else:
            ink = colour("on_petrol" if self._current else "ink")
            number = look().font("body", 700, tabular=True)
            draw_text(painter, dot, str(self._number), number, ink, align=Qt.AlignmentFlag.AlignCenter)
        key = f"Alt+{self._number}"
        size = key_size(key)
        at = QRect(self.width() - size.width() - look().px(8), (self.height() - size.height()) // 2, 0, 0)
        at.setSize(size)
        draw_key(painter, at, key, colour("muted"), colour("line"))
        left, row = dot.right() + look().px(12), line_height(look().font("body", 600))
        words = QRect(left, look().px(7), at.left() - left - look().px(6), row)
        draw_text(painter, words, self.text(), look().font("body", 600), colour("petrol" if self._current else "ink"))
        words.translate(0, row)
        draw_text(painter, words, self._summary, look().font("small"), colour("muted"))


class ReportScreen(QWidget):
    """Enter goes on, Shift+Enter back, Alt+1 to Alt+8 to a step, Esc leaves; all is kept meanwhile."""

    stepped = Signal(int)
    """Another step is wanted."""
    finished = Signal()
    """The last step was left by Enter."""
    left = Signal()
    keep_wanted = Signal()
    """Something was answered: keep it."""

    def __init__(
        self, key: DraftKey, title: str, subtitle: str, parts: Sequence[StepPart], names: Sequence[str]
    ) -> None:
        super().__init__()
        self.key = key
        self._parts, self._at = parts, 0
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.keep_wanted)
        self._title, self._subtitle = Text(title, "title", tone="nav"), Text(subtitle, tone="nav", wrap=True)
        self._kept = Text("", tone="nav", strong=True)
        self._steps = [_StepButton(at, name, self) for at, name in enumerate(names, start=1)]
        self._stack = QStackedWidget()
        for part in parts:
            self._stack.addWidget(part)
            part.changed.connect(self._pause.start)
            part.done.connect(self.go_on)
        self._notice = Notice()
        self._count, self._norm = Text("", "small", tone="muted"), Text("", strong=True, wrap=True)
        self._bar = Bar(spoken=self.tr("Voortgang van het verslag"))
        self._reading = QVBoxLayout()
        self.back_button = Button(self.tr("Vorige stap"), "arrow-left", key=key_text(QKeySequence("Shift+Return")))
        self.next_button = Button(self.tr("Verder"), "arrow-right", Kind.PRIMARY, key=key_text(QKeySequence("Return")))
        self.leave_button = Button(self.tr("Sluiten"), key=key_text(QKeySequence("Esc")))
        self.back_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_on)
        self.leave_button.clicked.connect(self.left)
        for widget in (self.back_button, self.next_button, self.leave_button):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for at, button in enumerate(self._steps):
            button.clicked.connect(lambda _checked=False, step=at: self.stepped.emit(step))
        self._bind()
        self._lay_out()

    def _bind(self) -> None:
        for keys in ("Return", "Enter"):
            QShortcut(QKeySequence(keys), self, self.go_on)
            QShortcut(QKeySequence(f"Shift+{keys}"), self, self.go_back)
        QShortcut(QKeySequence("Esc"), self, self.left.emit)
        for at in range(len(self._parts)):
            QShortcut(QKeySequence(f"Alt+{at + 1}"), self, lambda step=at: self.stepped.emit(step))

    def keep_now(self) -> None:
        """Keep what was typed last, without waiting for a pause."""
        self._pause.stop()
        self.keep_wanted.emit()

    def retry(self) -> None:
        """Keep it a little later: just now it cannot be."""
        self._pause.start()

    @property
    def step(self) -> int:
        """The step in view."""
        return self._at

    def part(self, step: int) -> StepPart:
        """The questions of a step."""
        return self._parts[step]

    def show_step(self, step: int) -> None:
        """Bring a step in view, with the focus in its first question."""
        self._at = step
        self._stack.setCurrentIndex(step)
        last = step == len(self._parts) - 1
        self.next_button.setText(self.tr("Bewaar het verslag") if last else self.tr("Verder"))
        self.back_button.setVisible(step > 0)
        self._notice.setVisible(False)
        self._parts[step].start()

    def show_reading(self, lines: Sequence[tuple[int, str, str]], norm: str) -> None:
        """Show how it reads so far, and where the norm stands after this talk."""
        while (item := self._reading.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setVisible(False)
                widget.deleteLater()
        for _step, head, text in lines:
            self._reading.addWidget(Text(head, "small", tone="muted"))
            self._reading.addWidget(Text(text, strong=True, wrap=True))
        self._reading.addStretch(1)
        by_step: dict[int, str] = {}
        for step, _head, text in lines:
            by_step.setdefault(step, text)
        for at, button in enumerate(self._steps):
            button.show_step(by_step.get(at, ""), current=at == self._at)
        ready = len(by_step)
        self._count.setText(self.tr("{n} van {all} klaar").format(n=ready, all=len(self._parts)))
        self._bar.show_share(ready / len(self._parts))
        self._norm.setText(norm)

    def show_kept(self, text: str) -> None:
        """Say when it was kept."""
        self._kept.setText(text)

    def refuse(self, text: str) -> None:
        """Say why it cannot be recorded like this."""
        self._notice.tell(text, Tone.DANGER)

    def go_on(self) -> None:
        """Enter: take in what is left here, then the next step, or the end."""
        if not self._parts[self._at].finish():
            return
        if self._at == len(self._parts) - 1:
            self.finished.emit()
        else:
            self.stepped.emit(self._at + 1)

    def go_back(self) -> None:
        """Shift+Enter: the step before."""
        if self._at:
            self.stepped.emit(self._at - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The steps and the reading stand beside the question where there is room."""
        wide = self.width() >= look().px(_WIDE_FROM)
        self._left.setVisible(wide)
        self._right.setVisible(wide)
        self._left.setFixedWidth(look().px(_LEFT))
        self._right.setFixedWidth(look().px(_RIGHT))

    def _lay_out(self) -> None:
        head = Panel("nav", margin=14)
        top = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        top.addLayout(words, 1)
        top.addWidget(self._kept)
        top.addSpacing(12)
        top.addWidget(self.leave_button)
        head.column.addLayout(top)
        self._left = Panel("card", margin=10, spacing=4)
        for button in self._steps:
            self._left.column.addWidget(button)
        self._left.column.addStretch(1)
        self._left.column.addWidget(self._bar)
        self._left.column.addWidget(self._count)
        self._right = self._reading_panel()
        middle_row = QHBoxLayout()
        middle_row.setContentsMargins(20, 16, 20, 12)
        middle_row.setSpacing(14)
        middle_row.addWidget(self._left)
        middle_row.addWidget(self._question_panel(), 1)
        middle_row.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(middle_row, 1)
        column.addWidget(self._footer())
        self._fit()
        theme.changed.connect(self._fit)

    def _question_panel(self) -> Panel:
        card = Panel("card", margin=22, spacing=12)
        card.column.addWidget(self._notice)
        card.column.addWidget(Scroller(self._stack), 1)
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.next_button)
        card.column.addLayout(foot)
        return card

    def _reading_panel(self) -> Panel:
        panel = Panel("card", margin=16, spacing=8)
        panel.column.addWidget(Text(self.tr("Zo lezen we het voor"), "section", wrap=True))
        panel.column.addWidget(
            Text(self.tr("Alleen wat je hier ziet, komt in het verslag."), "small", tone="muted", wrap=True)
        )
        inner = QWidget()
        inner.setLayout(self._reading)
        self._reading.setContentsMargins(0, 0, 0, 0)
        self._reading.setSpacing(2)
        panel.column.addWidget(Scroller(inner), 1)
        return panel

    def _footer(self) -> Panel:
        foot = Panel("bottom", margin=10)
        row = QHBoxLayout()
        row.setSpacing(8)
        for keys, text in (
            ("Enter", self.tr("verder")),
            ("Shift+Enter", self.tr("terug")),
            ("Ctrl+L", self.tr("vergrendel, alles blijft")),
        ):
            row.addWidget(KeyHint(keys))
            row.addWidget(Text(text, "small", tone="muted"))
            row.addSpacing(8)
        row.addWidget(self._norm, 1)
        foot.column.addLayout(row)
        return foot
