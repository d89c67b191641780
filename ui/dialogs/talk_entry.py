"""A paper list typed over: line after line in the order of the list, one short line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.clock import today
from app.dates import short_date
from app.errors import Refusal
from app.queries.contact_sheets import LineRow, SheetRow, WorkProcesses
from app.queries.teaching import UnitRow
from app.rules.shorthand import Typed, read_shorthand
from app.terms.progress import Mastery
from app.text import plural
from ui.desk.promising import Promised, parse_promise
from ui.theme import Tone
from ui.widgets.announce import announce
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind, key_text
from ui.widgets.form import Form
from ui.widgets.notice import Notice
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text import Text
from ui.widgets.text_fields import TextField
from ui.widgets.wide_dialog import WideDialog


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A line of the list with what was typed over, if anything was."""

    number: int
    line: LineRow
    typed: Typed | None
    promises: tuple[Promised, ...] = ()
    stands: tuple[tuple[UUID, Mastery], ...] = ()


class TalkEntryDialog(WideDialog):
    """Enter takes a line over and goes to the next; an empty line is passed by. Nothing is stored before the end."""

    entered = Signal(object)
    """The ``EntryRow`` lines that were typed over."""

    def __init__(self, sheet: SheetRow, processes: WorkProcesses, parent: QWidget) -> None:
        super().__init__(parent)
        self._processes = processes
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("Lijst van {name} invoeren").format(name=sheet.supervisor)
        self.setWindowTitle(title)
        self._title = Text(title, "section", wrap=True)
        self._intro = Text(
            self.tr(
                "Typ per regel de dag, de vorm en wie erbij was, zoals 12-3 b sld. Zonder letters is het een bezoek "
                "met alle drie. Daarna mag w213: de stand van werkproces 1, 2 en 3 (- is niet besproken). En na een + "
                "een toezegging, zoals + Logboek inleveren @student #vr. Enter gaat verder, een lege regel slaat over."
            ),
            tone="muted",
            wrap=True,
        )
        self._notice = Notice()
        self._notice.setVisible(False)
        self._rows = [EntryRow(number, line, None) for number, line in enumerate(sheet.lines, start=1)]
        self.table: RowTable[EntryRow] = RowTable(self._columns(), lambda row: row.number, title)
        self.table.show_rows(self._rows)
        self.table.chosen.connect(self._show_line)
        self.table.opened.connect(lambda _key: self._focus())
        self._about = Text("", strong=True, wrap=True)
        self._numbered = Text("", "small", tone="muted", wrap=True)
        self.form = Form()
        self.form.add(
            line=TextField(self.tr("Deze &regel"), example=self.tr("12-3 b sld w213 + Logboek inleveren @student #vr"))
        )
        keys = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return)
        self.store_button = Button(self.tr("Leg vast"), "check", Kind.PRIMARY, key=key_text(keys))
        self.store_button.clicked.connect(self._report)
        self._count = Text("", "small", tone="muted", wrap=True)
        self._cancel = Button(self.tr("Annuleer"))
        self._cancel.clicked.connect(self.reject)
        QShortcut(keys, self, self.store_button.click)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(key), self.form, self._take, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._lay_out()
        self._tell()

    def open(self) -> None:
        """Show it; the line has the focus."""
        self.take_size(900, 620)
        super().open()
        if self._rows:
            self.table.choose(1)
        self._focus()

    def refuse(self, refusal: Refusal) -> None:
        """Say why the list could not be stored."""
        self._say(str(refusal))

    def _take(self) -> None:
        """Take the line over, or pass it by when nothing was typed."""
        row, field = self.table.current_row(), self.form["line"]
        if row is None:
            return
        try:
            self._rows[row.number - 1] = self._read(row, field.value)
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self._notice.setVisible(False)
        self.table.show_rows(self._rows)
        self.table.choose(min(row.number + 1, len(self._rows)))
        field.set_value("")
        self._tell()
        self._focus()

    def _read(self, row: EntryRow, written: str) -> EntryRow:
        """What was typed on a line: the talk, then each promise after a plus."""
        if not written:
            return EntryRow(row.number, row.line, None)
        head, *promised = written.split("+")
        typed = read_shorthand(head, today())
        known = self._units(row)
        if len(typed.masteries) > len(known):
            words = self.tr("Achter de w staan meer cijfers dan deze opleiding werkprocessen heeft: {n}.")
            raise Refusal(words.format(n=len(known)))
        stands = ((unit.id, mastery) for unit, mastery in zip(known, typed.masteries, strict=False))
        promises = (parse_promise(one, today()) for one in promised)
        return EntryRow(
            row.number,
            row.line,
            typed,
            tuple(one for one in promises if one.text),
            tuple((key, mastery) for key, mastery in stands if mastery is not None),
        )

    def _units(self, row: EntryRow) -> Sequence[UnitRow]:
        programme = row.line.row.programme_id
        return () if programme is None else self._processes.get(programme, ())

    def _show_line(self, _key: object = None) -> None:
        row = self.table.current_row()
        if row is not None:
            line = row.line
            words = (f"{row.number}. {line.code}", line.row.student, line.row.company, line.slot.moment.label)
            self._about.setText(" · ".join(words))
            numbered = [f"{number} {unit.title}" for number, unit in enumerate(self._units(row), start=1)]
            self._numbered.setText(self.tr("Werkprocessen: {list}").format(list=" · ".join(numbered)))
            self._numbered.setVisible(bool(numbered))

    def _focus(self) -> None:
        self.form["line"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str) -> None:
        self._notice.tell(words, Tone.DANGER)
        announce(self, words, urgent=True)

    def _report(self) -> None:
        if self.form["line"].value:
            self._take()
        done = [row for row in self._rows if row.typed is not None]
        if done and not self.form["line"].value:
            self.entered.emit(done)

    def _tell(self) -> None:
        done = sum(row.typed is not None for row in self._rows)
        words = plural(done, self.tr("{n} regel ingevoerd"), self.tr("{n} regels ingevoerd"))
        self._count.setText(self.tr("{done} van {all}").format(done=words, all=len(self._rows)))

    def _columns(self) -> Sequence[Column[EntryRow]]:
        return (
            Column(self.tr("Nr"), lambda row: str(row.number), width=44, right=True),
            Column(self.tr("Code"), lambda row: row.line.code, width=104),
            Column(self.tr("Student"), lambda row: row.line.row.student, strong=True),
            Column(self.tr("Leerbedrijf"), lambda row: row.line.row.company, spare=1),
            Column(self.tr("Gesprek"), lambda row: row.line.slot.moment.label, width=84),
            Column(self.tr("Ingevoerd"), lambda row: self._sign(row).text, sign=self._sign, width=300),
        )

    def _sign(self, row: EntryRow) -> Sign:
        typed = row.typed
        if typed is None:
            return Sign(self.tr("nog niets"), "hourglass", Tone.PLAIN)
        people = (
            (typed.student, self.tr("student")),
            (typed.company, self.tr("leerbedrijf")),
            (typed.school, self.tr("docent")),
        )
        names = [name for yes, name in people if yes]
        there = self.tr("alle drie") if len(names) == len(people) else ", ".join(names)
        parts = [short_date(typed.held_on, today=today()), typed.form.label, there]
        if row.stands:
            parts.append(plural(len(row.stands), self.tr("{n} werkproces"), self.tr("{n} werkprocessen")))
        if row.promises:
            parts.append(plural(len(row.promises), self.tr("{n} toezegging"), self.tr("{n} toezeggingen")))
        return Sign(" · ".join(parts), "check", Tone.DONE)

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        card = Panel("card", margin=1)
        card.column.addWidget(self.table)
        for part in (self._title, self._intro, self._notice):
            body.addWidget(part)
        body.addWidget(card, 1)
        body.addWidget(self._about)
        body.addWidget(self._numbered)
        body.addWidget(self.form)
        self.frame(body, self._count, self._cancel, self.store_button)
