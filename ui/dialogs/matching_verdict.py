"""A decision of people about a match, always with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.terms.matching import Verdict
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NoteField


class MatchingVerdictDialog(FormDialog):
    """Reports ``reason``, and ``offer`` where there is a place to choose."""

    def __init__(self, verdict: Verdict, alias: str, places: Sequence[tuple[UUID, str]], parent: QWidget) -> None:
        titles = {
            Verdict.PIN: self.tr("Zet {alias} vast"),
            Verdict.VETO: self.tr("Wijs deze match van {alias} af"),
            Verdict.RELEASE: self.tr("Laat {alias} weer vrij"),
        }
        intros = {
            Verdict.PIN: self.tr(
                "Het volgende voorstel houdt zich hieraan, ook als een criterium het anders zou willen."
            ),
            Verdict.VETO: self.tr("Het volgende voorstel zoekt iets anders, en verandert verder zo weinig mogelijk."),
            Verdict.RELEASE: self.tr("Wat over deze kandidaat was vastgezet of afgewezen, geldt dan niet meer."),
        }
        super().__init__(titles[verdict].format(alias=alias), parent, save=self.tr("Leg vast"), intro=intros[verdict])
        if places:
            field = ChoiceField(self.tr("&Stageplaats"), [Option(key, name) for key, name in places], required=True)
            field.set_value(places[0][0])
            self.form.add(offer=field)
        self.form.add(
            reason=NoteField(
                self.tr("&Waarom?"),
                lines=3,
                required=True,
                hint=self.tr("Een reden die over het werk of het leren gaat. Ze komt op het papier van de ronde."),
            )
        )
