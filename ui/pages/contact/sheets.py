"""The lists of stagebegeleiders without the program: given out for all at once, and typed over from paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.contact_report import PromiseDraft
from app.commands.recording import ContactDraft
from app.commands.talk_lists import EnteredTalk, enter_talks
from app.exchange.talk_lists import talk_list
from app.progress import Progress
from app.queries.contact_rows import ContactRow
from app.queries.contact_sheets import SheetRow, WorkProcesses, sheets, work_processes
from app.queries.school import school
from app.text import plural
from ui.desk.desk import Desk
from ui.dialogs.talk_entry import EntryRow, TalkEntryDialog
from ui.leaving.folders import Folders


class Sheets(QObject):
    """Lists out and paper in; its dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.folders = Folders(desk, over)

    def give(self, rows: Sequence[ContactRow]) -> None:
        """Offer a workbook and a paper for every supervisor who guides somebody."""
        about, found = self._desk.ask(school), sheets(rows)
        if about is None or self._hidden():
            return
        if not found:
            self._desk.told.emit(self.tr("Er is nog geen student met een begeleider."))
            return
        processes = self._desk.ask(work_processes, rows)
        make = partial(_made, found, processes, about.name, self.tr("Gesprekken {name} {day}"))
        self.folders.offer(self.tr("Lijsten per begeleider"), make)

    def enter(self, rows: Sequence[ContactRow], guide: UUID | None) -> None:
        """Let somebody type the paper list of one supervisor over."""
        if self._hidden():
            return
        sheet = next((sheet for sheet in sheets(rows) if sheet.supervisor_id == guide), None)
        if sheet is None or not sheet.lines:
            chosen = self.tr("Van deze begeleider staat er geen gesprek meer open.")
            self._desk.told.emit(chosen if guide is not None else self.tr("Kies eerst een begeleider met G."))
            return
        dialog = TalkEntryDialog(sheet, self._desk.ask(work_processes, rows), self._over)

        def keep(entered: Sequence[EntryRow]) -> None:
            talks = tuple(_entered(row) for row in entered)
            count = plural(len(talks), self.tr("{n} gesprek"), self.tr("{n} gesprekken"))
            fact = self.tr("{count} vastgelegd van {name}").format(count=count, name=sheet.supervisor)
            done = self._desk.do(enter_talks, fact, dialog.refuse, supervisor_id=sheet.supervisor_id, talks=talks)
            if done is not None:
                dialog.accept()

        dialog.entered.connect(keep)
        dialog.open()

    def _hidden(self) -> bool:
        if self._desk.presenting:
            self._desk.refused.emit(self.tr("In de presentatiemodus zijn namen verborgen. Zet die eerst uit."))
        return self._desk.presenting


def _made(
    found: Sequence[SheetRow], processes: WorkProcesses, about: str, title: str, progress: Progress
) -> Iterator[tuple[str, bytes]]:
    """Two files for each supervisor; who shares a name with another has a number."""
    from app.documents import Options, render
    from app.documents.talk_list import talk_list_paper

    seen: Counter[str] = Counter()
    day = today()
    for done, sheet in enumerate(found):
        progress.step(done, len(found))
        seen[sheet.supervisor] += 1
        name = title.format(name=sheet.supervisor, day=day.isoformat())
        name = name if seen[sheet.supervisor] == 1 else f"{name} ({seen[sheet.supervisor]})"
        yield f"{name}.xlsx", talk_list(sheet, progress=Progress())
        yield f"{name}.pdf", render(talk_list_paper(sheet, about, day, processes), Options(day)).pdf


def _entered(row: EntryRow) -> EnteredTalk:
    line, typed = row.line, row.typed
    if typed is None:
        raise ValueError("nothing was typed on this line")
    talk = ContactDraft(
        line.slot.moment,
        typed.form,
        typed.held_on,
        student=typed.student,
        company=typed.company,
        school=typed.school,
    )
    promises = tuple(PromiseDraft(one.text, one.owner, one.due_on) for one in row.promises)
    return EnteredTalk(line.code, line.row.placement_id, talk, promises, row.stands)
