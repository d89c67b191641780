"""How far it is between two places, by somebody who drives there; it goes before the estimate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.travel import WayDraft
from app.queries.travel import WayRow, named
from ui.widgets.choice_fields import ChoiceField, Option, TickField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NumberField, TextField

_DIGITS = 4


class WayDialog(FormDialog):
    """Asks for minutes and kilometres between two postcode areas; with the legs of a day one chooses which it is."""

    answered = Signal(object)
    """The ``WayDraft``."""

    def __init__(self, known: WayRow | None, legs: Sequence[WayDraft], at: int, parent: QWidget) -> None:
        intro = self.tr("Wat je hier invult, gaat voor de schatting: in de planning, de dagroute en de bezoekmap.")
        super().__init__(self.tr("Reistijd verbeteren"), parent, intro=intro)
        self._legs = legs
        if legs:
            options = [
                Option(number, self.tr("{here} → {there}").format(here=named(leg.here), there=named(leg.there)))
                for number, leg in enumerate(legs)
            ]
            self.form.add(leg=ChoiceField(self.tr("&Welk stuk van de dag?"), options))
            self.form["leg"].changed.connect(self._show_leg)
        example = self.tr("6511")
        self.form.add(
            here=TextField(self.tr("&Van postcodegebied"), required=True, longest=_DIGITS, example=example),
            there=TextField(self.tr("&Naar postcodegebied"), required=True, longest=_DIGITS, example=example),
        )
        self.form.add(
            minutes=NumberField(self.tr("&Minuten rijden"), least=1, most=600, unit=self.tr("minuten"), required=True),
            kilometres=NumberField(self.tr("&Kilometers"), least=0, most=500, unit=self.tr("km"), required=True),
        )
        self.form.add(back=TickField(self.tr("Terug is het &even ver")))
        self.form.show_values({"back": known is None or not known.one_way})
        if legs:
            self.form.show_values({"leg": at})
            self._show_leg()
        elif known is not None:
            self._show(WayDraft(known.here, known.there, known.kilometres, known.minutes))
        self.saved.connect(self._report)

    def _show_leg(self) -> None:
        self._show(self._legs[self.form["leg"].value])

    def _show(self, way: WayDraft) -> None:
        self.form.show_values(
            {"here": way.here, "there": way.there, "minutes": way.minutes, "kilometres": way.kilometres}
        )

    def _report(self, values: dict[str, Any]) -> None:
        ends = values["here"], values["there"]
        self.answered.emit(WayDraft(*ends, values["kilometres"], values["minutes"], one_way=not values["back"]))
