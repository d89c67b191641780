"""How a student stands at a placement, werkproces by werkproces, and goal by goal."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.progress import GoalDraft, ProgressDraft
from app.queries.progress import ProgressRow
from app.terms.progress import Mastery
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField

_ROOM = 2


class ProgressDialog(FormDialog):
    """Asks how a student stands and reports the draft; what is left as it was stays so."""

    drafted = Signal(object)
    """The ``ProgressDraft``."""

    def __init__(self, whom: str, known: ProgressRow, today: date, parent: QWidget) -> None:
        super().__init__(self.tr("Voortgang"), parent, intro=whom)
        self._known, self._goals = known, len(known.goals) + _ROOM
        self.form.add(noted_on=DateField(self.tr("&Gezien op"), required=True, latest=today))
        options = [Option(one, one.label) for one in Mastery]
        values: dict[str, Any] = {"noted_on": today}
        if known.units:
            self.form.add_words(self.tr("Werkprocessen"), heading=True)
        for at in range(0, len(known.units), 2):
            pair = known.units[at : at + 2]
            self.form.add(
                **{
                    unit.unit_id.hex: ChoiceField(unit.title, options, nothing=self.tr("nog niets bekend"))
                    for unit in pair
                }
            )
            values |= {unit.unit_id.hex: unit.mastery for unit in pair}
        self.form.add_words(self.tr("Leerdoelen van de student"), heading=True)
        for at in range(self._goals):
            goal = known.goals[at] if at < len(known.goals) else None
            number = at + 1
            self.form.add(
                **{
                    f"goal_{at}": TextField(self.tr("Leerdoel {n}").format(n=number)),
                    f"stands_{at}": ChoiceField(self.tr("Stand van leerdoel {n}").format(n=number), options),
                }
            )
            values[f"goal_{at}"] = "" if goal is None else goal.text
            values[f"stands_{at}"] = Mastery.NOT_YET if goal is None else goal.mastery
        self.form.show_values(values)
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        keys = [goal.id for goal in self._known.goals] + [None] * _ROOM
        self.drafted.emit(
            ProgressDraft(
                values["noted_on"],
                tuple((unit.unit_id, values[unit.unit_id.hex]) for unit in self._known.units),
                tuple(GoalDraft(values[f"goal_{at}"], values[f"stands_{at}"], keys[at]) for at in range(self._goals)),
            )
        )
