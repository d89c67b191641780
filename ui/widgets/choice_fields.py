"""Fields to choose from what is offered: one of a list, yes or no, several, days of the week."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.dates import SHORT_WEEKDAYS, WEEKDAYS
from ui.theme import look, paint_icon
from ui.widgets.brush import draw_panel, draw_text, line_height, middle, text_width
from ui.widgets.button import tell_name
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic | Qt.AlignmentFlag.AlignVCenter)
_TALL = 10_000


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen: what it is worth, and its words."""

    value: Hashable
    text: str


class _Combo(QComboBox):
    """A combo box with our chevron; the wheel scrolls the page, never the answer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(_RoomyDelegate(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaxVisibleItems(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = look().px(16)
        at = middle(self.rect(), side, self.width() - side - look().px(10))
        paint_icon(QPainter(self), "chevron-down", at, look().colour("muted"))


class _RoomyDelegate(QStyledItemDelegate):
    """Lines of a list with room around them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), line_height(look().font()) + look().px(10)))


class ChoiceField(Field):
    """One of a list; ``search`` lets the user type a part of it, for long lists.

    ``nothing`` is the line that stands for no answer; without it the first option is chosen.
    """

    def __init__(
        self,
        label: str,
        options: Sequence[Option] = (),
        *,
        nothing: str = "",
        search: bool = False,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, required=required, parent=parent)
        self._nothing, self._search = nothing, search
        self._values: list[Any] = []  # Qt would give a term back as a plain string
        self._combo = _Combo(self)
        if search:
            self._combo.setEditable(True)
            self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = QCompleter(self._combo.model(), self._combo)
            self._combo.setCompleter(completer)
            if (popup := completer.popup()) is not None:
                popup.setAccessibleName(self.label)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self._combo.editTextChanged.connect(self._settle)
        self._combo.activated.connect(self.tell)
        self.hold(self._combo)
        parts: tuple[QWidget | None, ...] = (self._combo.view(), self._combo.lineEdit())
        for part in parts:
            if part is not None:
                part.setAccessibleName(self.label)
        self.show_options(options)

    @property
    def combo(self) -> QComboBox:
        """The control."""
        return self._combo

    def show_options(self, options: Sequence[Option]) -> None:
        """Offer other options; the answer stays when it is among them."""
        before = self.value
        self._combo.blockSignals(True)
        self._combo.clear()
        self._values.clear()
        if self._nothing or self._search:
            self._offer(self._nothing, None)
        for option in options:
            self._offer(option.text, option.value)
        self._combo.blockSignals(False)
        self.set_value(before)

    @property
    def value(self) -> Any:
        at = self._combo.currentIndex()
        if self._search:
            at = self._combo.findText(self._combo.currentText(), Qt.MatchFlag.MatchFixedString)
        return self._values[at] if at >= 0 else None

    def set_value(self, value: Any) -> None:
        places = [at for at, offered in enumerate(self._values) if offered == value]
        self._combo.blockSignals(True)
        self._combo.setCurrentIndex(places[0] if places else 0)
        self._combo.blockSignals(False)
        line = self._combo.lineEdit()
        if line is not None:
            line.setCursorPosition(0)  # a long answer is read from its beginning

    def problem(self) -> str:
        typed = self._combo.currentText().strip()
        if self._search and typed and typed != self._nothing and self.value is None:
            return self.tr("Kies iets uit de lijst.")
        return super().problem()

    def _offer(self, text: str, value: Any) -> None:
        self._combo.addItem(text)
        self._values.append(value)

    def _settle(self, _text: str) -> None:
        self.tell()


