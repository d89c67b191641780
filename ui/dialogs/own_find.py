"""A company that a student found without the school."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.commands.people import CompanyDraft
from app.text import fold
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog
from ui.widgets.text import Text
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
        self._known = known
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
        self._same = Panel(Tone.ATTENTION, margin=10)
        self._same_words = Text("", wrap=True)
        self._take = Button(self.tr("Kies dit leerbedrijf"), "check", small=True)
        self._take.clicked.connect(self._take_known)
        self.form.add(
            phone=TextField(self.tr("&Telefoon")),
            company_person=TextField(self.tr("Praktijk&opleider of contactpersoon")),
        )
        line = QHBoxLayout()
        line.addWidget(self._same_words, 1)
        line.addWidget(self._take)
        self._same.column.addLayout(line)
        self._same.setVisible(False)
        self.form.add_part(self._same)
        self.form["company_id"].changed.connect(self._follow)
        for name in ("name", "town"):
            self.form[name].changed.connect(self._look)

    def _follow(self) -> None:
        """What is known already is not asked again."""
        new = self.form["company_id"].value is None
        for name in ("name", "town", "phone"):
            self.form[name].setEnabled(new)

    def _same_as_typed(self) -> tuple[UUID, str, str] | None:
        """The company of the school that has the name that was typed, in the same town or in one nobody wrote down."""
        name, town = fold(self.form["name"].value or ""), fold(self.form["town"].value or "")
        alike = (one for one in self._known if name and fold(one[1]) == name)
        return next((one for one in alike if not town or not one[2] or fold(one[2]) == town), None)

    def _look(self) -> None:
        """Say so when the school knows the name that is typed."""
        same = self._same_as_typed() if self.form["company_id"].value is None else None
        self._same.setVisible(same is not None)
        if same is not None:
            where = f"{same[1]}, {same[2]}" if same[2] else same[1]
            self._same_words.setText(self.tr("De school kent {company} al.").format(company=where))
            self.refit()

    def _take_known(self) -> None:
        same = self._same_as_typed()
        if same is not None:
            self.form.show_values({"company_id": same[0], "name": "", "town": "", "phone": ""})
            self._same.setVisible(False)
            self._follow()
            self.form["company_person"].setFocus()

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
