"""A company that a student found without the school."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.commands.people import CompanyDraft
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


class OwnFindDialog(FormDialog):
    """Asks which company it is; reports ``company_id``, ``new`` (a ``CompanyDraft`` or ``None``), ``company_person``.

    ``known`` are the companies of the school by id, name and town.
    """

    def __init__(self, whom: str, known: Sequence[tuple[UUID, str, str]], parent: QWidget) -> None:
        super().__init__(
            self.tr("Zelf plek gevonden"),
            parent,
            save=self.tr("Leg vast"),
            intro=self.tr(
                "{whom} vond zelf een leerbedrijf. Daarna is de erkenning aan de beurt: "
                "zonder erkenning voor deze opleiding telt de stage niet."
            ).format(whom=whom),
        )
        options = [Option(key, f"{name}, {town}" if town else name) for key, name, town in known]
        self.form.add(
            company_id=ChoiceField(
                self.tr("&Leerbedrijf"),
                options,
                search=True,
                nothing="",
                hint=self.tr("Typ een deel van de naam. Staat het er niet bij? Vul dan hieronder de naam in."),
            )
        )
        self.form.add(name=TextField(self.tr("&Nieuw leerbedrijf")), town=TextField(self.tr("&Plaats")))
        self.form.add(
            phone=TextField(self.tr("&Telefoon")),
            company_person=TextField(self.tr("Praktijk&opleider of contactpersoon")),
        )
        self.form["company_id"].changed.connect(self._follow)

    def _follow(self) -> None:
        """What is known already is not asked again."""
        new = self.form["company_id"].value is None
        for name in ("name", "town", "phone"):
            self.form[name].setEnabled(new)

    def save(self) -> None:
        """Check the form and give its answers."""
        self._follow()
        super().save()

    @staticmethod
    def intent(values: dict[str, Any]) -> dict[str, Any]:
        """What the command wants of the answers."""
        found, name = values["company_id"], values["name"]
        new = CompanyDraft(name, town=values["town"] or None, phone=values["phone"] or None) if name else None
        return {
            "company_id": found,
            "new": new if found is None else None,
            "company_person": values["company_person"] or None,
        }
