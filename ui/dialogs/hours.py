"""How many hours a student worked in all."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NumberField

_MOST = 3_000


class HoursDialog(FormDialog):
    """Asks for the hours of the signed sheet; reports ``hours``."""

    def __init__(self, whom: str, hours: int | None, planned: int | None, parent: QWidget) -> None:
        hint = "" if planned is None else self.tr("Volgens de afspraken: {n} uur.").format(n=planned)
        super().__init__(self.tr("Gemaakte uren"), parent, intro=whom)
        self.form.add(
            hours=NumberField(
                self.tr("&Uren op de urenstaat"), most=_MOST, unit=self.tr("uur"), hint=hint, required=True
            )
        )
        self.form.show_values({"hours": hours})
