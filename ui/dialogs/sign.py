"""To whom an agreement was sent and who signed it, and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queries.student_rows import SignatureRow
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog


class SignDialog(FormDialog):
    """Asks per party when it was sent and when it was signed, and reports what differs.

    An empty day takes away what was there.
    """

    signed = Signal(tuple, tuple)
    """Pairs of ``Party`` and day (or ``None``): the signatures that changed, and the days of sending."""

    def __init__(self, whom: str, signatures: Sequence[SignatureRow], today: date, parent: QWidget) -> None:
        super().__init__(
            self.tr("Handtekeningen op de POK"),
            parent,
            intro=self.tr("{whom}. Vul de dag in waarop iemand tekende; laat leeg wie nog moet.").format(whom=whom),
        )
        self._rows = tuple(signatures)
        for row in self._rows:
            name = row.party.label.capitalize()
            self.form.add(
                **{
                    row.party.value: DateField(self.tr("{party} tekende").format(party=name), latest=today),
                    f"{row.party.value}_sent": DateField(self.tr("Verstuurd op"), latest=today),
                }
            )
            self.form[f"{row.party.value}_sent"].setAccessibleName(self.tr("{party}: verstuurd op").format(party=name))
        self.form.show_values(
            {row.party.value: row.signed_on for row in self._rows}
            | {f"{row.party.value}_sent": row.sent_on for row in self._rows}
        )
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        signed = tuple(
            (row.party, values[row.party.value]) for row in self._rows if values[row.party.value] != row.signed_on
        )
        sent = tuple(
            (row.party, values[f"{row.party.value}_sent"])
            for row in self._rows
            if values[f"{row.party.value}_sent"] != row.sent_on
        )
        if signed or sent:
            self.signed.emit(signed, sent)
        else:
            self.accept()
