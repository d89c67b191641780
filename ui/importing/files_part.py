"""Which files are to be read, and what each of them turned out to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.desk.actions import local_action
from ui.theme import Tone
from ui.widgets.bits import Icon, Panel
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class FileRow:
    """A chosen file: what it is about and how many rows it has, or why it cannot be read."""

    number: int
    name: str
    about: str
    rows: int | None
    trouble: str = ""
    asks_heading: bool = False

    @property
    def sign(self) -> Sign:
        """How it stands."""
        if self.trouble:
            return Sign(self.trouble, "circle-alert", Tone.DANGER)
        return Sign(self.about, "circle-check" if self.rows is not None else "hourglass", Tone.DONE)


class FilesPart(QWidget):
    """Files are dropped here or chosen; Delete takes one away, K points at its line of headings."""

    chosen = Signal(list)
    """The paths."""
    dropped = Signal(int)
    """The number of a file that is not wanted."""
    heading_wanted = Signal(int)
    """The number of a file whose line of headings is to be pointed at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._choose = local_action(self, self.tr("Kies bestanden"), "folder-open", self._offer, "Ctrl+O")
        self._remove = local_action(
            self, self.tr("Haal weg"), "trash-2", self._drop_one, QKeySequence.StandardKey.Delete
        )
        self._heading = local_action(self, self.tr("Wijs koppen aan"), "table", self._ask_heading, "K")
        self.addActions([self._choose, self._remove, self._heading])
        self.table: RowTable[FileRow] = RowTable(self._columns(), lambda row: row.number, self.tr("Gekozen bestanden"))
        self.table.chosen.connect(self._fit_actions)
        self._lay_out()
        self.setFocusProxy(self._button)
        self._fit_actions()

    def show_files(self, rows: Sequence[FileRow]) -> None:
        """Show the files; the first that cannot be read is chosen."""
        self.table.show_rows(rows)
        self._card.setVisible(bool(rows))
        self._below.setVisible(bool(rows))
        self._known.setVisible(not rows)
        wrong = next((row for row in rows if row.trouble), None)
        if wrong is not None:
            self.table.choose(wrong.number)
        self._fit_actions()

    def _columns(self) -> Sequence[Column[FileRow]]:
        return (
            Column(self.tr("Bestand"), lambda row: row.name, strong=True, tip=lambda row: row.name),
            Column(
                self.tr("Wat het is"),
                lambda row: row.sign.text,
                sign=lambda row: row.sign,
                tip=lambda row: row.sign.text,
            ),
            Column(
                self.tr("Regels"),
                lambda row: "" if row.rows is None else str(row.rows),
                width=80,
                right=True,
                spare=1,
            ),
        )

    def _lay_out(self) -> None:
        self._button = Button.of(self._choose)
        drop = Panel("well", margin=20)
        words = Text(self.tr("Sleep de lijsten van je school hierheen: xlsx of csv, één of meer tegelijk."), wrap=True)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Icon("upload", "petrol", 28), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(words, 1)
        row.addWidget(self._button)
        drop.column.addLayout(row)
        self._card = Panel("card", margin=1)
        self._card.column.addWidget(self.table)
        self._below = QWidget()
        below = FlowLayout(self._below)
        below.addWidget(Button.of(self._heading))
        below.addWidget(Button.of(self._remove))
        self._known = EmptyState(
            "table",
            self.tr("Welke lijsten kan Driehoek lezen?"),
            self.tr(
                "Studenten, leerbedrijven, stagebegeleiders, stageplaatsen, leerwensen en plaatsingen, en de lijst van "
                "een begeleider die terugkomt. Hoe de kolommen heten, maakt niet uit. Je ziet eerst wat er verandert."
            ),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(drop)
        column.addWidget(self._card, 1)
        column.addWidget(self._known, 1)
        column.addWidget(self._below)

    def _offer(self) -> None:
        dialog = QFileDialog(self, self.tr("Kies de lijsten van je school"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Lijsten (*.xlsx *.xlsm *.csv *.txt *.tsv)"), self.tr("Alle bestanden (*)")])
        dialog.filesSelected.connect(lambda paths: self.chosen.emit([Path(path) for path in paths]))
        dialog.open()

    def _drop_one(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.dropped.emit(row.number)

    def _ask_heading(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.heading_wanted.emit(row.number)

    def _fit_actions(self) -> None:
        row = self.table.current_row()
        self._remove.setEnabled(row is not None)
        self._heading.setEnabled(row is not None and (row.asks_heading or row.rows is not None))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.chosen.emit(paths)
