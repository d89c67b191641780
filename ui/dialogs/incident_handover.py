"""A file for the vertrouwenspersoon: a PDF with a code, which goes another way than the file."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.documents.incident_papers import Section
from app.terms.incidents import Telling
from ui.dialogs.incident_paper import section_words
from ui.theme import Tone
from ui.widgets.choice_fields import Option, TickListField
from ui.widgets.code_view import CodeView
from ui.widgets.form import FormDialog
from ui.widgets.notice import Notice


class IncidentHandoverDialog(FormDialog):
    """Says what may be told and shows the ``code``; reports the chosen ``sections``."""

    def __init__(self, level: Telling, code: str, parent: QWidget) -> None:
        super().__init__(
            self.tr("Overdracht aan de vertrouwenspersoon"),
            parent,
            save=self.tr("Kies waar"),
            intro=self.tr(
                "Je bewaart een PDF op slot (AES-256). Die gaat open in elke pdf-lezer, met deze code. Bel de code "
                "door of geef hem op papier: nooit in dezelfde mail als het bestand. Driehoek bewaart de code niet. "
                "Dat je dit deed, wordt vastgelegd."
            ),
        )
        view = CodeView(self.tr("Code om het bestand te openen"))
        view.show_code(code)
        words = (
            self.tr("De student vindt dit goed, of de school is verplicht: met naam.")
            if level is Telling.NAMED
            else self.tr("Zonder naam: zo vindt de student het goed. De naam is in het bestand afgedekt.")
        )
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(view)
        column.addWidget(Notice(words, Tone.INFO))
        self._body.insertWidget(self._body.indexOf(self.form), box)
        self.form.add(
            sections=TickListField(
                self.tr("&Onderdelen"), [Option(one, words) for one, words in section_words().items()], required=True
            )
        )
        chosen = (Section.STORY, Section.STEPS, Section.CONSENTS)
        self.form.show_values({"sections": frozenset(chosen)})
