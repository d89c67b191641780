"""One decision of the school: the answer, from which day, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.clock import today
from app.rules.policies import NO, YES, KnownPolicy
from app.text import translate
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NoteField, NumberField, TextField

_LINES = 7


class PolicyDialog(FormDialog):
    """Reports the answer as the field named by the policy's key, ``valid_from`` and ``source``."""

    def __init__(self, policy: KnownPolicy, value: str, parent: QWidget) -> None:
        super().__init__(policy.text, parent, save=translate("PolicyDialog", "Leg vast"), intro=_intro(policy))
        field = _answer(policy)
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


def _intro(policy: KnownPolicy) -> str:
    default = policy.shown(policy.default)
    if policy.answer == "lines":
        words = translate("PolicyDialog", "Deze redenen stelt Driehoek voor. Een eigen reden typen kan altijd.")
    else:
        words = translate("PolicyDialog", "Zonder eigen besluit geldt: {default}.").format(default=default)
    source = translate("PolicyDialog", "Bron: {source}.").format(source=policy.source.rstrip("."))
    return " ".join(part for part in (words, source, policy.remark) if part)


def _answer(policy: KnownPolicy) -> Field:
    label = translate("PolicyDialog", "&Antwoord")
    match policy.answer:
        case "number":
            return NumberField(label, least=policy.least, most=policy.most, unit=policy.unit, required=True)
        case "yes_no":
            return ChoiceField(label, [Option(value, policy.shown(value)) for value in (YES, NO)])
        case "lines":
            hint = translate("PolicyDialog", "Zet elke reden op een eigen regel.")
            return NoteField(translate("PolicyDialog", "&Redenen"), lines=_LINES, hint=hint, required=True)
        case "amounts":
            hint = translate("PolicyDialog", "Op elke regel een branche en een bedrag in hele euro’s, zoals Zorg: 350.")
            return NoteField(translate("PolicyDialog", "&Bedragen"), lines=_LINES, hint=hint)
        case "text":
            return NoteField(translate("PolicyDialog", "&Tekst"), lines=_LINES, required=True)
        case "word":
            return TextField(label, required=True, longest=60)
