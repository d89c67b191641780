"""An agreed talk that does not go on, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.choice_fields import TickField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NoteField


class CallOffDialog(FormDialog):
    """Asks why an agreed talk does not go on; reports ``reason``, and whether a ``mail`` is wanted."""

    def __init__(self, whom: str, parent: QWidget) -> None:
        super().__init__(self.tr("Afspraak gaat niet door"), parent, save=self.tr("Laat vervallen"), intro=whom)
        self.form.add(
            reason=NoteField(
                self.tr("&Waarom gaat het niet door?"),
                hint=self.tr("De reden staat in de tijdlijn, niet in de afzegging."),
                required=True,
            )
        )
        self.form.add(mail=TickField(self.tr("&Maak ook een afzegging om te mailen")))
