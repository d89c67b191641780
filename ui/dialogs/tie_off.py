"""What was left to do after an early end, and is done now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.dates import short_date
from app.queries.loose_ends import LooseEndRow
from ui.widgets.choice_fields import Option, TickListField
from ui.widgets.form import FormDialog


class TieOffDialog(FormDialog):
    """Asks what is done; reports ``loose_end_ids``."""

    def __init__(self, whom: str, rows: Sequence[LooseEndRow], parent: QWidget) -> None:
        super().__init__(
            self.tr("Afronden na beëindiging"),
            parent,
            save=self.tr("Dit is gedaan"),
            intro=self.tr("{whom}. Vink aan wat klaar is; de rest blijft op Vandaag staan.").format(whom=whom),
        )
        options = [
            Option(row.id, self.tr("{what}, sinds {day}").format(what=row.kind.label, day=short_date(row.since)))
            for row in rows
        ]
        self.form.add(loose_end_ids=TickListField(self.tr("&Gedaan"), options, required=True))
