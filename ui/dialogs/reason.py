"""A step that something is missing for: take it all the same, with the reason why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.widgets.form import FormDialog
from ui.widgets.text_fields import PhraseField


class ReasonDialog(FormDialog):
    """Says what is missing and asks why it goes on all the same; reports ``reason``; ``phrases`` are offered."""

    def __init__(self, missing: str, phrases: Sequence[str], parent: QWidget) -> None:
        super().__init__(self.tr("Er mist nog iets"), parent, save=self.tr("Toch doen, met reden"), intro=missing)
        reason = PhraseField(
            self.tr("&Waarom gaat dit toch door?"),
            hint=self.tr("De reden blijft in de tijdlijn staan, met je naam."),
            required=True,
        )
        reason.show_phrases(phrases)
        self.form.add(reason=reason)
