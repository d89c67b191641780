"""A day out: where somebody is on which day, and who near there is due for a talk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Refusal
from app.queries.contact_day import NearRow
from app.queries.contact_words import talk_name
from app.text import plural
from ui.theme import Tone
from ui.widgets.announce import announce
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind, key_text
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.date_field import DateField
from ui.widgets.form import Form
from ui.widgets.notice import Notice
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text import Text
from ui.widgets.wide_dialog import WideDialog

_AT_FIRST = 4
Find = Callable[[str, date], Sequence[NearRow]]


class DayOutDialog(WideDialog):
    """Offers what is near and due; the marked ones are reported with their day, to be planned there."""

    wanted = Signal(object, object)
    """The day and the marked ``NearRow`` rows."""

    def __init__(self, towns: Sequence[tuple[str, str]], day: date, find: Find, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("Slimme bezoekdag")
        self.setWindowTitle(title)
        self._find = find
        self._title = Text(title, "section", wrap=True)
        self._intro = Text(
            self.tr(
                "Wie is er in de buurt aan de beurt? Te laat en dichtbij staat bovenaan. Afstanden zijn een schatting."
            ),
            tone="muted",
            wrap=True,
        )
        self._notice = Notice()
        self._notice.setVisible(False)
        self.form = Form()
        self.form.add(
            town=ChoiceField(self.tr("&Waar ben je?"), [Option(pc4, name) for name, pc4 in towns], required=True),
            day=DateField(self.tr("Op welke &dag?"), required=True, earliest=day),
        )
        self.form.show_values({"day": day, "town": towns[0][1] if towns else None})
        self.table: RowTable[NearRow] = RowTable(self._columns(), lambda row: row.id, title)
        self.table.marked.connect(self._count)
        self._found = Text("", "small", tone="muted", wrap=True)
        keys = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return)
        self.plan_button = Button(self.tr("Zet op deze dag"), "check", Kind.PRIMARY, key=key_text(keys))
        self.plan_button.clicked.connect(self._report)
        self._cancel = Button(self.tr("Annuleer"))
        self._cancel.clicked.connect(self.reject)
        QShortcut(keys, self, self._report)
        self.form.changed.connect(self._ask)
        self._lay_out()
        self._ask()

    def open(self) -> None:
        """Show it; the town has the focus."""
        self.take_size(860, 600)
        super().open()
        self.form.focus_first()

    def refuse(self, refusal: Refusal) -> None:
        """Say why this cannot be planned."""
        self._notice.tell(str(refusal), Tone.DANGER)
        announce(self, str(refusal), urgent=True)

    def _ask(self) -> None:
        town, day = self.form["town"].value, self.form["day"].value
        rows = self._find(town, day) if town and day else ()
        self.table.show_rows(rows)
        self.table.clearSelection()
        for at in range(min(_AT_FIRST, len(rows))):
            self.table.selectionModel().select(
                self.table.rows.index(at, 0),
                self.table.selectionModel().SelectionFlag.Select | self.table.selectionModel().SelectionFlag.Rows,
            )
        self._count()

    def _count(self, _keys: object = None) -> None:
        marked, all_rows = len(self.table.marked_rows()), self.table.rows.rowCount()
        found = plural(all_rows, self.tr("{n} gesprek in de buurt"), self.tr("{n} gesprekken in de buurt"))
        self._found.setText(f"{found} · {self.tr('{n} gekozen').format(n=marked)}")
        self.plan_button.setEnabled(bool(marked))

    def _report(self) -> None:
        if self.form.check() and self.table.marked_rows():
            self.wanted.emit(self.form["day"].value, self.table.marked_rows())

    def _columns(self) -> Sequence[Column[NearRow]]:
        return (
            Column(self.tr("Student"), lambda row: row.row.student, strong=True),
            Column(self.tr("Leerbedrijf"), lambda row: row.row.company),
            Column(self.tr("Plaats"), lambda row: row.row.town, width=110, spare=1),
            Column(self.tr("Gesprek"), lambda row: talk_name(row.slot.moment), width=112),
            Column(self.tr("Afstand"), self._distance, width=90, right=True),
            Column(self.tr("Tot"), lambda row: self._until(row).text, sign=self._until, width=150),
        )

    def _distance(self, row: NearRow) -> str:
        return "" if row.kilometres is None else self.tr("± {km} km").format(km=row.kilometres)

    def _until(self, row: NearRow) -> Sign:
        if row.days_left < 0:
            words = plural(-row.days_left, self.tr("{n} dag te laat"), self.tr("{n} dagen te laat"))
            return Sign(words, "triangle-alert", Tone.DANGER)
        words = plural(row.days_left, self.tr("nog {n} dag"), self.tr("nog {n} dagen"))
        return Sign(words, "hourglass", Tone.ATTENTION)

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        card = Panel("card", margin=1)
        card.column.addWidget(self.table)
        for part in (self._title, self._intro, self._notice, self.form):
            body.addWidget(part)
        body.addWidget(card, 1)
        self.frame(body, self._found, self._cancel, self.plan_button)
