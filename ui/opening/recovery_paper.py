"""The recovery code on paper: printed, or kept as a PDF on a disk of the user's choice."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from app import clock
from app.progress import Progress
from app.text import translate
from ui.desk.ear import Ear
from ui.desk.jobs import Lanes
from ui.leaving.printing import printer_for, put_on
from ui.leaving.saving import save, usual_place


class RecoveryPaper(QObject):
    """Makes the sheet of a code in the words of ``texts`` for a printer or a file; the program keeps none."""

    said = Signal(str)
    """What became of it."""
    failed = Signal(str)
    """Why it did not work."""

    def __init__(self, lanes: Lanes, window: QWidget, texts: str = "recovery_sheet") -> None:
        super().__init__(window)
        self._texts = texts
        self._lanes = lanes
        self._window = window

    def print(self, school: str, code: str) -> None:
        """Ask for a printer and print the sheet."""
        Ear(self, self._lanes.render(sheet, school=school, code=code, texts=self._texts), self._offer_printers)

    def keep(self, school: str, code: str) -> None:
        """Ask for a place and save the sheet there."""
        Ear(self, self._lanes.render(sheet, school=school, code=code, texts=self._texts), self._offer_places)

    def _offer_printers(self, pdf: bytes) -> None:
        printer = printer_for(pdf)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(translate("RecoveryPaper", "Druk de herstelcode af"))
        dialog.accepted.connect(partial(self._draw, printer, pdf))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _draw(self, printer: QPrinter, pdf: bytes, _accepted: QPrinter) -> None:
        Ear(self, self._lanes.render(put_on, printer=printer, pdf=pdf), self._told)

    def _told(self, taken: bool) -> None:  # noqa: FBT001 - what the job gives
        if taken:
            self.said.emit(translate("RecoveryPaper", "De herstelcode is naar de printer gestuurd."))
        else:
            self.failed.emit(translate("RecoveryPaper", "De printer nam het blad niet aan."))

    def _offer_places(self, pdf: bytes) -> None:
        title = translate("RecoveryPaper", "Bewaar als PDF: niet op deze laptop, maar op een usb-stick of in een kluis")
        name = translate("RecoveryPaper", "herstelcode.pdf")
        dialog = QFileDialog(self._window, title, str(usual_place(name)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(translate("RecoveryPaper", "PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.fileSelected.connect(partial(self._save, pdf))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, pdf: bytes, path: str) -> None:
        try:
            save(Path(path), pdf)
        except OSError:
            words = translate("RecoveryPaper", "{path} is niet bewaard. Is de map vol of alleen-lezen?")
            self.failed.emit(words.format(path=path))
            return
        self.said.emit(translate("RecoveryPaper", "Bewaard als {name}.").format(name=Path(path).name))


def sheet(*, school: str, code: str, texts: str, progress: Progress) -> bytes:
    """The sheet as a PDF, dated today."""
    from app.documents import Options, RecoverySheetData, read_texts, render

    progress.step(0, 1)
    return render(RecoverySheetData(school, code, read_texts(texts)), Options(clock.today())).pdf