class Tick(QCheckBox):
    """A box to tick, with words that wrap; a click anywhere on it counts."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _room(self, width: int) -> QRect:
        left = look().px(18) + look().px(9)
        metrics = QFontMetrics(look().font())
        return metrics.boundingRect(QRect(left, 0, max(width - left - 4, 40), _TALL), _WRAP, self.text())

    def heightForWidth(self, width: int) -> int:
        return max(self._room(width).height(), look().px(18)) + look().px(8)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = min(text_width(self.text(), look().font()) + look().px(32), look().px(520))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = min(self.sizeHint().width(), look().px(160))
        return QSize(width, look().px(26))

    def hitButton(self, pos: Any) -> bool:  # noqa: N802 - Qt's name
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        colour = look().colour
        side = look().px(18)
        box = QRect(2, look().px(4), side, side)
        on = self.checkState() != Qt.CheckState.Unchecked
        fill = colour("petrol" if on and self.isEnabled() else "card")
        draw_panel(painter, box, fill, colour("petrol" if on else "field"), 5)
        if self.hasFocus():
            draw_panel(
                painter, box.adjusted(-2, -2, 2, 2), QColor(Qt.GlobalColor.transparent), colour("ink"), 7, width=2
            )
        if on:
            inner = look().px(13)
            at = QRect(box.center().x() - inner // 2, box.center().y() - inner // 2, inner, inner)
            paint_icon(painter, "check", at, colour("on_petrol"))
        left = side + look().px(9)
        room = QRect(left, look().px(4), max(self.width() - left - 4, 40), self.height() - look().px(4))
        painter.setFont(look().font())
        painter.setPen(colour("ink" if self.isEnabled() else "muted"))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic | Qt.AlignmentFlag.AlignTop)
        painter.drawText(room, flags, self.text())


class TickField(Field):
    """Yes or no; the words stand at the box."""

    def __init__(self, label: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, hint=hint, parent=parent)
        self._tick = Tick(label, self)
        self._tick.clicked.connect(self.tell)
        self.hold(self._tick)
        self.label_widget.setVisible(False)

    @property
    def value(self) -> bool:
        return self._tick.isChecked()

    def set_value(self, value: Any) -> None:
        self._tick.setChecked(bool(value))


class TickListField(Field):
    """Several of a list; the answer is the frozenset of their values."""

    def __init__(
        self,
        label: str,
        options: Sequence[Option] = (),
        *,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, required=required, parent=parent)
        self._ticks: dict[Hashable, Tick] = {}
        self._box = QWidget(self)
        self._box.setAccessibleName(self.label)
        self._rows = QVBoxLayout(self._box)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self.hold(self._box)
        self.show_options(options)

    def show_options(self, options: Sequence[Option]) -> None:
        """Offer other options; ticks stay with the values that stay."""
        before = self.value
        for tick in self._ticks.values():
            self._rows.removeWidget(tick)
            tick.deleteLater()
        self._ticks = {}
        for option in options:
            tick = Tick(option.text, self._box)
            tick.clicked.connect(self.tell)
            self._ticks[option.value] = tick
            self._rows.addWidget(tick)
        if self._ticks:
            self.setFocusProxy(next(iter(self._ticks.values())))
        self.set_value(before)

    @property
    def value(self) -> frozenset[Any]:
        return frozenset(value for value, tick in self._ticks.items() if tick.isChecked())

    def set_value(self, value: Any) -> None:
        wanted = value or ()
        for key, tick in self._ticks.items():
            tick.setChecked(key in wanted)


class _DayButton(QCheckBox):
    """One day of the week; pressed when chosen."""

    def __init__(self, day: int, parent: QWidget) -> None:
        super().__init__(SHORT_WEEKDAYS[day], parent)
        self.setAccessibleName(WEEKDAYS[day])
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def event(self, event: QEvent) -> bool:
        return tell_name(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(look().px(48), max(line_height(look().font()) + look().px(10), look().px(32)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: Any) -> bool:  # noqa: N802 - Qt's name
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        colour, on = look().colour, self.isChecked()
        border = colour("ink" if self.hasFocus() else "petrol" if on else "field")
        fill = colour("petrol" if on else "card")
        draw_panel(painter, self.rect(), fill, border, 8, width=2 if self.hasFocus() else 1)
        font = look().font("body", 600 if on else 400)
        ink = colour("on_petrol" if on else "ink")
        draw_text(painter, self.rect(), self.text(), font, ink, align=Qt.AlignmentFlag.AlignCenter)


class DaysField(Field):
    """Days of the week, Monday (0) to Sunday (6); the answer is a frozenset of numbers."""

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, required=required, parent=parent)
        box = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        flow = FlowLayout(box, 6)
        self._days = {day: _DayButton(day, box) for day in range(len(SHORT_WEEKDAYS))}
        for button in self._days.values():
            button.clicked.connect(self.tell)
            flow.addWidget(button)
        self.hold(box)
        self.setFocusProxy(self._days[0])

    @property
    def value(self) -> frozenset[int]:
        return frozenset(day for day, button in self._days.items() if button.isChecked())

    def set_value(self, value: Any) -> None:
        for day, button in self._days.items():
            button.setChecked(day in (value or ()))
