"""How heavily each criterion counts, before it is frozen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.queries.matching import CriterionRow
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NoteField, NumberField


class MatchingCriteriaDialog(FormDialog):
    """Reports a weight for each soft criterion by its key, and ``reason`` when there was an edition before."""

    def __init__(self, criteria: Sequence[CriterionRow], parent: QWidget, *, again: bool) -> None:
        super().__init__(
            self.tr("Zet de criteria vast"),
            parent,
            save=self.tr("Zet vast, voorgoed"),
            intro=self.tr(
                "Wat moet, moet altijd. De rest verdeelt de punten naar gewicht; nul telt niet mee. Daarna verandert "
                "dit alleen nog in een nieuwe versie, met een reden op het papier."
            ),
        )
        soft = [row for row in criteria if not row.hard]
        fields = {
            row.key.value: NumberField(row.name, least=0, most=1000, hint=row.justification, required=True)
            for row in soft
        }
        for row in soft:
            fields[row.key.value].set_value(row.weight)
        names = list(fields)
        for at in range(0, len(names), 2):
            self.form.add(**{name: fields[name] for name in names[at : at + 2]})
        if again:
            self.form.add(reason=NoteField(self.tr("&Waarom worden de criteria anders?"), lines=2, required=True))
