"""Reminders leave as mail drafts, one a company, or by the clipboard; each that left is recorded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from app.clock import today
from app.commands.agreements import remind
from app.exchange.mail import eml
from app.exchange.reminders import Letter, letters
from app.progress import Progress
from app.queries.placement_lists import PaperRow
from app.queries.school import school
from app.text import plural
from ui.desk.desk import Desk
from ui.leaving.copying import Clip
from ui.leaving.saving import save, usual_place

_UNSAFE = re.compile(r"[^\w .,&()-]+")


class Reminder(QObject):
    """Writes reminders of agreements that companies have not signed; its dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self._clip = Clip(self)

    def write(self, rows: Sequence[PaperRow]) -> None:
        """Ask for a folder, and write there one draft a company."""
        made = self._letters(rows)
        if not made:
            return
        dialog = QFileDialog(self._over, self.tr("In welke map mogen de concepten?"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setDirectory(str(usual_place()))
        dialog.fileSelected.connect(lambda folder: self._write_in(Path(folder), made))
        dialog.open()

    def copy(self, rows: Sequence[PaperRow]) -> None:
        """Put the reminder to one company on the clipboard, for who has no mail program here."""
        made = self._letters(rows)
        if len(made) > 1:
            self._desk.refused.emit(self.tr("Kopiëren gaat per leerbedrijf. Kies er één."))
        elif made:
            letter = made[0]
            self._clip.copy(f"{letter.subject}\n\n{letter.body}")
            self._record(made)

    def _letters(self, rows: Sequence[PaperRow]) -> Sequence[Letter]:
        if self._desk.presenting:
            self._desk.refused.emit(self.tr("In de presentatiemodus zijn namen verborgen. Zet die eerst uit."))
            return ()
        about = self._desk.ask(school)
        name = "" if about is None else about.name
        made = letters(rows, sender=self._desk.actor, school=name, today=today())
        if not made:
            self._desk.refused.emit(self.tr("Hier wacht niemand op de handtekening van een leerbedrijf."))
        return made

    def _write_in(self, folder: Path, made: Sequence[Letter]) -> None:
        job = self._desk.lanes.render(_written, folder=folder, made=made, day=today().isoformat())
        job.done.connect(partial(self._done, made))
        job.failed.connect(partial(self._failed, folder))
        self._desk.job_started.emit(self.tr("Herinneringen schrijven"), job)

    def _done(self, made: Sequence[Letter], _result: object) -> None:
        if isValid(self):  # the lock may have taken the page away meanwhile
            self._record(made)

    def _record(self, made: Sequence[Letter]) -> None:
        keys = tuple(key for letter in made for key in letter.placement_ids)
        companies = plural(len(made), self.tr("{n} leerbedrijf"), self.tr("{n} leerbedrijven"))
        fact = self.tr("Herinnering aan {companies} klaargezet en vastgelegd").format(companies=companies)
        self._desk.do(remind, fact, placement_ids=keys)

    def _failed(self, folder: Path, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        if isValid(self):
            text = self.tr("Opslaan lukt niet in {folder}: {reason}.")
            self._desk.refused.emit(text.format(folder=folder, reason=error.strerror or error))


def _written(*, folder: Path, made: Sequence[Letter], day: str, progress: Progress) -> None:
    """Write every draft; a name in use gets a number."""
    for done, letter in enumerate(made):
        progress.step(done, len(made))
        name = _UNSAFE.sub(" ", letter.company).strip()
        path = folder / f"POK {name} {day}.eml"
        copies = 1
        while path.exists():
            copies += 1
            path = folder / f"POK {name} {day} ({copies}).eml"
        save(path, eml(to=letter.to, subject=letter.subject, body=letter.body))
    progress.step(len(made), len(made))
