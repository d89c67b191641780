"""Recording that companies or klassen got a card."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.clock import today
from ui.widgets.choice_fields import TickField
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog


class GiveCardDialog(FormDialog):
    """Asks on which day, and whether it was talked through; reports ``handed_on`` and ``discussed``."""

    def __init__(self, whom: str, parent: QWidget) -> None:
        super().__init__(self.tr("Leg vast wie de kaart kreeg"), parent, intro=whom)
        self.form.add(handed_on=DateField(self.tr("&Dag"), required=True, latest=today()))
        self.form.add(discussed=TickField(self.tr("Ook &besproken")))
        self.form.show_values({"handed_on": today(), "discussed": True})
