"""A company as the coordinator types it in."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.people import CompanyDraft
from app.queries.company import CompanyDetailRow
from ui.widgets.choice_fields import TickField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NoteField, TextField


class CompanyFormDialog(FormDialog):
    """Asks for a company and reports the draft; it changes nothing itself."""

    drafted = Signal(object)
    """The ``CompanyDraft``."""

    def __init__(self, company: CompanyDetailRow | None, parent: QWidget) -> None:
        title = self.tr("Leerbedrijf toevoegen") if company is None else self.tr("Leerbedrijf wijzigen")
        super().__init__(title, parent)
        self.form.add(name=TextField(self.tr("&Naam"), required=True))
        self.form.add(street=TextField(self.tr("&Straat en huisnummer")))
        self.form.add(
            postcode=TextField(self.tr("&Postcode"), longest=7, example="6511 AB"),
            town=TextField(self.tr("P&laats")),
        )
        self.form.add(phone=TextField(self.tr("&Telefoon"), longest=30), web=TextField(self.tr("&Website")))
        self.form.add(
            leerbedrijf_id=TextField(
                self.tr("Leerbedrijf-&ID"), longest=20, hint=self.tr("Staat op Stagemarkt en in de POK.")
            ),
            sector=TextField(self.tr("Se&ctor")),
        )
        self.form.add(
            kvk=TextField(self.tr("&KvK-nummer"), longest=8),
            branch=TextField(self.tr("&Vestigingsnummer"), longest=12),
        )
        self.form.add(note=NoteField(self.tr("N&otitie"), hint=self.tr("Beschrijf feiten, geen oordelen over mensen.")))
        self.form.add(unfit=TickField(self.tr("Hier plaatst de school nu niet")))
        self.form.add(unfit_reason=TextField(self.tr("&Waarom niet")))
        self.form["unfit"].changed.connect(self._ask_why)
        if company is not None:
            values = {one.name: getattr(company, one.name) for one in fields(CompanyDraft)}
            self.form.show_values(values)
        self._ask_why()
        self.saved.connect(self._report)

    def _ask_why(self) -> None:
        self.form["unfit_reason"].setEnabled(self.form["unfit"].value)

    def _report(self, values: dict[str, Any]) -> None:
        reason = values["unfit_reason"] if values["unfit"] else None
        self.drafted.emit(CompanyDraft(**values | {"unfit_reason": reason}))
