"""One decision of the school: the answer, from which day, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.clock import today
from app.rules.policies import KnownPolicy
from app.text import translate
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NoteField, NumberField, TextField


class PolicyDialog(FormDialog):
    """Reports the answer as the field named by the policy's key, ``valid_from`` and ``source``."""

    def __init__(self, policy: KnownPolicy, value: str, parent: QWidget) -> None:
        intro = translate("PolicyDialog", "Zonder eigen besluit geldt: {default}. Bron: {source}.")
        super().__init__(
            policy.text,
            parent,
            save=translate("PolicyDialog", "Leg vast"),
            intro=intro.format(default=policy.default, source=policy.source),
        )
        answer = translate("PolicyDialog", "&Antwoord")
        field: NumberField | TextField
        if policy.least is None or policy.most is None:
            field = TextField(answer, required=True, longest=60)
        else:
            field = NumberField(answer, least=policy.least, most=policy.most, required=True)
        field.set_value(value)
        self.form.add(**{policy.key: field})
        day = DateField(
            translate("PolicyDialog", "Geldt &vanaf"),
            required=True,
            hint=translate("PolicyDialog", "Wat daarvoor gold, blijft bewaard."),
        )
        day.set_value(today())
        self.form.add(valid_from=day)
        self.form.add(
            source=NoteField(
                translate("PolicyDialog", "&Waar staat dit, of wie besloot het?"),
                lines=2,
                hint=translate("PolicyDialog", "Bijvoorbeeld: bpv-beleid 2027, of teamoverleg 3 maart."),
            )
        )
