"""The papers to choose from, with what the chosen one is for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.documents import Kind
from app.text import translate
from ui.theme import look, theme
from ui.widgets.bits import Panel
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.scroller import Scroller
from ui.widgets.text import Text

_WIDTH = 300


class Shelf(QWidget):
    """A list of papers, as wide as their names, that scrolls by itself."""

    chosen = Signal(str)

    def __init__(self, kinds: Sequence[Kind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = kinds
        self._list: RowTable[Kind] = RowTable(
            (Column(self.tr("Document"), lambda kind: kind.title, strong=True, tip=lambda kind: kind.purpose),),
            key=lambda kind: kind.name,
            spoken=translate("DocumentsPage", "Documenten"),
        )
        self._list.chosen.connect(self._choose)
        self._purpose = Text("", wrap=True)
        self._paper = Text("", "small", tone="muted", wrap=True)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._papers = Panel("card", margin=1)
        self._papers.column.addWidget(self._list)
        self._papers.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for part in (self._papers, self._purpose, self._paper):
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroller(inner))
        self.setFocusProxy(self._list)
        theme.changed.connect(self._fit)
        self._fit()

    def show_chosen(self, name: str) -> None:
        """Show the papers, this one chosen."""
        self._list.show_rows(self._kinds)
        self._list.choose(name)

    def tell(self, kind: Kind, words: str) -> None:
        """Say what ``kind`` is for, and on which paper it comes."""
        self._purpose.setText(kind.purpose)
        self._paper.setText(words)

    def _choose(self, name: str | None) -> None:
        if name is not None:
            self.chosen.emit(name)

    def _fit(self) -> None:
        rows = self._list.verticalHeader().defaultSectionSize() * (len(self._kinds) + 1)
        self._papers.setFixedHeight(rows + look().px(8))
        self.setFixedWidth(look().px(_WIDTH))
