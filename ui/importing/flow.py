"""An import from the first file to the last: reading beside the screen, asking, previewing, storing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from shiboken6 import isValid

from app.clock import today
from app.commands.imports import COMMANDS
from app.commands.lacking import add_lacking
from app.errors import Refusal
from app.exchange.intake import look, read, read_together
from app.exchange.knowing import known
from app.exchange.mapping import Column
from app.queries.import_rows import Preview, Scope
from app.queries.imports import remembered_columns
from app.terms.exchange import Subject
from ui.dialogs.import_column import ImportColumnDialog
from ui.dialogs.import_heading import ImportHeadingDialog
from ui.importing.columns_part import ColumnsPart
from ui.importing.done_part import DonePart, StoredFile
from ui.importing.file import File, fact_of, nothing_of, previewed, words_of
from ui.importing.files_part import FilesPart
from ui.importing.lacking_part import LackingPart
from ui.importing.likely_part import LikelyPart
from ui.importing.preview_part import PreviewPart
from ui.importing.scope import ask_scope
from ui.importing.screen import ImportScreen
from ui.importing.steps import steps
from ui.opening.school_file import refusal_of
from ui.widgets.stepper import Step

if TYPE_CHECKING:
    from app.store.store import Store
    from ui.desk.desk import Desk
    from ui.desk.jobs import Job

Safeguard = Callable[..., None]
"""Makes a backup before something is written: ``(progress=…)``; raises when no place got it."""
_ORDER = list(Subject)


class ImportFlow(QObject):
    """Drives an ``ImportScreen``; nothing is stored before its preview was seen."""

    ended = Signal()

    def __init__(self, desk: Desk, store: Store, screen: ImportScreen, safeguard: Safeguard | None = None) -> None:
        super().__init__(screen)
        self._desk, self._store, self._screen, self._safeguard = desk, store, screen, safeguard
        self._files: list[File] = []
        self._queue: list[File] = []
        self._stored: list[StoredFile] = []
        self._at = "files"
        self._numbers = 0
        self._news = ""
        self._go_on: Callable[[], None] = self._begin
        self._go_back: Callable[[], None] = self._show_files
        self._files_part: FilesPart | None = None
        screen.next_wanted.connect(lambda: self._go_on())  # noqa: PLW0108 - what it is then
        screen.back_wanted.connect(lambda: self._go_back())  # noqa: PLW0108 - what it is then
        screen.left.connect(self.ended)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), screen, self._undo)
        self._show_files()

    def add(self, paths: list[Path]) -> None:
        """Take files in, and look at each of them."""
        have = {one.path for one in self._files}
        for path in dict.fromkeys(paths):
            if path not in have:
                self._numbers += 1
                self._files.append(File(self._numbers, path))
        self._look_on()

    def _show_files(self) -> None:
        part = FilesPart()
        self._files_part = part
        part.chosen.connect(self.add)
        part.dropped.connect(self._drop)
        part.heading_wanted.connect(self._ask_heading)
        self._show(
            part,
            "files",
            self.tr("Welke bestanden?"),
            self.tr("De bestanden blijven waar ze zijn. Er wordt niets opgeslagen voordat je het hebt gezien."),
        )
        self._go_on = self._begin
        self._tell_files()

    def _tell_files(self) -> None:
        if self._at == "files" and self._files_part is not None:
            self._files_part.show_files([one.row() for one in self._files])
            ready = bool(self._files) and all(one.seen is not None for one in self._files)
            leave = self.tr("Sluit") if self._stored else ""
            self._screen.offer(self.tr("Verder"), ready=ready, back=False, leave=leave)

    def _look_on(self) -> None:
        """Look at the next file that nobody looked at yet."""
        self._tell_files()
        waiting = next((one for one in self._files if one.seen is None and not one.trouble), None)
        if waiting is not None and not self._screen.busy:
            self._look(waiting, self._look_on)

    def _look(self, file: File, then: Callable[[], None], **wanted: Any) -> None:
        remembered = {subject: self._desk.ask(remembered_columns, subject) for subject in Subject}
        job = self._desk.lanes.solve(look, path=file.path, remembered=remembered, **wanted)

        job.cancelled.connect(self._kept(partial(self._drop, file.number)))
        self._watch(self.tr("{name} wordt gelezen").format(name=file.path.name), job, file.take_look, file.refuse)
        job.ended.connect(self._kept(then))

    def _drop(self, number: int) -> None:
        self._files = [one for one in self._files if one.number != number]
        self._tell_files()

    def _ask_heading(self, number: int) -> None:
        file = next(one for one in self._files if one.number == number)
        line = None if file.seen is None else file.seen.header_row
        dialog = ImportHeadingDialog(file.path.name, line, self._screen)
        dialog.chosen.connect(lambda row: self._look(file, self._look_on, header_row=row))
        dialog.open()

    def _begin(self) -> None:
        queue = sorted(self._files, key=lambda one: _ORDER.index(one.looked.subject))
        lists = [one for one in queue if one.looked.subject is Subject.TALKS]
        for one in lists:
            one.others, one.parsed = (), None
        if lists:
            lists[0].others = tuple(lists[1:])
        self._queue = [one for one in queue if one not in lists[1:]]
        self._show_columns()

    @property
    def _file(self) -> File:
        return self._queue[0]

    def _show_columns(self) -> None:
        file = self._file
        if file.is_ours:
            self._read()
            return
        part = ColumnsPart(file.looked, file.mapping or file.looked.mapping)
        part.changed.connect(lambda: self._take_mapping(part))
        part.column_wanted.connect(partial(self._choose_column, part))
        part.look_wanted.connect(self._look_again)
        self._show(
            part,
            "columns",
            self.tr("{name}: wat staat erin?").format(name=file.path.name),
            self.tr("Kijk of elke kolom klopt. Driehoek onthoudt het voor de volgende keer."),
        )
        self._go_on, self._go_back = self._read, self._show_files
        self._take_mapping(part)

    def _take_mapping(self, part: ColumnsPart) -> None:
        if part.mapping != self._file.mapping:
            self._file.mapping, self._file.parsed = part.mapping, None
        self._screen.offer(self.tr("Verder"), ready=part.ready, back=not self._stored)

    def _choose_column(self, part: ColumnsPart, column: Column, left: list[tuple[str, str]]) -> None:
        dialog = ImportColumnDialog(column.header, column.field, left, self._screen)
        dialog.chosen.connect(lambda field: part.take(column.index, field or None))
        dialog.open()

    def _look_again(self, subject: Subject, sheet: str) -> None:
        self._look(self._file, self._show_columns, subject=subject, sheet=sheet or None)

    def _read(self) -> None:
        file = self._file
        if file.parsed is not None:
            self._after_reading()
            return
        there = self._desk.ask(known, today())
        if file.looked.subject is Subject.TALKS:
            job = self._desk.lanes.solve(read_together, parts=file.parts, known=there)
        else:
            seen = file.looked
            job = self._desk.lanes.solve(
                read, path=file.path, sheet=seen.sheet, header_row=seen.header_row, mapping=file.mapping, known=there
            )
        self._watch(self.tr("De regels worden gelezen"), job, file.take_rows)
        job.ended.connect(self._kept(self._after_reading))

    def _after_reading(self) -> None:
        if self._file.lacks:
            self._show_lacking()
        elif self._file.asks:
            self._show_likely()
        elif self._file.parsed is not None:
            self._preview()

    def _show_lacking(self) -> None:
        file = self._file
        part = LackingPart(file.lacks)
        self._show(
            part,
            "lacking",
            self.tr("Dit kent de school nog niet"),
            self.tr("{name} noemt het wel. Wat je hier kiest, komt er eerst bij.").format(name=file.name),
        )

        def go_on() -> None:
            if not part.check():
                return
            if part.programmes or part.periods:
                fact = self.tr("Opleidingen en perioden aangevuld")
                made = self._desk.do(add_lacking, fact, self._say, programmes=part.programmes, periods=part.periods)
                if made is None:
                    return
                file.parsed = None
            file.completed = True
            self._read()

        self._go_on, self._go_back = go_on, self._show_columns
        self._screen.offer(self.tr("Verder"))

    def _show_likely(self) -> None:
        file = self._file
        part = LikelyPart(() if file.parsed is None else file.parsed.proposals, file.accepted)
        self._show(
            part,
            "likely",
            self.tr("Is dit hetzelfde leerbedrijf?"),
            self.tr("Deze namen lijken op een leerbedrijf dat de school kent. Spatie kiest anders."),
        )

        def go_on() -> None:
            if part.accepted != file.accepted:
                file.shown = None
            file.accepted = part.accepted
            self._preview()

        self._go_on, self._go_back = go_on, self._show_columns
        self._screen.offer(self.tr("Verder"))

    def _preview(self) -> None:
        """Look what would change; decisions about lines that are still there stay."""
        file = self._file
        file.shown = None
        job = self._desk.lanes.render(
            partial(previewed, self._store),
            subject=file.looked.subject,
            parsed=file.parsed,
            columns=file.mapping,
            scope=file.scope,
            accepted=file.accepted,
        )

        def take(shown: Preview) -> None:
            file.shown = shown

        self._watch(self.tr("Er wordt gekeken wat er verandert"), job, take)
        job.ended.connect(self._kept(self._show_preview))

    def _show_preview(self) -> None:
        file = self._file
        if file.shown is None:
            return
        part = PreviewPart(file.shown, file.decisions)
        part.scope_wanted.connect(self._ask_scope)
        self._show(
            part,
            "preview",
            self.tr("Wat verandert er?"),
            self.tr("{name}: {subject}. Er is nog niets opgeslagen.").format(
                name=file.name, subject=file.looked.subject.label
            ),
        )

        def go_on() -> None:
            file.decisions = part.decisions
            self._store_file()

        def go_back() -> None:
            file.decisions = part.decisions
            if file.asks:
                self._show_likely()
            elif file.is_ours:
                self._show_files()
            else:
                self._show_columns()

        self._go_on, self._go_back = go_on, go_back
        self._screen.offer(self.tr("Sla over") if file.shown.nothing_to_do else self.tr("Lees in"))
        self._screen.show_total(part.total)
        part.totalled.connect(self._screen.show_total)
        if self._news:
            self._screen.say(self._news)
            self._news = ""

    def _ask_scope(self) -> None:
        file = self._file

        def take(scope: Scope) -> None:
            file.scope = scope
            self._preview()

        if file.shown is not None:
            ask_scope(self._desk, file.shown, self._screen, take)

    def _store_file(self) -> None:
        file = self._file
        if file.shown is not None and file.shown.nothing_to_do:
            self._finish(file, nothing_of(file.shown), changed=False)
        elif self._safeguard is None:
            self._write()
        else:
            job = self._desk.lanes.store_task(self._safeguard)
            write = self._kept(self._write)
            self._watch(
                self.tr("Eerst wordt een back-up gemaakt"),
                job,
                lambda _made: job.ended.connect(write),
                lambda error: self._screen.say(str(refusal_of(error))),
            )

    def _write(self) -> None:
        file = self._file
        if file.shown is None:
            return
        title = self.tr("{subject} inlezen").format(subject=file.looked.subject.label)
        job = self._desk.task(
            title,
            COMMANDS[file.looked.subject],
            partial(fact_of, file.looked.subject),
            preview=file.shown,
            decisions=file.decisions,
        )
        before = self._desk.undo_fact
        wrote = self._kept(partial(self._wrote, file, before))
        self._watch(title[:1].upper() + title[1:], job, lambda _done: job.ended.connect(wrote), self._say_stale)

    def _wrote(self, file: File, before: str | None) -> None:
        fact = self._desk.undo_fact
        changed = fact is not None and fact is not before
        self._finish(file, fact if changed and fact else self.tr("Er is niets gewijzigd"), changed=changed)

    def _say_stale(self, error: Exception) -> None:
        """The school changed since the preview: say so, and look again."""
        if isinstance(error, Refusal):
            self._news = str(error)
            self._preview()

    def _finish(self, file: File, words: str, *, changed: bool = True) -> None:
        self._stored.append(StoredFile(file.name, words, taken_back=not changed))
        self._queue.pop(0)
        self._files = [one for one in self._files if one not in file.whole]
        self._show_done()

    def _show_done(self) -> None:
        part = DonePart(self._stored, len(self._queue))
        part.undo_wanted.connect(self._undo)
        self._show(part, "done", self.tr("Ingelezen"), "")
        self._go_on = self._show_columns if self._queue else self.ended.emit
        going_on = self.tr("Volgend bestand") if self._queue else self.tr("Klaar")
        self._screen.offer(going_on, back=False, leave=self.tr("Sluit"))

    def _undo(self) -> None:
        """Take back the file that was stored last."""
        last = self._stored[-1] if self._stored else None
        if self._at != "done" or last is None or last.taken_back or self._desk.undo_fact != last.words:
            return
        before = self._desk.undo_fact

        def take() -> None:
            if self._desk.undo_fact != before and self._desk.redo_fact == before:
                self._desk.history_changed.disconnect(take)
                self._stored[-1] = StoredFile(last.name, last.words, taken_back=True)
                self._show_done()

        self._desk.history_changed.connect(take)
        self._desk.undo()

    def _show(self, part: Any, at: str, title: str, explanation: str) -> None:
        self._at = at
        if at != "files":
            self._files_part = None
        self._screen.show_part(part, title, explanation, self._steps(), at)

    def _steps(self) -> list[Step]:
        asks = self._at == "likely" or (self._at != "done" and bool(self._queue) and self._file.asks)
        lacks = self._at == "lacking" or (self._at != "done" and bool(self._queue) and self._file.completed)
        return steps(self._at, asks=asks, lacks=lacks, ours=self._at == "preview" and self._file.is_ours)

    def _watch(
        self, doing: str, job: Job, done: Callable[[Any], object], failed: Callable[[Exception], None] | None = None
    ) -> None:
        """Show a job; what fails is said, unless ``failed`` knows better."""
        self._screen.watch(doing, job)
        job.done.connect(self._kept(done))
        job.failed.connect(self._kept(failed or self._say))

    def _kept(self, slot: Callable[..., object]) -> Callable[..., None]:
        """``slot`` as long as this import is on the screen; the lock may take it away while a job runs."""

        def heard(*words: object) -> None:
            if isValid(self) and isValid(self._screen):
                slot(*words)

        return heard

    def _say(self, error: Exception) -> None:
        self._screen.say(words_of(error, self._file.path))
