"""A company that got another leerbedrijf-ID."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


class RenumberDialog(FormDialog):
    """Asks for the new ID; reports ``leerbedrijf_id``."""

    def __init__(self, company: str, now: str, parent: QWidget) -> None:
        super().__init__(
            self.tr("Nieuw leerbedrijf-ID"),
            parent,
            intro=self.tr(
                "{company} heeft nu ID {now}. Plaatsingen en gesprekken blijven staan. De erkenning "
                "hoorde bij het oude ID: "
                "controleer die daarna opnieuw."
            ).format(company=company, now=now or self.tr("onbekend")),
        )
        self.form.add(leerbedrijf_id=TextField(self.tr("&Nieuw leerbedrijf-ID"), required=True, longest=30))
