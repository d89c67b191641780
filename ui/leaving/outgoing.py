"""A paper on its way out: to a printer, a file, a reader, a mail; and on record as soon as it is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from app.commands.school import hand_out
from app.documents import Rendered
from app.documents.checking import digest_of
from app.documents.locking import locked
from ui.desk.desk import Desk
from ui.desk.ear import Ear
from ui.dialogs.lock_paper import LockPaperDialog
from ui.leaving.printing import printer_for, put_on
from ui.leaving.saving import save, usual_place

_DOWNLOADS = QStandardPaths.StandardLocation.DownloadLocation


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper with what the register keeps of it."""

    name: str
    title: str
    text_version: str
    rendered: Rendered


class Outgoing(QObject):
    """Takes a paper out of the program; its dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def print(self, paper: Paper) -> None:
        """Ask for a printer, and print beside the screen."""
        printer = printer_for(paper.rendered.pdf)
        dialog = QPrintDialog(printer, self._over)
        dialog.setWindowTitle(self.tr("Print {title}").format(title=paper.title))
        dialog.accepted.connect(partial(self._put_on, printer, paper))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def save(self, paper: Paper) -> None:
        """Ask for a place, and save there."""
        usual = str(usual_place(f"{paper.title}.pdf"))
        dialog = QFileDialog(self._over, self.tr("Bewaar als PDF"), usual, self.tr("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(usual)
        dialog.fileSelected.connect(lambda path: self.save_as(paper, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_locked(self, paper: Paper) -> None:
        """Ask for a password and a place, and save there what only that password opens."""
        dialog = LockPaperDialog(paper.title, self._over)

        def go_on(values: dict[str, str]) -> None:
            dialog.accept()
            closed = locked(paper.rendered.pdf, values["password"])
            self.save(replace(paper, rendered=replace(paper.rendered, pdf=closed)))

        dialog.saved.connect(go_on)
        dialog.open()

    def save_as(self, paper: Paper, path: Path) -> bool:
        """Save as ``path``; whether that worked."""
        if not self._write(path, paper.rendered.pdf):
            return False
        self._record(paper, self.tr("{title} bewaard als {name}.").format(title=paper.title, name=path.name))
        return True

    def open(self, paper: Paper) -> None:
        """Save among the downloads and open there: a reader needs a file."""
        path = usual_place(f"{paper.title}.pdf", _DOWNLOADS)
        if self.save_as(paper, path):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def mail(self, paper: Paper) -> None:
        """Save a draft with the paper in it and open that in the mail program; whom it goes to is for the user."""
        from app.exchange.mail import eml

        text = self.tr("Hallo,\n\nIn de bijlage vind je: {title}.\n\nMet vriendelijke groet,\n{name}\n")
        draft = eml(
            to="",
            subject=paper.title,
            body=text.format(title=paper.title, name=self._desk.actor),
            paper=(f"{paper.title}.pdf", paper.rendered.pdf),
        )
        path = usual_place(f"{paper.title}.eml", _DOWNLOADS)
        if self._write(path, draft):
            fact = self.tr("{title} staat klaar als e-mail in {folder}.")
            self._record(paper, fact.format(title=paper.title, folder=path.parent.name))
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _put_on(self, printer: QPrinter, paper: Paper, _accepted: QPrinter) -> None:
        job = self._desk.lanes.render(put_on, printer=printer, pdf=paper.rendered.pdf)
        self._desk.show_job(self.tr("Printen"), job)
        Ear(self, job, partial(self._printed, paper), _said_by_the_desk)

    def _printed(self, paper: Paper, taken: bool) -> None:  # noqa: FBT001 - what the job gives
        if taken:
            self._record(paper, self.tr("{title} naar de printer gestuurd.").format(title=paper.title))
        else:
            self._desk.refused.emit(self.tr("De printer nam het document niet aan."))

    def _write(self, path: Path, data: bytes) -> bool:
        try:
            save(path, data)
        except OSError:
            words = self.tr("{path} is niet bewaard. Is het bestand nog open, of de map vol of alleen-lezen?")
            self._desk.refused.emit(words.format(path=path))
            return False
        return True

    def _record(self, paper: Paper, fact: str) -> None:
        self._desk.do(
            hand_out,
            fact,
            document=paper.name,
            text_version=paper.text_version,
            code=paper.rendered.code,
            digest=digest_of(paper.rendered.pdf),
        )


def _said_by_the_desk(_error: Exception) -> None:
    """What went wrong is said where the job is shown."""
