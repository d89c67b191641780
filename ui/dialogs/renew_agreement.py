"""A new bpv-blad, for a change while student, company and school stay the same."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


class RenewAgreementDialog(FormDialog):
    """Asks what changes; reports ``change``."""

    def __init__(self, whom: str, parent: QWidget) -> None:
        super().__init__(
            self.tr("Nieuw bpv-blad"),
            parent,
            save=self.tr("Leg vast"),
            intro=self.tr(
                "{whom}. Bij een wijziging van dagen, uren of keuzedeel krijgen alle drie een nieuw blad; "
                "opnieuw tekenen hoeft niet. Een ander leerbedrijf vraagt een nieuwe POK."
            ).format(whom=whom),
        )
        self.form.add(
            change=TextField(
                self.tr("&Wat verandert er?"), required=True, example=self.tr("vier dagen in plaats van drie")
            )
        )
