"""Why a closed report goes on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.dialogs.incident_words import WatchedDialog
from ui.widgets.text_fields import NoteField


class IncidentReopenDialog(WatchedDialog):
    """Asks for the reason; reports ``why``."""

    def __init__(self, names: frozenset[str], parent: QWidget) -> None:
        super().__init__(
            self.tr("Melding heropenen"),
            parent,
            save=self.tr("Heropen"),
            intro=self.tr("Alles van eerder blijft erin staan. De termijnen beginnen vandaag opnieuw."),
        )
        self.form.add(why=NoteField(self.tr("&Waarom?"), required=True, lines=3))
        self.watch(names, "why")
