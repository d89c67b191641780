"""Another placement of a student who has one: beside it, after it, or to lengthen it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.placing import BesideDraft
from app.dates import SHORT_WEEKDAYS
from app.terms.placing import PlacementKind, Rhythm
from ui.widgets.choice_fields import ChoiceField, DaysField, Option
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NumberField

_HOUR = 60
_KINDS = tuple(kind for kind in PlacementKind if kind is not PlacementKind.USUAL)


@dataclass(frozen=True, slots=True)
class Having:
    """What a student has now: in words, from when to when, and the company, for one that is lengthened.

    ``law`` says what holds for a minor, empty for others.
    """

    whom: str
    lines: tuple[str, ...]
    law: str
    company_id: UUID
    first_day: date
    last_day: date


class BesideDialog(FormDialog):
    """Asks where, why, when and on which days; ``known`` are the companies by id, name and town."""

    drafted = Signal(object)
    """The ``BesideDraft``."""

    def __init__(self, having: Having, known: Sequence[tuple[UUID, str, str]], parent: QWidget) -> None:
        super().__init__(
            self.tr("Plaatsing erbij"),
            parent,
            save=self.tr("Leg vast"),
            intro=self.tr("{whom} heeft al: {what}. De nieuwe plaatsing krijgt haar eigen POK.").format(
                whom=having.whom, what="; ".join(having.lines)
            ),
        )
        self._having = having
        self.form.add(kind=ChoiceField(self.tr("&Waarom erbij?"), [Option(kind, kind.label) for kind in _KINDS]))
        options = [Option(key, f"{name}, {town}" if town else name) for key, name, town in known]
        self.form.add(company_id=ChoiceField(self.tr("&Leerbedrijf"), options, search=True, nothing="", required=True))
        self.form.add(
            first_day=DateField(self.tr("&Eerste dag"), required=True),
            last_day=DateField(self.tr("L&aatste dag"), required=True),
        )
        self.form.add(weekdays=DaysField(self.tr("&Dagen"), hint=self.tr("Laat leeg bij halve dagen.")))
        self.form.add(
            rhythm=ChoiceField(self.tr("We&ken"), [Option(one, one.label) for one in Rhythm]),
            hours=NumberField(self.tr("&Uren per week"), least=1, most=60),
        )
        if having.law:
            self.form.add_words(having.law)
        self.form.show_values(
            {
                "kind": PlacementKind.BESIDE,
                "first_day": having.first_day,
                "last_day": having.last_day,
                "rhythm": Rhythm.EVERY,
            }
        )
        self.form["kind"].changed.connect(self._follow)
        self.saved.connect(self._report)

    def _follow(self) -> None:
        """To lengthen is at the same company; what is lengthened or comes after begins when the other one ends."""
        kind = self.form["kind"].value
        if kind is PlacementKind.EXTENSION:
            self.form["company_id"].set_value(self._having.company_id)
        later = kind in {PlacementKind.AFTER, PlacementKind.EXTENSION, PlacementKind.RESIT}
        begins = date.fromordinal(self._having.last_day.toordinal() + 1) if later else self._having.first_day
        self.form["first_day"].set_value(begins)
        self.form["last_day"].set_value(None if later else self._having.last_day)

    def _report(self, values: dict[str, Any]) -> None:
        hours = values.pop("hours")
        days = tuple(SHORT_WEEKDAYS[day] for day in sorted(values.pop("weekdays")))
        values["minutes_per_week"] = None if hours is None else hours * _HOUR
        self.drafted.emit(BesideDraft(**values, weekdays=days or None))
