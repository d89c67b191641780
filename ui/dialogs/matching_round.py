"""A new matching round: for which opleiding, in which period, and who decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.queries.teaching import PeriodRow, ProgrammeRow
from app.terms.matching import Variant
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog


class MatchingRoundDialog(FormDialog):
    """Reports ``programme``, ``period`` and ``variant``: first that of the last round of the opleiding (``before``)."""

    def __init__(
        self,
        programmes: Sequence[ProgrammeRow],
        periods: Sequence[PeriodRow],
        chosen: tuple[UUID | None, UUID | None],
        before: Mapping[UUID, Variant],
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
        self._programme, self._before = programme, before
        self._variant = ChoiceField(
            self.tr("&Wie beslist"),
            [
                Option(Variant.DIRECT, self.tr("Directe plaatsing: de criteria beslissen voor iedereen tegelijk")),
                Option(Variant.STUDENT, self.tr("De student kiest uit drie plekken")),
                Option(Variant.COMPANY, self.tr("Het leerbedrijf kiest uit drie profielen zonder naam")),
            ],
            hint=self.tr("De drie landelijke varianten. Bij kiezen leg je de echte keuzes vast, blind en op volgorde."),
            required=True,
        )
        self._follow()
        programme.changed.connect(self._follow)
        self.form.add(programme=programme)
        self.form.add(period=period)
        self.form.add(variant=self._variant)

    def _follow(self) -> None:
        self._variant.set_value(self._before.get(self._programme.value, Variant.DIRECT))
