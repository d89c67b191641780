"""A second look at why a company refused a student."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.queries.refusals import RefusalRow
from app.terms.company import RefusalKind
from ui.widgets.choice_fields import ChoiceField, Option, TickField
from ui.widgets.form import FormDialog


class WeighRefusalDialog(FormDialog):
    """Asks how the reason weighs now; reports ``kind`` and ``cleared``."""

    def __init__(self, row: RefusalRow, parent: QWidget) -> None:
        super().__init__(
            self.tr("Weigering wegen"),
            parent,
            save=self.tr("Leg vast"),
            intro=self.tr(
                "{company}, {period}. Liefst kijkt hier iemand anders naar dan {who}, die de weigering vastlegde."
            ).format(company=row.company, period=row.period, who=row.recorded_by),
        )
        self.form.add(
            kind=ChoiceField(
                self.tr("&Hoe weegt de reden?"),
                [Option(kind, kind.label) for kind in RefusalKind],
                hint=self.tr("Objectief: het bedrijf legde uit waarom het werk dit vraagt."),
            )
        )
        self.form.add(
            cleared=TickField(
                self.tr("De plek mag weer gevuld worden"),
                hint=self.tr("Bijvoorbeeld omdat het leerbedrijf nu wel neemt wie de school plaatst."),
            )
        )
        self.form.show_values({"kind": row.kind, "cleared": not row.waiting})
