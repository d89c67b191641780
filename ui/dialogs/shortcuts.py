"""F1: every key of the program on one page, made from the actions themselves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.desk.actions import Shortcut
from ui.theme import look
from ui.widgets.bits import KeyHint
from ui.widgets.button import Button, Kind
from ui.widgets.scroller import Scroller
from ui.widgets.text import Text


class ShortcutsDialog(QDialog):
    """Keys by section, with a field that narrows them down."""

    def __init__(self, shortcuts: Sequence[Shortcut], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Toetsen"))
        self._rows: list[tuple[str, list[QWidget]]] = []
        self._heads: list[tuple[Text, list[int]]] = []
        self._find = QLineEdit()
        self._find.setPlaceholderText(self.tr("Zoek een toets of een taak"))
        self._find.setAccessibleName(self.tr("Zoek een toets of een taak"))
        self._find.setAccessibleDescription(self.tr("De lijst eronder wordt korter terwijl je typt"))
        self._find.textChanged.connect(self._narrow)
        inner = QWidget()
        self._fill(inner, shortcuts)
        close = Button(self.tr("Sluit"), kind=Kind.PRIMARY, key="Esc")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        column.addWidget(Text(self.tr("Toetsen"), "section"))
        column.addWidget(self._find)
        column.addWidget(Scroller(inner), 1)
        column.addLayout(foot)
        room = (self.screen() or QGuiApplication.primaryScreen()).availableGeometry().size()
        self.resize(min(look().px(560), room.width() - 40), min(look().px(640), room.height() - 60))

    def _fill(self, inner: QWidget, shortcuts: Sequence[Shortcut]) -> None:
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        line = 0
        for section, lines in groupby(shortcuts, key=lambda shortcut: shortcut.section):
            head = Text(section, "small", tone="muted", strong=True)
            grid.addWidget(head, line, 0, 1, 2)
            line += 1
            places = []
            for shortcut in lines:
                words, key = Text(shortcut.text, wrap=True), KeyHint(shortcut.key)
                grid.addWidget(words, line, 0)
                grid.addWidget(key, line, 1, Qt.AlignmentFlag.AlignRight)
                places.append(len(self._rows))
                self._rows.append((f"{shortcut.text} {shortcut.key}".casefold(), [words, key]))
                line += 1
            self._heads.append((head, places))
        grid.setRowStretch(line, 1)

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        for words, widgets in self._rows:
            for widget in widgets:
                widget.setVisible(wanted in words)
        for head, places in self._heads:
            head.setVisible(any(wanted in self._rows[at][0] for at in places))
