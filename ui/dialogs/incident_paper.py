"""Which parts of a file go on paper, and whether third parties are covered."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.documents.incident_papers import Section
from ui.widgets.choice_fields import Option, TickField, TickListField
from ui.widgets.form import FormDialog


class IncidentPaperDialog(FormDialog):
    """Asks for the parts; reports ``sections`` and ``masked``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            self.tr("Dossier op papier"),
            parent,
            save=self.tr("Kies een plek"),
            intro=self.tr(
                "Wat je bewaart of print, beschermt Driehoek niet meer. Geef het alleen aan wie het mag zien. "
                "Dat je dit deed, wordt vastgelegd."
            ),
        )
        words = {
            Section.STORY: self.tr("Wat is verteld"),
            Section.STEPS: self.tr("Wat is gedaan"),
            Section.CONSENTS: self.tr("Toestemming van de student"),
            Section.ENDING: self.tr("Hoe het eindigde"),
            Section.SEEN: self.tr("Wie keek erin"),
        }
        self.form.add(
            sections=TickListField(
                self.tr("&Onderdelen"), [Option(section, words[section]) for section in Section], required=True
            )
        )
        self.form.add(masked=TickField(self.tr("Dek namen van &derden af, zoals voor inzage door de student")))
        self.form.show_values({"sections": frozenset({Section.STEPS, Section.ENDING}), "masked": True})
