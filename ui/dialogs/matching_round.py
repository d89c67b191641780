"""A new matching round: for which opleiding, in which period."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.queries.teaching import PeriodRow, ProgrammeRow
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog


class MatchingRoundDialog(FormDialog):
    """Reports ``programme`` and ``period``."""

    def __init__(
        self,
        programmes: Sequence[ProgrammeRow],
        periods: Sequence[PeriodRow],
        chosen: tuple[UUID | None, UUID | None],
        parent: QWidget,
    ) -> None:
        super().__init__(
            self.tr("Nieuwe matchingronde"),
            parent,
            save=self.tr("Open de ronde"),
            intro=self.tr("Iedereen van deze opleiding die nog een plek zoekt, doet mee. Niemand hoeft snel te zijn."),
        )
        programme = ChoiceField(
            self.tr("&Opleiding"),
            [Option(row.id, row.name) for row in programmes],
            nothing=self.tr("Kies"),
            required=True,
        )
        period = ChoiceField(
            self.tr("&Periode"), [Option(row.id, row.name) for row in periods], nothing=self.tr("Kies"), required=True
        )
        programme.set_value(chosen[0])
        period.set_value(chosen[1])
        self.form.add(programme=programme)
        self.form.add(period=period)
