"""A helpline as the school shows it: who it is, what for, how to reach it, and when that was last checked."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtWidgets import QWidget

from app.clock import today
from app.queries.school import HelplineRow
from app.terms.school import Place
from app.text import translate
from ui.widgets.choice_fields import ChoiceField, Option, TickField
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NoteField, TextField


class HelplineDialog(FormDialog):
    """Reports the fields of a helpline; ``place`` comes back by its value."""

    def __init__(self, row: HelplineRow | None, parent: QWidget) -> None:
        title = (
            translate("HelplineDialog", "Nieuwe hulpinstantie")
            if row is None
            else translate("HelplineDialog", "{name} wijzigen").format(name=row.name)
        )
        super().__init__(title, parent)
        form = self.form
        when = translate("HelplineDialog", "ma t/m vr 9-17 uur")
        form.add(
            name=TextField(translate("HelplineDialog", "&Naam"), required=True),
            place=ChoiceField(
                translate("HelplineDialog", "&Waar"), [Option(place.value, place.label) for place in Place]
            ),
        )
        hint = translate("HelplineDialog", "In één zin, zoals een student het leest.")
        form.add(what_for=NoteField(translate("HelplineDialog", "W&aarvoor"), lines=2, hint=hint, required=True))
        form.add(
            phone=TextField(translate("HelplineDialog", "&Telefoon")),
            hours=TextField(translate("HelplineDialog", "&Bereikbaar"), example=when),
        )
        form.add(
            web=TextField(translate("HelplineDialog", "W&ebsite")),
            email=TextField(translate("HelplineDialog", "E-&mail")),
        )
        form.add(
            checked_on=DateField(
                translate("HelplineDialog", "Laatst &gecontroleerd op"),
                latest=today(),
                hint=translate("HelplineDialog", "Zonder datum staat het nummer niet op de meldwijzer."),
            )
        )
        form.add(shown=TickField(translate("HelplineDialog", "&Zet op de meldwijzer")))
        form.show_values({"shown": True} if row is None else asdict(row))
