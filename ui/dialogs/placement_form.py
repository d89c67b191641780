"""What school, student and company agreed about a placement."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.placing import PlacementDraft
from app.dates import SHORT_WEEKDAYS
from app.queries.student_rows import PlacementRow
from app.terms.company import Allowance
from app.terms.placing import HolidayWork, PlacementKind, Rhythm
from ui.widgets.choice_fields import ChoiceField, DaysField, Option
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NumberField, TextField

_HOUR = 60
_EURO = 100


class PlacementFormDialog(FormDialog):
    """Asks for the agreements of a placement and reports the draft; ``law`` is what holds for a minor."""

    drafted = Signal(object)
    """The ``PlacementDraft``."""

    def __init__(self, whom: str, placement: PlacementRow, parent: QWidget, *, law: str = "") -> None:
        super().__init__(self.tr("Afspraken over de plaatsing"), parent, intro=whom)
        self.form.add(
            company_person=TextField(self.tr("&Praktijkopleider")),
            kind=ChoiceField(self.tr("&Soort"), [Option(one, one.label) for one in PlacementKind]),
        )
        self.form.add(
            first_day=DateField(self.tr("&Eerste dag"), required=True),
            last_day=DateField(self.tr("&Laatste dag"), required=True),
        )
        self.form.add(weekdays=DaysField(self.tr("&Welke dagen"), hint=self.tr("Laat leeg als ze wisselen.")))
        self.form.add(
            rhythm=ChoiceField(self.tr("We&ken"), [Option(one, one.label) for one in Rhythm]),
            holidays=ChoiceField(self.tr("&In de schoolvakanties"), [Option(one, one.label) for one in HolidayWork]),
        )
        self.form.add(
            days_per_week=NumberField(self.tr("&Dagen per week"), least=1, most=7),
            hours=NumberField(self.tr("&Uren per week"), least=1, most=60),
        )
        self.form.add(
            allowance=ChoiceField(self.tr("&Vergoeding"), [Option(one, one.label) for one in Allowance]),
            allowance_cents=NumberField(self.tr("&Bedrag per maand"), most=5_000, unit=self.tr("euro")),
        )
        if law:
            self.form.add_words(law)
        self._cents = placement.allowance_cents
        self.form.show_values(
            {
                "company_person": placement.company_person,
                "kind": placement.kind,
                "weekdays": frozenset(SHORT_WEEKDAYS.index(day) for day in placement.weekdays or ()),
                "rhythm": placement.rhythm,
                "holidays": placement.holidays,
                "first_day": placement.first_day,
                "last_day": placement.last_day,
                "days_per_week": placement.days_per_week,
                "hours": None if placement.minutes_per_week is None else round(placement.minutes_per_week / _HOUR),
                "allowance": placement.allowance,
                "allowance_cents": None if self._cents is None else self._cents // _EURO,
            }
        )
        self._minutes = placement.minutes_per_week
        self.form["allowance"].changed.connect(self._follow)
        self.form["weekdays"].changed.connect(self._count)
        self._follow()
        self.saved.connect(self._report)

    def _follow(self) -> None:
        """An amount is only asked where there is one."""
        self.form["allowance_cents"].setEnabled(self.form["allowance"].value is Allowance.AMOUNT)

    def _count(self) -> None:
        """Days by name say how many there are."""
        if days := self.form["weekdays"].value:
            self.form["days_per_week"].set_value(len(days))

    def _report(self, values: dict[str, Any]) -> None:
        hours, euros = values.pop("hours"), values.pop("allowance_cents")
        values["weekdays"] = tuple(SHORT_WEEKDAYS[day] for day in sorted(values["weekdays"])) or None
        values["minutes_per_week"] = _kept(hours, self._minutes, _HOUR)
        values["allowance_cents"] = _kept(euros, self._cents, _EURO)
        self.drafted.emit(PlacementDraft(**values))


def _kept(typed: int | None, before: int | None, unit: int) -> int | None:
    """What was typed in whole units; what it was before, to the minute or cent, where it still rounds to that."""
    if typed is None:
        return None
    same = before is not None and typed in {before // unit, round(before / unit)}
    return before if same else typed * unit
