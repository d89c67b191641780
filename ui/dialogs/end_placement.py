"""A placement that ends before its time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.terms.pipeline import State
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import PhraseField

_WAYS = (State.COMPANY_WITHDREW, State.STUDENT_WITHDREW, State.NOT_STARTED, State.ENDED_EARLY)


class EndPlacementDialog(FormDialog):
    """Asks how, when and why a placement ends; reports ``state``, ``ended_on`` and ``reason``.

    ``phrases`` are the reasons offered, by the value of the state.
    """

    def __init__(
        self, whom: str, likely: State, today: date, phrases: Mapping[str, Sequence[str]], parent: QWidget
    ) -> None:
        super().__init__(
            self.tr("Plaatsing beëindigen"),
            parent,
            save=self.tr("Beëindig de plaatsing"),
            intro=self.tr("{whom}. De student komt terug bij ‘Zoekt plek’, voor een herplaatsing.").format(whom=whom),
        )
        self._phrases = phrases
        self._way = ChoiceField(self.tr("&Wat is er gebeurd?"), [Option(way, way.label) for way in _WAYS])
        self._reason = PhraseField(
            self.tr("&Reden"),
            hint=self.tr("Feiten, geen diagnose. Ging het om veiligheid of discriminatie? Schrijf dat hier niet op."),
            required=True,
        )
        self.form.add(state=self._way, ended_on=DateField(self.tr("&Laatste dag"), required=True))
        self.form.add(reason=self._reason)
        self.form.show_values({"state": likely, "ended_on": today})
        self._way.changed.connect(self._offer_phrases)
        self._offer_phrases()

    def _offer_phrases(self) -> None:
        way: State = self._way.value
        self._reason.show_phrases(self._phrases.get(way.value, ()))
