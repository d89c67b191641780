"""When the praktijkopleider of a company can be visited: on which days, and between which times."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.travel import VisitHours
from app.dates import SHORT_WEEKDAYS
from app.queries.travel import VisitRow
from ui.widgets.choice_fields import DaysField
from ui.widgets.form import FormDialog
from ui.widgets.time_field import TimeField


class VisitHoursDialog(FormDialog):
    """Asks for days and times; without days nobody knows. Reports what was answered."""

    answered = Signal(object)
    """The ``VisitHours``."""

    def __init__(self, known: VisitRow, parent: QWidget) -> None:
        intro = self.tr("Zolang je dit niet weet, rekent de planner op gewone werkdagen, van 9:00 tot 17:00.")
        super().__init__(self.tr("Bezoek aan {company}").format(company=known.name), parent, intro=intro)
        self.form.add(days=DaysField(self.tr("Op welke &dagen kan het?"), hint=self.tr("Geen dag: niet bekend.")))
        self.form.add(first=TimeField(self.tr("&Vanaf")), last=TimeField(self.tr("&Tot")))
        days = {SHORT_WEEKDAYS.index(day) for day in known.days}
        self.form.show_values({"days": days, "first": known.first, "last": known.last})
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        days = tuple(SHORT_WEEKDAYS[day] for day in sorted(values["days"]))
        self.answered.emit(VisitHours(days, values["first"], values["last"]))
