"""A BPV-periode: its name and its days."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtWidgets import QWidget

from app.queries.teaching import PeriodRow
from app.text import translate
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


class PeriodDialog(FormDialog):
    """Reports the fields of a period."""

    def __init__(self, row: PeriodRow | None, parent: QWidget) -> None:
        title = (
            translate("PeriodDialog", "Nieuwe periode")
            if row is None
            else translate("PeriodDialog", "{name} wijzigen").format(name=row.name)
        )
        super().__init__(title, parent)
        self.form.add(
            name=TextField(
                translate("PeriodDialog", "&Naam"), required=True, example=translate("PeriodDialog", "Voorjaar 2027")
            ),
            code=TextField(
                translate("PeriodDialog", "&Code in het studentsysteem"), example=translate("PeriodDialog", "BPV2")
            ),
        )
        self.form.add(
            first_day=DateField(translate("PeriodDialog", "&Eerste dag"), required=True),
            last_day=DateField(translate("PeriodDialog", "&Laatste dag"), required=True),
        )
        if row is not None:
            self.form.show_values(asdict(row))
