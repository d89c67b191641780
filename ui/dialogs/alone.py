"""Even alleen: two questions to the student, without the company; the answers go nowhere but in a sealed file."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NoteField


class AloneDialog(FormDialog):
    """Asks two questions and reports the answers as the text to seal; nothing of them is kept on the way."""

    answered = Signal(str)
    """The text to seal."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            self.tr("Even alleen"),
            parent,
            save=self.tr("Verzegel, zonder terugdraaien"),
            intro=self.tr(
                "Alleen met de student, zonder het leerbedrijf. Ook het antwoord ‘goed’ gaat verzegeld naar Meldingen: "
                "niet in het verslag, niet in een lijst, niet in de tijdlijn. Teruglezen kan alleen daar."
            ),
        )
        answers = (self.tr("goed"), self.tr("gaat wel"), self.tr("niet goed"), self.tr("wil ik niet zeggen"))
        self._feel, self._wish = self.tr("Hoe voel je je daar?"), self.tr("Is er iets wat je hier niet wilde zeggen?")
        self.form.add(
            feel=ChoiceField(
                self.tr("&Hoe voel je je daar? Veilig, en serieus genomen?"),
                [Option(one, one) for one in answers],
                nothing=self.tr("kies het antwoord"),
                required=True,
            )
        )
        self.form.add(text=NoteField(self.tr("&Is er iets wat je aan tafel niet wilde zeggen?")))
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        said = values["text"].strip() or self.tr("niets")
        self.answered.emit(f"{self._feel} {values['feel']}\n{self._wish} {said}")
