"""What one column of a table means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog

_LEFT_OUT = ""


class ImportColumnDialog(FormDialog):
    """Asks which field a column is, or that it is not to be stored."""

    chosen = Signal(str)
    """The field; empty to leave the column out."""

    def __init__(self, header: str, field: str | None, fields: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(self.tr("Wat staat er in deze kolom?"), parent, intro=header)
        options = [Option(_LEFT_OUT, self.tr("Niet opslaan")), *(Option(name, label) for name, label in fields)]
        self.form.add(field=ChoiceField(self.tr("&Deze kolom is"), options))
        self.form["field"].set_value(field or _LEFT_OUT)
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        self.chosen.emit(values["field"])
        self.accept()
