"""Many files at once into one folder: asked where, made beside the screen, each written wholly or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from app.progress import Progress
from app.text import plural
from ui.desk.desk import Desk
from ui.leaving.saving import save, usual_place

Make = Callable[[Progress], Iterable[tuple[str, bytes]]]
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys('<>:"/\\|?*', " "))


class Folders(QObject):
    """Offers to write files into a folder; its dialog opens over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over

    def offer(self, title: str, make: Make) -> None:
        """Ask into which folder the files of ``make`` go, and write them there one by one."""
        dialog = QFileDialog(self._over, self.tr("In welke map komen de bestanden?"), str(usual_place()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.write(Path(path), title, make))
        dialog.open()

    def write(self, folder: Path, title: str, make: Make) -> None:
        """Write the files of ``make`` into ``folder``; who cancels keeps those that are finished."""
        job = self._desk.lanes.render(_written, folder=folder, make=make)
        job.done.connect(partial(self._told, folder))
        job.failed.connect(partial(self._failed, folder))
        self._desk.job_started.emit(title, job)

    def _told(self, folder: Path, count: int) -> None:
        if isValid(self):  # the lock may have taken the page away meanwhile
            files = plural(count, self.tr("{n} bestand"), self.tr("{n} bestanden"))
            self._desk.told.emit(self.tr("{files} opgeslagen in {folder}").format(files=files, folder=folder.name))

    def _failed(self, folder: Path, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        if isValid(self):
            text = self.tr("Opslaan lukt niet in {folder}: {reason}.")
            self._desk.refused.emit(text.format(folder=folder, reason=error.strerror or error))


def _written(*, folder: Path, make: Make, progress: Progress) -> int:
    count = 0
    for name, data in make(progress):
        save(folder / " ".join(name.translate(_NOT_IN_A_NAME).split()), data)
        count += 1
    return count
