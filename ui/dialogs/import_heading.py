"""On which line of a file its headings stand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NumberField

_MOST = 9_999


class ImportHeadingDialog(FormDialog):
    """Asks for the number of a line."""

    chosen = Signal(int)

    def __init__(self, name: str, line: int | None, parent: QWidget) -> None:
        super().__init__(self.tr("Waar staan de koppen van de kolommen?"), parent, intro=name)
        self.form.add(
            line=NumberField(
                self.tr("&Regel"), least=1, most=_MOST, hint=self.tr("Het nummer dat Excel ervoor zet."), required=True
            )
        )
        self.form["line"].set_value(line)
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        self.chosen.emit(values["line"])
        self.accept()
