"""How many hours a student worked in all."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.terms.progress import HoursSource
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NumberField

_MOST = 3_000


class HoursDialog(FormDialog):
    """Asks for the hours so far; reports ``hours``, ``counted_on`` and ``source``."""

    def __init__(self, whom: str, hours: int | None, planned: int | None, today: date, parent: QWidget) -> None:
        hint = "" if planned is None else self.tr("Volgens de afspraken: {n} uur.").format(n=planned)
        super().__init__(self.tr("Gemaakte uren"), parent, intro=whom)
        self.form.add(hours=NumberField(self.tr("&Uren"), most=_MOST, unit=self.tr("uur"), hint=hint, required=True))
        self.form.add(
            counted_on=DateField(self.tr("&Geteld tot en met"), required=True, latest=today),
            source=ChoiceField(self.tr("&Volgens"), [Option(one, one.label) for one in HoursSource]),
        )
        self.form.show_values({"hours": hours, "counted_on": today, "source": HoursSource.SHEET})
