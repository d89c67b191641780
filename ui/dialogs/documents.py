"""The papers that the work at a placement asks for, such as a VOG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.agreements import DocumentDraft
from app.queries.student_rows import DocumentRow
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField

_ROOM = 2


class DocumentsDialog(FormDialog):
    """Asks which papers are needed and when each was seen; reports the drafts."""

    drafted = Signal(tuple)
    """The ``DocumentDraft``s."""

    def __init__(self, whom: str, known: Sequence[DocumentRow], today: date, parent: QWidget) -> None:
        super().__init__(
            self.tr("Vereiste stukken"),
            parent,
            intro=self.tr(
                "{whom}. Noteer alleen dat je een stuk zag en tot wanneer het geldt; bewaar de inhoud niet."
            ).format(whom=whom),
        )
        self._count = len(known) + _ROOM
        values: dict[str, Any] = {}
        for at in range(self._count):
            n = at + 1
            self.form.add(
                **{
                    f"document_{at}": TextField(
                        self.tr("Stuk {n}").format(n=n), example=self.tr("VOG, VCA, inentingen")
                    )
                }
            )
            self.form.add(
                **{
                    f"seen_{at}": DateField(self.tr("Stuk {n} gezien op").format(n=n), latest=today),
                    f"until_{at}": DateField(self.tr("Stuk {n} geldig tot en met").format(n=n)),
                }
            )
            if at < len(known):
                row = known[at]
                values |= {f"document_{at}": row.document, f"seen_{at}": row.seen_on, f"until_{at}": row.valid_until}
        self.form.show_values(values)
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        self.drafted.emit(
            tuple(
                DocumentDraft(values[f"document_{at}"], values[f"seen_{at}"], values[f"until_{at}"])
                for at in range(self._count)
                if values[f"document_{at}"]
            )
        )
