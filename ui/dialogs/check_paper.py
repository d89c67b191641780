"""Whether a paper was made here: by the code at its foot, or by the file itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


class CheckPaperDialog(FormDialog):
    """Reports the ``code`` that was typed, or that a file is to be chosen; says what became of it."""

    file_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        intro = self.tr(
            "Onderaan elk overzicht staat een controlecode. Daarmee zie je of je school dit papier maakte, en wanneer."
        )
        super().__init__(self.tr("Controleer een papier"), parent, save=self.tr("Controleer"), intro=intro)
        self.form.add(
            code=TextField(self.tr("Controle&code"), required=True, example="7K3F-Q2MX", longest=20),
        )
        choose = Button(self.tr("Of kies een PDF-bestand"), "folder-open")
        choose.clicked.connect(self.file_wanted)
        self._body.insertWidget(self._body.count() - 1, choose)
