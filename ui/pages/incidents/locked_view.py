"""Meldingen while it is shut: what it is, and the passphrase that opens it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import look, theme
from ui.widgets.bits import Icon, Panel
from ui.widgets.button import Button, Kind
from ui.widgets.text import Text
from ui.widgets.text_fields import TextField


class LockedView(QWidget):
    """Asks for the passphrase of who has the school open."""

    unlock_wanted = Signal(str)
    recover_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrase = TextField(self.tr("Jouw &wachtzin"), secret=True)
        self._phrase.edit.returnPressed.connect(self._ask)
        self._open = Button(self.tr("Open Meldingen"), "lock", Kind.PRIMARY, key="Enter")
        self._open.clicked.connect(self._ask)
        self._panel = Panel("card", margin=24, spacing=12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Icon("lock", "petrol", 28), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Text(self.tr("Apart op slot"), "section", wrap=True), 1)
        self._panel.column.addLayout(head)
        words = self.tr(
            "Wat hier ligt, staat nergens anders: niet in zoeken, niet in lijsten, niet in een export. "
            "Alleen wie mag lezen opent het, met de eigen wachtzin. Openen en lezen worden vastgelegd."
        )
        self._panel.column.addWidget(Text(words, tone="muted", wrap=True))
        self._panel.column.addWidget(self._phrase)
        row = QHBoxLayout()
        row.addWidget(self._open)
        row.addStretch(1)
        lost = Button(self.tr("Wachtzin &kwijt"), kind=Kind.LINK)
        lost.clicked.connect(self.recover_wanted)
        row.addWidget(lost)
        self._panel.column.addLayout(row)
        foot = self.tr("Na vijf minuten zonder toets gaat het vanzelf weer dicht.")
        self._foot = Text(foot, "small", tone="muted", wrap=True)
        self._panel.column.addWidget(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        middle = QHBoxLayout()  # aligned, a text that wraps would get too little height
        middle.addStretch(1)
        middle.addWidget(self._panel)
        middle.addStretch(1)
        column.addStretch(1)
        column.addLayout(middle)
        column.addStretch(2)
        self.setFocusProxy(self._phrase)
        self._fit()
        theme.changed.connect(self._fit)

    def say(self, text: str) -> None:
        """Say something under the button."""
        self._foot.setText(text)

    def show_error(self, text: str) -> None:
        """Say why it did not open; what was typed is gone."""
        self._set_busy(busy=False)
        self._phrase.set_value("")
        self._phrase.show_error(text)
        self._phrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget what was typed."""
        self._set_busy(busy=False)
        self._phrase.set_value("")
        self._phrase.clear_error()

    def _ask(self) -> None:
        phrase = self._phrase.value
        if not phrase:
            self.show_error(self.tr("Typ je wachtzin."))
            return
        self._set_busy(busy=True)
        self.unlock_wanted.emit(phrase)

    def _set_busy(self, *, busy: bool) -> None:
        self._phrase.setEnabled(not busy)
        self._open.setEnabled(not busy)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self._panel.setFixedWidth(look().px(440))
