"""A field for a day, typed in any Dutch way or picked from a calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app import clock
from app.dates import MONTHS, SHORT_MONTHS
from ui.theme import icon, look
from ui.widgets.button import Button, Kind
from ui.widgets.field import Field

_PARTS = re.compile(r"^(\d{1,2})[\s\-/.]+(\d{1,2}|[a-z]+)\.?(?:[\s\-/.]+(\d{2}|\d{4}))?$")
_SOLID = re.compile(r"^(\d{2})(\d{2})(\d{4})$")
_FORMAT = "{day:02}-{month:02}-{year:04}"
_CENTURY = 2000
_TWO_FIGURES = 2


def parse_day(text: str, today: date) -> date | None:
    """The day that ``text`` means: ``24-11-2026``, ``24/11``, ``24 nov``, ``24112026``; ``None`` if it means none.

    Without a year it is the one nearest to ``today``.
    """
    words = text.strip().lower()
    found = _PARTS.match(words) or _SOLID.match(words)
    if found is None:
        return None
    day, month, year = found.groups()
    number = int(month) if month.isdecimal() else _month(month)
    if year is None:
        return _nearest(int(day), number, today)
    return _day(int(day), number, int(year) + (_CENTURY if len(year) == _TWO_FIGURES else 0))


def written(day: date) -> str:
    """``24-11-2026``."""
    return _FORMAT.format(day=day.day, month=day.month, year=day.year)


def _month(word: str) -> int:
    names = zip(MONTHS, SHORT_MONTHS, strict=True)
    for at, (long, short) in enumerate(names, start=1):
        if len(word) > _TWO_FIGURES and (long.startswith(word) or short.rstrip(".") == word):
            return at
    return 0


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(day: int, month: int, today: date) -> date | None:
    years = (today.year, today.year - 1, today.year + 1)
    days = [found for year in years if (found := _day(day, month, year)) is not None]
    return min(days, key=lambda found: abs((found - today).days), default=None)


class DateField(Field):
    """A day; arrow keys go a day on or back, the button (or Alt+↓) opens a calendar."""

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        required: bool = False,
        earliest: date | None = None,
        latest: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, required=required, parent=parent)
        self._earliest, self._latest = earliest, latest
        self._popup: _Calendar | None = None
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._edit = QLineEdit(box)
        self._edit.setPlaceholderText(self.tr("dd-mm-jjjj"))
        self._edit.textEdited.connect(self.tell)
        self._edit.editingFinished.connect(self._tidy)
        self._button = Button("", "calendar-days", Kind.USUAL, parent=box)
        self._button.setAccessibleName(self.tr("{label}: kies in de kalender").format(label=self.label))
        self._button.clicked.connect(self.offer)
        row.addWidget(self._edit, 1)
        row.addWidget(self._button)
        self.hold(box, self._edit)

    @property
    def value(self) -> date | None:
        return parse_day(self._edit.text(), clock.today())

    def set_value(self, value: Any) -> None:
        self._edit.setText(written(value) if isinstance(value, date) else "")

    def problem(self) -> str:
        day = self.value
        if day is None and self._edit.text().strip():
            return self.tr("Schrijf de datum als dd-mm-jjjj, zoals 24-11-2026.")
        if day is not None and self._earliest is not None and day < self._earliest:
            return self.tr("Kies een dag vanaf {day}.").format(day=written(self._earliest))
        if day is not None and self._latest is not None and day > self._latest:
            return self.tr("Kies een dag tot en met {day}.").format(day=written(self._latest))
        return super().problem()

    def offer(self) -> None:
        """Open the calendar under the field."""
        if self._popup is None:
            self._popup = _Calendar(self)
            self._popup.calendar.setAccessibleName(self.tr("Kalender"))
            self._popup.calendar.activated.connect(self._take)
            self._popup.calendar.clicked.connect(self._take)
        day = self.value or clock.today()
        self._popup.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        if self._earliest is not None:
            first = self._earliest
            self._popup.calendar.setMinimumDate(QDate(first.year, first.month, first.day))
        if self._latest is not None:
            last = self._latest
            self._popup.calendar.setMaximumDate(QDate(last.year, last.month, last.day))
        self._popup.move(self._edit.mapToGlobal(QPoint(0, self._edit.height() + 2)))
        self._popup.show()
        self._popup.calendar.setFocus()

    @property
    def calendar(self) -> QCalendarWidget | None:
        """The calendar, once it has been opened."""
        return None if self._popup is None else self._popup.calendar

    def _take(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        if self._popup is not None:
            self._popup.hide()
        self._edit.setFocus()
        self.tell()

    def _tidy(self) -> None:
        """Write the day out, so that it can be seen how it was understood."""
        day = self.value
        if day is not None:
            self._edit.setText(written(day))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
            if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.offer()
                return True
            day = self.value
            if event.key() in steps and day is not None:
                self.set_value(date.fromordinal(day.toordinal() + steps[Qt.Key(event.key())]))
                self.tell()
                return True
        return super().eventFilter(watched, event)


class _Calendar(QFrame):
    """A month of days, Monday first, with the numbers of the weeks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "card")
        self.calendar = QCalendarWidget(self)
        self.calendar.setLocale(QLocale("nl_NL"))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setGridVisible(False)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self._name("qt_calendar_prevmonth", "chevron-left", self.tr("Vorige maand"))
        self._name("qt_calendar_nextmonth", "chevron-right", self.tr("Volgende maand"))
        self._name("qt_calendar_monthbutton", "", self.tr("Kies een maand"))
        self._name("qt_calendar_yearbutton", "", self.tr("Kies een jaar"))
        usual = QTextCharFormat()
        usual.setForeground(look().colour("ink"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, usual)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.calendar)

    def _name(self, part: str, icon_name: str, spoken: str) -> None:
        """Give a button of the calendar our icon and a spoken name."""
        button = self.calendar.findChild(QToolButton, part)
        if button is not None:
            button.setAccessibleName(spoken)
            button.setToolTip(spoken)
            if icon_name:
                button.setIcon(icon(icon_name, "petrol"))
