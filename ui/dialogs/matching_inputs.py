"""What goes into a matching and what does not: the published list, as the engine is tested against it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rules.matching_features import Feature, never, published
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind
from ui.widgets.notice import Notice
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.text import Text
from ui.widgets.wide_dialog import WideDialog


class MatchingInputsDialog(WideDialog):
    """A table to read: every fact, of whom it is, and where it comes from."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Wat gaat het rekenprogramma in?"))
        self.take_size(980, 660)
        table: RowTable[Feature] = RowTable(
            (
                Column(self.tr("Gegeven"), lambda row: row.name, strong=True, width=270, tip=lambda row: row.name),
                Column(self.tr("Van"), lambda row: row.side.label, width=110),
                Column(self.tr("Waar het vandaan komt"), lambda row: row.source, tip=lambda row: row.source),
            ),
            key=lambda row: (row.side, row.field),
            spoken=self.tr("Wat erin gaat"),
        )
        table.show_rows(published())
        card = Panel("card", margin=1)
        card.column.addWidget(table)
        words = self.tr("Alleen dit, als getallen. Er is geen plaats voor {never}.")
        body = QVBoxLayout()
        body.addWidget(Text(self.windowTitle(), "section", wrap=True))
        body.addWidget(Notice(words.format(never="; ".join(never())), Tone.INFO))
        body.addWidget(card, 1)
        close = Button(self.tr("Sluit"), kind=Kind.PRIMARY, key="Esc")
        close.clicked.connect(self.accept)
        self.frame(body, None, close)
        table.setFocus()
