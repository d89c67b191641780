"""Who signed an agreement, and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queries.student import SignatureRow
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog


class SignDialog(FormDialog):
    """Asks for the day on which each party signed, and reports what differs; an empty day takes a signature away."""

    signed = Signal(tuple)
    """Pairs of ``Party`` and day (or ``None``), of those that changed."""

    def __init__(self, whom: str, signatures: Sequence[SignatureRow], today: date, parent: QWidget) -> None:
        super().__init__(
            self.tr("Handtekeningen op de POK"),
            parent,
            intro=self.tr("{whom}. Vul de dag in waarop iemand tekende; laat leeg wie nog moet.").format(whom=whom),
        )
        self._before = {row.party: row.signed_on for row in signatures}
        for party in self._before:
            self.form.add(**{party.value: DateField(party.label.capitalize(), latest=today)})
        self.form.show_values({party.value: day for party, day in self._before.items()})
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        changed = tuple(
            (party, values[party.value]) for party, day in self._before.items() if values[party.value] != day
        )
        if changed:
            self.signed.emit(changed)
        else:
            self.accept()
