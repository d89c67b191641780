"""On which days a stagebegeleider is away, so that their talks can be put on other days."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog


class AbsenceDialog(FormDialog):
    """Asks for the first and the last day; without days they are there again. Why they are away is not asked."""

    def __init__(self, name: str, known: tuple[date, date] | None, parent: QWidget) -> None:
        intro = self.tr(
            "De planner plant op deze dagen niets. Wat al afgesproken is, blijft staan en valt op in de week; met Vul "
            "aan (H) krijgt de rest een andere dag. De reden hoeft niet. Leeg: {name} is er weer."
        )
        super().__init__(self.tr("{name} is afwezig").format(name=name), parent, intro=intro.format(name=name))
        self.form.add(first=DateField(self.tr("&Eerste dag")), last=DateField(self.tr("&Laatste dag")))
        if known is not None:
            self.form.show_values({"first": known[0], "last": known[1]})
