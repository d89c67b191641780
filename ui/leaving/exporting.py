"""Taking a list along as a file: asked how, asked where, written beside the screen, wholly or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from app import clock
from app.progress import Progress
from app.text import plural
from ui.desk.desk import Desk
from ui.dialogs.export_list import ExportListDialog, ExportWish, Format
from ui.leaving.saving import save, usual_place
from ui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from app.exchange.export import Value

Row = TypeVar("Row")
Lines = tuple[Sequence[str], "Sequence[Sequence[Value]]"]
"""Headings, and plain values of rows."""


class Exporter(QObject):
    """Offers the rows of a table as xlsx or csv; its dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def offer(self, title: str, table: RowTable[Row], exported: Callable[[Sequence[Row]], Lines]) -> None:
        """Ask which rows of ``table`` are to be written, and write what ``exported`` gives for them."""
        dialog = ExportListDialog(table.rows.rowCount(), len(table.marked_rows()), self._over)

        def take(wish: ExportWish) -> None:
            rows = table.marked_rows() if wish.only_marked else list(table.rows.rows)
            self._choose_file(title, wish.format, exported(rows))

        dialog.wished.connect(take)
        dialog.open()

    def _choose_file(self, title: str, form: Format, lines: Lines) -> None:
        name = f"{title} {clock.today():%Y-%m-%d}.{form}"
        dialog = QFileDialog(self._over, self.tr("Waar moet de lijst komen?"), str(usual_place(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(form)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self._write(Path(path), title, form, lines))
        dialog.open()

    def _write(self, path: Path, title: str, form: Format, lines: Lines) -> None:
        job = self._desk.lanes.render(_written, path=path, title=title, lines=lines, form=form)
        job.done.connect(partial(self._told, path, len(lines[1])))
        job.failed.connect(partial(self._failed, path))
        self._desk.job_started.emit(self.tr("Lijst opslaan"), job)

    def _told(self, path: Path, count: int, _result: object) -> None:
        if not isValid(self):  # the lock took the page away meanwhile
            return
        written = plural(count, self.tr("{n} regel"), self.tr("{n} regels"))
        self._desk.told.emit(self.tr("{lines} opgeslagen in {file}").format(lines=written, file=path.name))

    def _failed(self, path: Path, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        if not isValid(self):
            return
        text = self.tr("Opslaan lukt niet in {folder}: {reason}.")
        self._desk.refused.emit(text.format(folder=path.parent, reason=error.strerror or error))


def _written(*, path: Path, title: str, lines: Lines, form: Format, progress: Progress) -> None:
    """Make the file and write it."""
    from app.exchange.export import to_csv, to_xlsx

    headings, values = lines
    if form is Format.CSV:
        save(path, to_csv(headings, values, progress=progress))
    else:
        save(path, to_xlsx(title, headings, values, progress=progress))
