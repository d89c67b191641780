"""A time of the day, typed as people write it."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.widgets.text_fields import TextField

_WRITTEN = re.compile(r"(\d{1,2})(?:\s*[:.u]?\s*([0-5]\d))?\s*u?")
_HOURS, _MINUTES = 24, 60


def parse_time(text: str) -> int | None:
    """Minutes after midnight of ``9:30``, ``9.30``, ``930``, ``9u30`` or ``9``; ``None`` where it is no time."""
    found = _WRITTEN.fullmatch(text.strip().lower())
    if found is None or int(found[1]) >= _HOURS:
        return None
    return int(found[1]) * _MINUTES + int(found[2] or 0)


class TimeField(TextField):
    """A time; its value is minutes after midnight, ``None`` when empty."""

    def __init__(self, label: str, *, hint: str = "", required: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(label, hint=hint, required=required, example="9:30", longest=6, parent=parent)

    @property
    def value(self) -> Any:
        """The minutes after midnight."""
        return parse_time(self.edit.text())

    def set_value(self, value: Any) -> None:
        self.edit.setText(f"{value // _MINUTES}:{value % _MINUTES:02d}" if isinstance(value, int) else "")

    def problem(self) -> str:
        if self.edit.text().strip() and self.value is None:
            return self.tr("Schrijf de tijd als 9:30.")
        return super().problem()
