"""Large answers beside each other, each with its letter: made to be chosen by one key, standing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import look, paint_icon
from ui.widgets.brush import draw_key, draw_panel, draw_text, key_size, line_height, middle, text_width
from ui.widgets.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its code, its words and the letter that chooses it."""

    code: str
    text: str
    letter: str


class _Tile(QAbstractButton):
    """One answer as a large button."""

    def __init__(self, answer: Answer, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(answer.text)
        self.answer = answer
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        font = look().font("section", 600)
        width = look().px(18 + 22 + 12 + 18) + text_width(self.text(), font) + key_size(self.answer.letter).width()
        return QSize(max(width + look().px(12), look().px(120)), line_height(font) + look().px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses; every other key is for the tiles together, or for the screen."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter, colour = QPainter(self), look().colour
        on = self.isChecked()
        ink = colour("on_petrol" if on else "ink")
        border = colour("ink" if self.hasFocus() and on else "petrol" if self.hasFocus() else "field")
        fill = colour("petrol" if on else "card")
        draw_panel(painter, self.rect(), fill, border, 10, width=3 if self.hasFocus() else 1)
        side, left = look().px(22), look().px(18)
        box = middle(self.rect(), side, left)
        if on:
            paint_icon(painter, "circle-check", box, ink)
        else:
            draw_panel(painter, box, colour("card"), colour("field"), side / 2, width=2)
        key = key_size(self.answer.letter)
        at = QRect(self.width() - key.width() - look().px(14), (self.height() - key.height()) // 2, 0, 0)
        at.setSize(key)
        draw_key(painter, at, self.answer.letter, ink if on else colour("muted"), ink if on else colour("line"))
        words = QRect(box.right() + look().px(12), 0, at.left() - box.right() - look().px(16), self.height())
        draw_text(painter, words, self.text(), look().font("section", 600), ink)


class Tiles(QWidget):
    """A row of answers; of ``several`` any number may be chosen, else one.

    Letters choose from anywhere in it; arrows go from answer to answer.
    """

    changed = Signal()
    """Another answer was chosen by the user."""

    def __init__(
        self, spoken: str, answers: Sequence[Answer], *, several: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self._several = several
        flow = FlowLayout(self, 10)
        self._tiles = [_Tile(answer, self) for answer in answers]
        for tile in self._tiles:
            tile.setAccessibleName(f"{spoken}: {tile.text()}")
            tile.clicked.connect(self._click)
            flow.addWidget(tile)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self._tiles[0])

    @property
    def codes(self) -> list[str]:
        """The codes of what is chosen, in the order shown."""
        return [tile.answer.code for tile in self._tiles if tile.isChecked()]

    def show_codes(self, codes: Collection[str]) -> None:
        """Show these as chosen, without telling."""
        for tile in self._tiles:
            tile.setChecked(tile.answer.code in codes)
        chosen = next((tile for tile in self._tiles if tile.isChecked()), self._tiles[0])
        self.setFocusProxy(chosen)

    def press_letter(self, letter: str) -> bool:
        """Choose the answer of a letter; False when there is none."""
        tile = next((one for one in self._tiles if one.answer.letter.lower() == letter.lower()), None)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.ShortcutFocusReason)
            tile.click()
        return tile is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is not None:
            at = next((at for at, tile in enumerate(self._tiles) if tile.hasFocus()), 0) + step
            self._tiles[min(max(at, 0), len(self._tiles) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.modifiers() or not (event.text() and self.press_letter(event.text())):
            super().keyPressEvent(event)

    def _click(self) -> None:
        clicked = self.sender()
        if not self._several:
            for tile in self._tiles:
                tile.setChecked(tile is clicked)
        self.changed.emit()
