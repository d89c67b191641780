"""A few words to remember about a student or a company."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NoteField


class NoteDialog(FormDialog):
    """Asks for a note; reports ``text``."""

    def __init__(self, whom: str, parent: QWidget) -> None:
        super().__init__(self.tr("Notitie"), parent, intro=whom)
        self.form.add(
            text=NoteField(
                self.tr("&Notitie"),
                hint=self.tr("Schrijf op wat nodig is, niet waarom. Geen diagnoses."),
                required=True,
                lines=5,
            )
        )
