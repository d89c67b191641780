"""A last word before a paper leaves without contacts that nobody checked in time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.text import translate
from ui.widgets.button import Button
from ui.widgets.form import FormDialog


class StaleContactsDialog(FormDialog):
    """Names who is not on the paper; goes on, or asks to check their numbers first."""

    check_wanted = Signal()

    def __init__(self, names: Sequence[str], parent: QWidget) -> None:
        said = translate(
            "StaleContacts",
            "Niet op het papier, want het nummer is te lang niet gecontroleerd: {names}. Wie het papier krijgt, ziet "
            "hen dus niet. Bel even, zet de datum van de controle erbij, en ze staan er weer op.",
        )
        super().__init__(
            translate("StaleContacts", "Niet alle contacten staan erop"),
            parent,
            save=translate("StaleContacts", "Ga door zonder hen"),
            intro=said.format(names=", ".join(names)),
        )
        check = Button(translate("StaleContacts", "Naar de contacten"), "life-buoy")
        check.clicked.connect(self.check_wanted)
        check.clicked.connect(self.reject)
        self._body.insertWidget(self._body.count() - 1, check)
