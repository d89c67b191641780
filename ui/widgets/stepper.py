"""The steps of a longer task: which are done, which one is on, and which are still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import look, paint_icon
from ui.widgets.brush import draw_panel, draw_text, line_height, middle, text_width
from ui.widgets.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what identifies it, its words, whether it is done and whether one may go there."""

    key: str
    title: str
    done: bool = False
    open: bool = True


class _StepButton(QAbstractButton):
    """A numbered circle, or a tick when it is done, and the words of a step."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self.step = Step("", "")
        self.current = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_step(self, step: Step, *, current: bool) -> None:
        self.step, self.current = step, current
        self.setText(step.title)
        state = self.tr("klaar") if step.done else self.tr("nu") if current else self.tr("nog niet")
        words = self.tr("Stap {n}: {title}, {state}")
        self.setAccessibleName(words.format(n=self._number, title=step.title, state=state))
        self.setEnabled(step.open or current)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = text_width(self.text(), look().font("body", 600)) + look().px(24) + look().px(8) + look().px(16)
        return QSize(width, max(line_height(look().font()) + look().px(8), look().px(34)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        colour = look().colour
        if self.current or self.hasFocus():
            fill = colour("soft_petrol" if self.current else "canvas")
            draw_panel(painter, self.rect(), fill, colour("petrol") if self.hasFocus() else None, 8, width=2)
        side = look().px(24)
        circle = middle(self.rect(), side, look().px(8))
        if self.step.done:
            draw_panel(painter, circle, colour("soft_mint"), colour("done"), side / 2)
            icon = look().px(14)
            at = QRect(circle.center().x() - icon // 2 + 1, circle.center().y() - icon // 2 + 1, icon, icon)
            paint_icon(painter, "check", at, colour("done"))
        else:
            ground, figure = ("petrol", "on_petrol") if self.current else ("card", "muted")
            draw_panel(painter, circle, colour(ground), colour("petrol" if self.current else "field"), side / 2)
            centre = Qt.AlignmentFlag.AlignCenter
            draw_text(painter, circle, str(self._number), look().font("small", 600), colour(figure), align=centre)
        left = circle.right() + look().px(8)
        font = look().font("body", 600 if self.current else 400)
        ink = "ink" if self.isEnabled() else "muted"
        draw_text(painter, QRect(left, 0, self.width() - left, self.height()), self.text(), font, colour(ink))


class Stepper(QWidget):
    """Steps beside each other, on the next line where room is short; a click goes to an open one."""

    chosen = Signal(str)

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self._buttons: list[_StepButton] = []
        self._flow = FlowLayout(self, 6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_steps(self, steps: Sequence[Step], current: str) -> None:
        """Show the steps; ``current`` is the key of the one that is on."""
        while len(self._buttons) > len(steps):
            button = self._buttons.pop()
            self._flow.removeWidget(button)
            button.deleteLater()
        while len(self._buttons) < len(steps):
            button = _StepButton(len(self._buttons) + 1, self)
            button.clicked.connect(self._tell)
            self._buttons.append(button)
            self._flow.addWidget(button)
        for button, step in zip(self._buttons, steps, strict=True):
            button.show_step(step, current=step.key == current)

    def _tell(self) -> None:
        button = self.sender()
        if isinstance(button, _StepButton):
            self.chosen.emit(button.step.key)
