"""From where and how far: a postcode area and a number of kilometres."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refusal
from app.queries.companies import Near
from app.rules.travel import town_of
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NumberField, TextField

_USUAL_KM, _MOST_KM = 25, 300


class NearDialog(FormDialog):
    """Asks within how many kilometres of which postcode, and reports it."""

    chosen = Signal(object)
    """The ``Near``."""

    def __init__(self, near: Near | None, home: str, parent: QWidget) -> None:
        super().__init__(
            self.tr("Binnen een afstand"),
            parent,
            save=self.tr("Toon"),
            intro=self.tr(
                "De afstand over de weg is een schatting, van het midden van het ene postcodegebied tot het andere."
            ),
        )
        self.form.add(
            pc4=TextField(self.tr("&Postcode, alleen de cijfers"), required=True, longest=4, example="6511"),
            km=NumberField(self.tr("&Hoogstens"), least=1, most=_MOST_KM, unit=self.tr("km"), required=True),
        )
        self.form.show_values({"pc4": home if near is None else near.pc4, "km": _USUAL_KM if near is None else near.km})
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        if town_of(values["pc4"]) is None:
            self.refuse(Refusal(self.tr("Deze postcode staat niet op de kaart."), field="pc4"))
            return
        self.chosen.emit(Near(values["pc4"], values["km"]))
        self.accept()
