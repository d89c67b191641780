"""How many fall in each band: bars from worst to best, with their numbers in words for who cannot see them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import look
from ui.widgets.bits import Painted
from ui.widgets.brush import draw_panel, draw_text, line_height

_WIDTH, _HEIGHT = 240, 96


class BandChart(Painted):
    """Bars with their number on top and their band beneath; the lowest band in use is marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._bars: Sequence[tuple[str, int]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[tuple[str, int]], spoken: str) -> None:
        """Show bars by their names."""
        self._bars = bars
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(_WIDTH), look().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(120), look().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        if not self._bars:
            return
        painter = QPainter(self)
        font, centre = look().font("small", 400, tabular=True), Qt.AlignmentFlag.AlignCenter
        words = line_height(font)
        room = self.height() - 2 * words - look().px(4)
        most = max(1, *(count for _, count in self._bars))
        step = self.width() / len(self._bars)
        worst = next((at for at, (_, count) in enumerate(self._bars) if count), -1)
        for at, (name, count) in enumerate(self._bars):
            left, width = round(at * step), round(step) - look().px(5)
            tall = max(look().px(2), round(room * count / most))
            bar = QRect(left, words + room - tall, width, tall)
            colour = "line" if not count else "attention_bar" if at == worst else "petrol"
            draw_panel(painter, bar, look().colour(colour), None, min(4, tall / 2))
            over = QRect(left, bar.top() - words, width, words)
            draw_text(painter, over, str(count), font, look().colour("ink" if count else "muted"), align=centre)
            beneath = QRect(left, self.height() - words, width, words)
            draw_text(painter, beneath, name, font, look().colour("muted"), align=centre)
