"""A placement that ends before its time: when, why, how many hours were made, and what is left to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.termination import Termination
from app.terms.pipeline import State
from app.terms.termination import LooseEndKind
from ui.widgets.choice_fields import ChoiceField, Option, TickField, TickListField
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NumberField, PhraseField

_WAYS = (State.COMPANY_WITHDREW, State.STUDENT_WITHDREW, State.NOT_STARTED, State.ENDED_EARLY)
_HOUR = 60
_MOST_HOURS = 5_000


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known of the placement that ends: whose it is, the likely way, and the hours made so far."""

    whom: str
    likely: State
    hours_done: int | None
    hours_total: int | None


class EndPlacementDialog(FormDialog):
    """Reports the ``Termination``; ``phrases`` are the reasons offered, by the value of the state."""

    drafted = Signal(object)
    """The ``Termination``."""

    def __init__(self, ending: Ending, today: date, phrases: Mapping[str, Sequence[str]], parent: QWidget) -> None:
        super().__init__(
            self.tr("Plaatsing beëindigen"),
            parent,
            save=self.tr("Beëindig de plaatsing"),
            intro=self.tr("{whom}. De student komt terug bij ‘Zoekt plek’, voor een herplaatsing.").format(
                whom=ending.whom
            ),
        )
        self._phrases = phrases
        self._way = ChoiceField(self.tr("&Wat is er gebeurd?"), [Option(way, way.label) for way in _WAYS])
        self._reason = PhraseField(
            self.tr("&Reden"), hint=self.tr("Feiten, geen diagnose en geen namen."), required=True
        )
        planned = (
            ""
            if ending.hours_total is None
            else self.tr("Van {n} uur in totaal. De rest gaat mee naar de nieuwe plek.").format(n=ending.hours_total)
        )
        self.form.add(state=self._way, ended_on=DateField(self.tr("&Laatste dag"), required=True))
        self.form.add(reason=self._reason)
        self.form.add(hours=NumberField(self.tr("&Gemaakte uren"), most=_MOST_HOURS, unit=self.tr("uur"), hint=planned))
        self.form.add(
            loose_ends=TickListField(
                self.tr("&Wat moet nog gebeuren?"),
                [Option(kind, kind.label) for kind in LooseEndKind],
                hint=self.tr("Dit staat op Vandaag tot het gedaan is."),
            )
        )
        self._again = TickField(self.tr("Zoek hierna meteen een &nieuwe plek, met de uren die over zijn"))
        self.form.add(again=self._again)
        self.form.add_words(
            self.tr(
                "Wil je iets vertrouwelijk vastleggen? Dat kan bij Meldingen, los van deze plaatsing. "
                "Deze regel staat hier voor iedereen, en je antwoord wordt niet bewaard."
            )
        )
        begun = ending.likely is State.ENDED_EARLY
        self.form.show_values(
            {
                "state": ending.likely,
                "ended_on": today,
                "hours": ending.hours_done,
                "loose_ends": frozenset(LooseEndKind) if begun else _BEFORE_START,
                "again": True,
            }
        )
        self._way.changed.connect(self._offer_phrases)
        self._offer_phrases()
        self.saved.connect(self._report)

    @property
    def again(self) -> bool:
        """Whether another place is to be sought at once."""
        return self._again.value

    def _offer_phrases(self) -> None:
        way: State = self._way.value
        self._reason.show_phrases(self._phrases.get(way.value, ()))

    def _report(self, values: dict[str, Any]) -> None:
        hours = values["hours"]
        self.drafted.emit(
            Termination(
                values["state"],
                values["ended_on"],
                values["reason"],
                None if hours is None else hours * _HOUR,
                values["loose_ends"],
            )
        )


_BEFORE_START = frozenset({LooseEndKind.STUDENT, LooseEndKind.COMPANY, LooseEndKind.SYSTEM})
