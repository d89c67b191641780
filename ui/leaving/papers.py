"""A paper that leaves the program as a PDF: asked where, made beside the screen, written wholly or not at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from app import clock
from app.progress import Progress
from ui.desk.desk import Desk
from ui.desk.ear import Ear
from ui.desk.jobs import Job
from ui.leaving.printing import printer_for, put_on
from ui.leaving.saving import save, usual_place

if TYPE_CHECKING:
    from app.documents import Document


class Papers(QObject):
    """Offers papers to keep as a file; its dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def offer(self, name: str, document: Document, password: str = "") -> None:
        """Ask where ``document`` is to be kept, and keep it there; it opens with ``password`` only, if there is one."""
        self._ask(_dated(name, "pdf"), partial(self._write_paper, document, password))

    def print(self, name: str, document: Document) -> None:
        """Ask for a printer, and print ``document`` beside the screen."""
        job = self._desk.lanes.render(_made, document=document)
        Ear(self, job, partial(self._offer_printers, name))

    def _offer_printers(self, name: str, pdf: bytes) -> None:
        printer = printer_for(pdf)
        dialog = QPrintDialog(printer, self._over)
        dialog.setWindowTitle(self.tr("Print {title}").format(title=name))
        dialog.accepted.connect(partial(self._put_on, printer, pdf))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _put_on(self, printer: QPrinter, pdf: bytes, _accepted: QPrinter) -> None:
        job = self._desk.lanes.render(put_on, printer=printer, pdf=pdf)
        job.done.connect(self._printed)
        self._desk.job_started.emit(self.tr("Printen"), job)

    def _printed(self, taken: bool) -> None:  # noqa: FBT001 - what the job gives
        if not isValid(self):
            return
        if taken:
            self._desk.told.emit(self.tr("Naar de printer gestuurd."))
        else:
            self._desk.refused.emit(self.tr("De printer nam het document niet aan."))

    def offer_bytes(self, name: str, suffix: str, data: bytes) -> None:
        """Ask where ``data`` is to be kept, and keep it there."""
        self._ask(_dated(name, suffix), partial(self._write, lambda: data))

    def offer_file(self, file: str, make: Callable[[], bytes]) -> None:
        """Ask where ``file``, as it is suggested, is to be kept, and keep there what ``make`` gives."""
        self._ask(file, partial(self._write, make))

    def _ask(self, suggested: str, write: partial[None]) -> None:
        dialog = QFileDialog(self._over, self.tr("Waar moet het bestand komen?"), str(usual_place(suggested)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(suggested).suffix.removeprefix("."))
        dialog.selectFile(suggested)
        dialog.fileSelected.connect(lambda path: write(Path(path)))
        dialog.open()

    def _write_paper(self, document: Document, password: str, path: Path) -> None:
        job = self._desk.lanes.render(_kept, path=path, document=document, password=password)
        self._follow(job, path)

    def _write(self, make: Callable[[], bytes], path: Path) -> None:
        self._follow(self._desk.lanes.render(_saved, path=path, make=make), path)

    def _follow(self, job: Job, path: Path) -> None:
        job.done.connect(partial(self._told, path))
        job.failed.connect(partial(self._failed, path))
        self._desk.job_started.emit(self.tr("Bestand opslaan"), job)

    def _told(self, path: Path, _result: object) -> None:
        if isValid(self):  # the lock may have taken the page away meanwhile
            self._desk.told.emit(self.tr("Opgeslagen in {file}").format(file=path.name))

    def _failed(self, path: Path, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        if isValid(self):
            text = self.tr("Opslaan lukt niet in {folder}: {reason}.")
            self._desk.refused.emit(text.format(folder=path.parent, reason=error.strerror or error))


def _made(*, document: Document, progress: Progress) -> bytes:
    from app.documents import Options, render

    progress.step(0, 1)
    return render(document, Options(clock.today()), progress).pdf


def _kept(*, path: Path, document: Document, password: str, progress: Progress) -> None:
    from app.documents import Options, render
    from app.documents.locking import locked

    progress.step(0, 1)
    pdf = render(document, Options(clock.today()), progress).pdf
    save(path, locked(pdf, password) if password else pdf)


def _dated(name: str, suffix: str) -> str:
    return f"{name} {clock.today():%Y-%m-%d}.{suffix}"


def _saved(*, path: Path, make: Callable[[], bytes], progress: Progress) -> None:
    progress.step(0, 1)
    save(path, make())
