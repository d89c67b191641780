"""A norm for talks that holds for some placements only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.contact_norms import NormSetDraft
from app.queries.contact_norm import NormSetRow
from app.queries.teaching import ProgrammeRow
from app.rules.norm import Norm
from app.terms.school import Path
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NumberField, TextField

_MOST, _WEEKS, _DAYS = 12, 60, 120


class NormSetDialog(FormDialog):
    """Asks for which placements a norm is, what it asks, from when, and who decided it; reports the draft."""

    drafted = Signal(object)
    """The ``NormSetDraft``."""

    def __init__(
        self, programmes: Sequence[ProgrammeRow], usual: Norm, known: NormSetRow | None, today: date, parent: QWidget
    ) -> None:
        super().__init__(
            self.tr("Norm voor bepaalde stages"),
            parent,
            intro=self.tr("Wat leeg blijft, zegt niets. De meest precieze norm geldt: opleiding, leerweg, dan lengte."),
        )
        everything = self.tr("alle")
        self.form.add(
            programme_id=ChoiceField(
                self.tr("&Opleiding"), [Option(row.id, row.name) for row in programmes], nothing=everything
            ),
            path=ChoiceField(self.tr("&Leerweg"), [Option(one, one.label) for one in Path], nothing=everything),
        )
        self.form.add(
            shorter_than=NumberField(self.tr("Alleen korter d&an"), least=1, most=_WEEKS, unit=self.tr("weken"))
        )
        self.form.add(
            joint=NumberField(self.tr("&Gesprekken samen"), most=_MOST, required=True),
            physical=NumberField(self.tr("Waarvan op &bezoek"), most=_MOST, required=True),
        )
        self.form.add(
            first_days=NumberField(
                self.tr("&Startgesprek uiterlijk na"), least=1, most=_DAYS, unit=self.tr("dagen"), required=True
            ),
            last_days=NumberField(
                self.tr("&Eindgesprek in de laatste"), least=1, most=_DAYS, unit=self.tr("dagen"), required=True
            ),
        )
        self.form.add(
            valid_from=DateField(self.tr("Voor stages die beginnen &vanaf"), required=True),
            valid_until=DateField(self.tr("&Tot en met")),
        )
        self.form.add(source=TextField(self.tr("B&ron"), example=self.tr("BPV-beleid 2026, blz. 12"), required=True))
        asked = usual if known is None else known.norm
        self.form.show_values(
            {
                "programme_id": None if known is None else known.programme_id,
                "path": None if known is None else known.path,
                "shorter_than": None if known is None else known.shorter_than,
                "joint": asked.joint,
                "physical": asked.physical,
                "first_days": asked.first_days,
                "last_days": asked.last_days,
                "valid_from": today if known is None else known.valid_from,
                "valid_until": None if known is None else known.valid_until,
                "source": "" if known is None else known.source,
            }
        )
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        self.drafted.emit(NormSetDraft(**values))
