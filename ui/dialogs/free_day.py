"""Days on which the school is closed."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtWidgets import QWidget

from app.queries.teaching import FreeDayRow
from app.terms.school import FreeDayKind
from app.text import translate
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


class FreeDayDialog(FormDialog):
    """Reports the fields of a span of free days; ``kind`` comes back by its value."""

    def __init__(self, row: FreeDayRow | None, parent: QWidget) -> None:
        title = (
            translate("FreeDayDialog", "Vrije dagen toevoegen")
            if row is None
            else translate("FreeDayDialog", "{name} wijzigen").format(name=row.name)
        )
        super().__init__(title, parent)
        kinds = [Option(kind.value, kind.label) for kind in FreeDayKind]
        self.form.add(
            name=TextField(
                translate("FreeDayDialog", "&Naam"), required=True, example=translate("FreeDayDialog", "Studiedag")
            ),
            kind=ChoiceField(translate("FreeDayDialog", "&Soort"), kinds),
        )
        self.form.add(
            first_day=DateField(translate("FreeDayDialog", "&Eerste dag"), required=True),
            last_day=DateField(translate("FreeDayDialog", "&Laatste dag"), required=True),
        )
        if row is not None:
            self.form.show_values(asdict(row))
