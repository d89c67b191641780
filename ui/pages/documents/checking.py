"""Asking whether a paper was made here, and telling what the register knows of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.clock import ZONE
from app.dates import long_date
from app.documents.checking import codes_in, digest_of, typed_code
from app.documents.kinds import title_of
from app.errors import Refusal
from app.progress import Progress
from app.queries.school_papers import HandOutRow, papers_made
from ui.desk.desk import Desk
from ui.desk.ear import Ear
from ui.desk.pdfium import opened
from ui.dialogs.check_paper import CheckPaperDialog

_LARGEST = 60_000_000  # bytes; no paper of ours comes near


class Checker(QObject):
    """Opens the dialog over ``over`` and answers there, or in the message bar when the paper is known."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def offer(self) -> None:
        """Ask for a code or a file."""
        dialog = CheckPaperDialog(self._over)
        dialog.saved.connect(lambda values: self._check_code(dialog, values["code"]))
        dialog.file_wanted.connect(partial(self._choose, dialog))
        dialog.open()

    def check_file(self, dialog: CheckPaperDialog, path: Path) -> None:
        """Say whether the file is one of ours, and whether anything in it was changed."""
        Ear(
            self,
            self._desk.lanes.render(looked_at, path=path),
            partial(self._tell_file, dialog),
            partial(self._tell_unreadable, dialog),
        )

    def _choose(self, dialog: CheckPaperDialog) -> None:
        chooser = QFileDialog(dialog, self.tr("Welke PDF wil je controleren?"))
        chooser.setNameFilter(self.tr("PDF (*.pdf)"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda path: self.check_file(dialog, Path(path)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _check_code(self, dialog: CheckPaperDialog, text: str) -> None:
        rows = self._desk.ask(papers_made, codes=(typed_code(text),))
        if rows:
            self._tell(dialog, rows[0])
            return
        said = self.tr("Deze code is hier niet bekend. Kijk of je haar goed overtypte; een O is een nul.")
        dialog.refuse(Refusal(said, field="code"))

    def _tell_file(self, dialog: CheckPaperDialog, found: tuple[str, tuple[str, ...]]) -> None:
        digest, codes = found
        same, alike = self._desk.ask(papers_made, digest=digest), self._desk.ask(papers_made, codes=codes)
        if same:
            self._tell(dialog, same[0])
        elif alike:
            said = self.tr("Let op: de code klopt, maar het bestand is daarna gewijzigd of opnieuw opgeslagen.")
            dialog.refuse(Refusal(said))
        else:
            dialog.refuse(Refusal(self.tr("Dit bestand is niet met deze school gemaakt.")))

    def _tell_unreadable(self, dialog: CheckPaperDialog, _error: Exception) -> None:
        dialog.refuse(Refusal(self.tr("Dit bestand is geen PDF die Driehoek kan lezen.")))

    def _tell(self, dialog: CheckPaperDialog, row: HandOutRow) -> None:
        said = self.tr("Klopt: {title}, gemaakt op {day} door {name}.")
        day = long_date(row.at.astimezone(ZONE).date())
        self._desk.told.emit(said.format(title=title_of(row.document), day=day, name=row.by))
        dialog.accept()


def looked_at(*, path: Path, progress: Progress) -> tuple[str, tuple[str, ...]]:
    """What tells the file from any other, and the codes that stand in it."""
    progress.step(0, 1)
    if path.stat().st_size > _LARGEST:
        raise ValueError(path)
    data = path.read_bytes()
    if b"/Encrypt" in data:  # its words are closed to us too; the register knows the file
        return digest_of(data), ()
    with opened(data) as document:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return digest_of(data), codes_in(text)
