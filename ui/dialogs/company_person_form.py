"""Someone who works at a company, as the coordinator types them in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.people import CompanyPersonDraft
from app.queries.company import CompanyPersonRow
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


class CompanyPersonFormDialog(FormDialog):
    """Asks who works at a company and reports the draft; it changes nothing itself."""

    drafted = Signal(object)
    """The ``CompanyPersonDraft``."""

    def __init__(self, company: str, person: CompanyPersonRow | None, parent: QWidget) -> None:
        title = self.tr("Contactpersoon toevoegen") if person is None else self.tr("Contactpersoon wijzigen")
        super().__init__(title, parent, intro=company)
        self.form.add(name=TextField(self.tr("&Naam"), required=True))
        self.form.add(role=TextField(self.tr("&Rol"), hint=self.tr("Bijvoorbeeld praktijkopleider of eigenaar.")))
        self.form.add(phone=TextField(self.tr("&Telefoon"), longest=30), email=TextField(self.tr("&E-mail")))
        if person is not None:
            values = {"name": person.name, "role": person.role, "phone": person.phone, "email": person.email}
            self.form.show_values(values)
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        self.drafted.emit(CompanyPersonDraft(**values))
