"""A student for whom no place was found."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog


class NoPlaceDialog(FormDialog):
    """Asks since when there is no place, and when that was told; reports ``since`` and ``told_on``."""

    def __init__(self, whom: str, since: date, told_on: date | None, today: date, parent: QWidget) -> None:
        super().__init__(
            self.tr("Geen plek gevonden"),
            parent,
            intro=self.tr(
                "{whom} heeft recht op een plek, en de school helpt zoeken. Is er een tekort? "
                "Meld het bij de adviseur van SBB: die zoekt mee naar leerbedrijven."
            ).format(whom=whom),
        )
        self.form.add(
            since=DateField(
                self.tr("&Geen plek gevonden sinds"), latest=today, hint=self.tr("Leeg: er wordt weer gewoon gezocht.")
            ),
            told_on=DateField(self.tr("&Tekort gemeld aan SBB-adviseur op"), latest=today),
        )
        self.form.show_values({"since": since, "told_on": told_on})
