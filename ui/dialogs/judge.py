"""What company or school judged, halfway or at the end, and of which werkproces or leerdoel."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.recording import PartVerdict
from app.queries.progress import ProgressRow
from app.terms.pipeline import Judgement, Moment, Party
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog


class JudgeDialog(FormDialog):
    """Asks for a judgement, and of each part that was judged apart; what was known of a part is filled in."""

    judged = Signal(dict)
    """``moment``, ``party``, ``judgement``, ``judged_on`` and ``parts``, those that differ."""

    def __init__(
        self, whom: str, likely: tuple[Moment, Party], known: ProgressRow, today: date, parent: QWidget
    ) -> None:
        super().__init__(
            self.tr("Beoordeling vastleggen"),
            parent,
            intro=self.tr("{whom}. Het oordeel van het leerbedrijf telt mee, de school beslist.").format(whom=whom),
        )
        self._known = {(one.moment, one.party, one.key): one.judgement for one in known.verdicts}
        self._parts = {
            **{unit.unit_id: unit.title for unit in known.units},
            **{goal.id: goal.text for goal in known.goals},
        }
        self.form.add(
            moment=ChoiceField(
                self.tr("&Welke beoordeling"),
                [
                    Option(Moment.MIDDLE, self.tr("tussenbeoordeling")),
                    Option(Moment.END, self.tr("eindbeoordeling")),
                ],
            ),
            party=ChoiceField(self.tr("&Van wie"), [Option(one, one.label) for one in (Party.COMPANY, Party.SCHOOL)]),
        )
        options = [Option(one, one.label) for one in Judgement]
        self.form.add(
            judgement=ChoiceField(self.tr("&Oordeel"), options, nothing=self.tr("Kies een oordeel"), required=True),
            judged_on=DateField(self.tr("&Datum"), required=True, latest=today),
        )
        if self._parts:
            self.form.add_words(self.tr("Per werkproces en leerdoel"), heading=True)
        keys = list(self._parts)
        for at in range(0, len(keys), 2):
            self.form.add(
                **{
                    key.hex: ChoiceField(self._parts[key], options, nothing=self.tr("niet apart beoordeeld"))
                    for key in keys[at : at + 2]
                }
            )
        moment, party = likely
        self.form.show_values({"moment": moment, "party": party, "judged_on": today})
        for name in ("moment", "party"):
            self.form[name].changed.connect(self._show_parts)
        self._show_parts()
        self.saved.connect(self._report)

    def _show_parts(self) -> None:
        """What is known of each part at the moment and by the party that are chosen."""
        about = self.form["moment"].value, self.form["party"].value
        for key in self._parts:
            self.form[key.hex].set_value(self._known.get((*about, key)))

    def _report(self, values: dict[str, Any]) -> None:
        about = values["moment"], values["party"]
        parts = {key: values.pop(key.hex) for key in self._parts}
        changed = tuple(
            PartVerdict(key, verdict) for key, verdict in parts.items() if self._known.get((*about, key)) != verdict
        )
        self.judged.emit({**values, "parts": changed})
