"""Filters as chips that stay in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import look, paint_icon
from ui.widgets.bits import Icon
from ui.widgets.brush import draw_panel, draw_text, line_height, middle, text_width
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: what identifies it, its words, its icon, and whether it is on."""

    key: str
    text: str
    icon: str = ""
    on: bool = False


class Chip(QAbstractButton):
    """A filter that is on or off; on, it carries a cross. Space turns it, Delete turns it off."""

    def __init__(self, text: str, icon: str = "", *, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self._icon = icon
        self.setCheckable(True)
        self.setChecked(on)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        font = look().font("body", 600)
        width = text_width(self.text(), font) + look().px(22)
        width += look().px(20) if self._icon else 0
        width += look().px(20) if self._tail else 0
        return QSize(width, max(line_height(font) + look().px(8), look().px(28)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def _tail(self) -> str:
        """The icon behind the words."""
        return "x" if self.isChecked() else ""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        takes_off = event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.isChecked()
        if takes_off or event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        on, colour = self.isChecked(), look().colour
        fill = "soft_petrol" if on or self.underMouse() else "card"
        border = "petrol" if on or self.hasFocus() else "field"
        draw_panel(
            painter, self.rect(), colour(fill), colour(border), self.height() / 2, width=2 if self.hasFocus() else 1
        )
        left, right = look().px(11), self.width() - look().px(11)
        if self._icon:
            side = look().px(14)
            paint_icon(painter, self._icon, middle(self.rect(), side, left), colour("petrol" if on else "muted"))
            left += look().px(20)
        if self._tail:
            side = look().px(13)
            paint_icon(painter, self._tail, middle(self.rect(), side, right - side), colour("muted"))
            right -= look().px(20)
        font = look().font("body", 600 if on else 400)
        draw_text(painter, QRect(left, 0, right - left + 1, self.height()), self.text(), font, colour("ink"))


class MenuChip(Chip):
    """A chip that stands for several filters: it is never on itself, it offers them in a menu.

    Space, Enter and the arrow down open it.
    """

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon, parent=parent)
        self.setCheckable(False)

    def show_count(self, words: str, count: int, spoken: str) -> None:
        """Say these words with a number; a screen reader hears what is counted, and that there is a menu."""
        self.setText(f"{words} {count}")
        self.setAccessibleName(self.tr("{words}, {count}, menu").format(words=words, count=spoken))
        self.updateGeometry()

    @property
    def _tail(self) -> str:
        return "chevron-down"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.click()
        else:
            super().keyPressEvent(event)


class FilterChips(QWidget):
    """The filters of a list as chips, and one button that clears them all."""

    changed = Signal(frozenset)
    """The keys of the filters that are on."""

    def __init__(self, filters: Sequence[Filter] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Filters"))
        self._chips: dict[str, Chip] = {}
        self._flow_box = QWidget(self)
        self._flow = FlowLayout(self._flow_box)
        self._flow.addWidget(Icon("list-filter", side=18, parent=self._flow_box))
        self._clear = Button(self.tr("Wis filters"), kind=Kind.LINK, small=True, parent=self)
        self._clear.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._flow_box, 1)
        row.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._flow_box.setSizePolicy(policy)
        self.setSizePolicy(policy)
        self.show_filters(filters)

    @property
    def on(self) -> frozenset[str]:
        """The keys of the filters that are on."""
        return frozenset(key for key, chip in self._chips.items() if chip.isChecked())

    def add(self, chip: MenuChip) -> None:
        """Keep this one behind the chips that are shown now."""
        self._flow.addWidget(chip)

    def show_filters(self, filters: Sequence[Filter]) -> None:
        """Offer these filters; chips that stay keep the focus."""
        wanted = {item.key for item in filters}
        for key in [key for key in self._chips if key not in wanted]:
            chip = self._chips.pop(key)
            self._flow.removeWidget(chip)
            chip.setVisible(False)
            chip.deleteLater()
        for item in filters:
            if item.key not in self._chips:
                chip = Chip(item.text, item.icon, parent=self._flow_box)
                chip.toggled.connect(self._tell)
                self._chips[item.key] = chip
                self._flow.addWidget(chip)
            chip = self._chips[item.key]
            chip.blockSignals(True)
            chip.setText(item.text)
            chip.setChecked(item.on)
            chip.blockSignals(False)
            chip.updateGeometry()
            chip.setVisible(True)
        self._clear.setVisible(bool(self.on))

    def clear(self) -> None:
        """Turn all filters off."""
        if not self.on:
            return
        for chip in self._chips.values():
            chip.blockSignals(True)
            chip.setChecked(False)
            chip.blockSignals(False)
            chip.updateGeometry()
            chip.update()
        self._tell()

    def _tell(self) -> None:
        self._clear.setVisible(bool(self.on))
        self.changed.emit(self.on)
