"""An opleiding, its parts and its klassen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.clock import today
from app.dates import SHORT_WEEKDAYS, school_year
from app.queries.teaching import GroupRow, PeriodRow, ProgrammeRow, UnitRow
from app.terms.school import Path, UnitKind
from app.text import translate
from ui.widgets.choice_fields import ChoiceField, DaysField, Option
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NumberField, TextField

_LEAST_LEVEL, _MOST_LEVEL = 1, 4
_FIRST_COHORT = 2000
_CREBO = 5
_MOST_YEARS, _MOST_HOURS = 5, 6_000


class ProgrammeDialog(FormDialog):
    """Reports code, crebo, name, level and the hours of practice; the crebo of a known opleiding stays."""

    def __init__(self, row: ProgrammeRow | None, parent: QWidget) -> None:
        title = (
            translate("ProgrammeDialog", "Nieuwe opleiding")
            if row is None
            else translate("ProgrammeDialog", "{name} wijzigen").format(name=row.name)
        )
        super().__init__(title, parent)
        self.form.add(name=TextField(translate("ProgrammeDialog", "&Naam"), required=True))
        crebo = TextField(
            translate("ProgrammeDialog", "C&rebo"),
            required=True,
            longest=_CREBO,
            hint=translate("ProgrammeDialog", "Vijf cijfers, zie het register van SBB."),
        )
        crebo.setEnabled(row is None)
        self.form.add(
            crebo=crebo,
            level=NumberField(
                translate("ProgrammeDialog", "N&iveau"), least=_LEAST_LEVEL, most=_MOST_LEVEL, required=True
            ),
        )
        self.form.add(
            code=TextField(translate("ProgrammeDialog", "&Afkorting"), required=True, longest=20),
            years=NumberField(
                translate("ProgrammeDialog", "&Duur"),
                least=1,
                most=_MOST_YEARS,
                unit=translate("ProgrammeDialog", "jaar"),
            ),
        )
        self.form.add_words(
            translate(
                "ProgrammeDialog",
                "Bpv-uren over de hele opleiding. Leeg: het minimum van de wet bij deze duur.",
            )
        )
        self.form.add(
            bpv_hours=NumberField(translate("ProgrammeDialog", "Minimum &bol"), most=_MOST_HOURS, unit=_hours()),
            bpv_hours_bbl=NumberField(translate("ProgrammeDialog", "Minimum bb&l"), most=_MOST_HOURS, unit=_hours()),
        )
        self.form.add(
            bpv_source=TextField(
                translate("ProgrammeDialog", "&Waar staat dit?"),
                longest=120,
                example=translate("ProgrammeDialog", "OER 2026, bladzijde 12"),
            )
        )
        if row is not None:
            self.form.show_values(asdict(row))


def _hours() -> str:
    return translate("ProgrammeDialog", "uur")


class UnitDialog(FormDialog):
    """Reports kind, code and title of a werkproces or keuzedeel; the code of a known one stays."""

    def __init__(self, row: UnitRow | None, parent: QWidget) -> None:
        title = (
            translate("UnitDialog", "Nieuw werkproces of keuzedeel")
            if row is None
            else translate("UnitDialog", "{code} wijzigen").format(code=row.code)
        )
        super().__init__(title, parent)
        code = TextField(translate("UnitDialog", "&Code"), required=True, example="B1-K1-W1", longest=30)
        code.setEnabled(row is None)
        kinds = [Option(kind.value, kind.label) for kind in UnitKind]
        self.form.add(code=code, kind=ChoiceField(translate("UnitDialog", "&Soort"), kinds))
        self.form.add(title=TextField(translate("UnitDialog", "&Titel"), required=True))
        if row is not None:
            self.form.show_values(asdict(row))


class GroupDialog(FormDialog):
    """Reports code, path, cohort and ``periods``: which klas is on placement when; the code of a known one stays."""

    def __init__(self, row: GroupRow | None, periods: Sequence[PeriodRow], parent: QWidget) -> None:
        title = (
            translate("GroupDialog", "Nieuwe klas")
            if row is None
            else translate("GroupDialog", "Klas {code} wijzigen").format(code=row.code)
        )
        super().__init__(title, parent)
        code = TextField(translate("GroupDialog", "&Code"), required=True, example="VZ3A", longest=30)
        code.setEnabled(row is None)
        paths = [Option(path.value, path.label) for path in Path]
        year = school_year(today())
        cohort = NumberField(translate("GroupDialog", "Co&hort"), least=_FIRST_COHORT, most=year + 1, required=True)
        cohort.set_value(year)
        self.form.add(code=code)
        self.form.add(path=ChoiceField(translate("GroupDialog", "&Leerweg"), paths), cohort=cohort)
        known = {} if row is None else row.days
        self._periods = [period for period in periods if period.last_day >= today() or period.id in known]
        if self._periods:
            words = translate("GroupDialog", "Stagedagen in een periode; geen dag is geen stage.")
            self.form.add_words(words)
        for period in self._periods:
            field = DaysField(period.name)
            field.set_value({SHORT_WEEKDAYS.index(day) for day in known.get(period.id, ())})
            self.form.add(**{_field_of(period.id): field})
        if row is not None:
            self.form.show_values({"code": row.code, "path": row.path.value, "cohort": row.cohort})
        self._known = set(known)

    def periods_of(self, values: dict[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """From the answers: the periods of the klas by name, with the days of the week in them."""
        found = []
        for period in self._periods:
            days = tuple(SHORT_WEEKDAYS[day] for day in sorted(values[_field_of(period.id)]))
            if days or period.id in self._known:
                found.append((period.name, days))
        return tuple(found)


def _field_of(period: UUID) -> str:
    return f"days_{period.hex}"
