"""A leerwens: what a student wants to learn, and what is needed for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.offers import WishDraft
from app.dates import SHORT_WEEKDAYS
from app.queries.offer_forms import TaughtUnitRow, WishFormRow
from app.terms.exchange import Transport
from ui.widgets.choice_fields import DaysField, Option, TickListField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NoteField, NumberField, TextField


class WishFormDialog(FormDialog):
    """Asks for a leerwens in the order of the printed form; reports the draft and changes nothing itself."""

    drafted = Signal(object)
    """The ``WishDraft``."""

    def __init__(self, known: WishFormRow, period: str, units: Sequence[TaughtUnitRow], parent: QWidget) -> None:
        super().__init__(
            self.tr("Leerwens"),
            parent,
            save=self.tr("Bewaar leerwens"),
            intro=self.tr("{student}, {period}").format(student=known.student, period=period),
        )
        self.form.add(goals=NoteField(self.tr("Wat wil je &leren?"), lines=2))
        mine = [one for one in units if one.programme_id == known.programme_id]
        if mine:
            self.form.add(
                unit_ids=TickListField(self.tr("Welke werkprocessen?"), [Option(one.id, one.title) for one in mine])
            )
        self.form.add(
            company_kind=TextField(self.tr("&Soort bedrijf")),
            tasks=TextField(self.tr("Welk &werk wil je doen?")),
        )
        self.form.add(
            days=DaysField(self.tr("Welke dagen kun je?")),
            transport=TickListField(self.tr("Hoe reis je?"), [Option(one.value, one.label) for one in Transport]),
        )
        self.form.add(
            max_minutes=NumberField(self.tr("Hoogstens &reizen"), least=5, most=240, unit=self.tr("minuten")),
            max_km=NumberField(self.tr("Hoogstens &ver"), least=1, most=200, unit=self.tr("km")),
        )
        self.form.add(
            needs=NoteField(
                self.tr("Wat heb je &nodig?"),
                hint=self.tr("Schrijf op wat er nodig is, niet waarom: ‘een rustige werkplek’. Geen diagnose."),
                lines=2,
            )
        )
        names = ("goals", "unit_ids", "company_kind", "tasks", "max_minutes", "max_km", "needs")
        values: dict[str, Any] = {name: getattr(known, name) for name in names}
        values["transport"] = frozenset(known.transport)
        values["days"] = frozenset(SHORT_WEEKDAYS.index(day) for day in known.days or ())
        self.form.show_values(values)
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        self.drafted.emit(
            WishDraft(
                goals=values["goals"] or None,
                unit_ids=values.get("unit_ids", frozenset()),
                company_kind=values["company_kind"] or None,
                tasks=values["tasks"] or None,
                transport=tuple(one.value for one in Transport if one.value in values["transport"]),
                max_minutes=values["max_minutes"],
                max_km=values["max_km"],
                days=tuple(SHORT_WEEKDAYS[day] for day in sorted(values["days"])) or None,
                needs=values["needs"] or None,
            )
        )
