"""Which company is proposed for a student: search, weigh, choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Refusal
from app.queries.places import Fit, PlaceRow
from app.text import plural
from ui.cards.signs import recognition_sign
from ui.theme import Tone, look
from ui.widgets.announce import announce
from ui.widgets.bits import Icon, Panel
from ui.widgets.button import Button, Kind, key_text
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.search_edit import SearchEdit
from ui.widgets.sign import Sign
from ui.widgets.text import Text
from ui.widgets.wide_dialog import WideDialog

_PAUSE_MS = 120
Find = Callable[[str], Sequence[PlaceRow]]


class ProposeDialog(WideDialog):
    """Places for one student, the fitting and near ones first; reports the one that was chosen.

    ``find`` answers what was typed. The page then does its command and calls ``accept()`` or ``refuse()``.
    """

    chosen = Signal(object)
    """The ``PlaceRow``."""

    def __init__(self, student: str, period: str, find: Find, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("Leerbedrijf zoeken")
        self.setWindowTitle(title)
        self._find, self._student = find, student
        self._title = Text(self.tr("Een plek voor {student}").format(student=student), "section", wrap=True)
        self._intro = Text(
            self.tr(
                "{period}. Bovenaan staat wat past en vrij is, dichtbij eerst. Afstanden zijn een schatting."
            ).format(period=period),
            tone="muted",
            wrap=True,
        )
        self._notice = Panel(Tone.DANGER, margin=10)
        self._notice_text = Text("", wrap=True)
        self._other = Panel(Tone.ATTENTION, margin=10)
        self._other_text = Text("", wrap=True)
        self._edit = self._search_edit()
        self.table: RowTable[PlaceRow] = RowTable(
            self._columns(), lambda row: (row.company_id, row.offer_id), self.tr("Plekken")
        )
        self.table.opened.connect(self._choose)
        self.table.chosen.connect(self._weigh)
        self._count = Text("", "small", tone="muted", wrap=True)
        keys = QKeySequence(Qt.Key.Key_Return)
        self.propose_button = Button(self.tr("Stel voor"), "check", Kind.PRIMARY, key=key_text(keys))
        self.propose_button.clicked.connect(self._choose)
        self.cancel_button = Button(self.tr("Annuleer"))
        self.cancel_button.clicked.connect(self.reject)
        QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return), self, self._choose)
        self._lay_out()
        self._show()

    def _search_edit(self) -> SearchEdit:
        edit = SearchEdit(self.tr("Zoek op leerbedrijf, plaats of nummer"), self)
        edit.installEventFilter(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        edit.textChanged.connect(self._pause.start)
        return edit

    def _columns(self) -> Sequence[Column[PlaceRow]]:
        return (
            Column(self.tr("Leerbedrijf"), lambda row: row.company, strong=True, tip=self._tip, width=190),
            Column(self.tr("Plaats"), lambda row: row.town, width=96, spare=4),
            Column(self.tr("Afstand"), self._distance, width=80, right=True, spare=2),
            Column(self.tr("Ruimte"), lambda row: self._room(row).text, sign=self._room, width=164),
            Column(
                self.tr("Erkenning"),
                lambda row: row.recognised.label,
                sign=lambda row: recognition_sign(row.recognised),
                width=200,
                spare=3,
            ),
            Column(
                self.tr("Nu"),
                lambda row: str(row.now) if row.now else "",
                width=46,
                right=True,
                spare=5,
                meaning=self.tr("Hoeveel studenten er nu zijn of nog komen"),
            ),
        )

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        notice = QHBoxLayout()
        notice.addWidget(Icon("triangle-alert", "coral", 18), 0, Qt.AlignmentFlag.AlignTop)
        notice.addWidget(self._notice_text, 1)
        self._notice.column.addLayout(notice)
        self._notice.setVisible(False)
        card = Panel("card", margin=1)
        card.column.addWidget(self.table)
        other = QHBoxLayout()
        other.addWidget(Icon("circle-alert", "attention", 18), 0, Qt.AlignmentFlag.AlignTop)
        other.addWidget(self._other_text, 1)
        self._other.column.addLayout(other)
        self._other.setVisible(False)
        for part in (self._title, self._intro, self._edit, self._notice):
            body.addWidget(part)
        body.addWidget(card, 1)
        body.addWidget(self._other)
        self.frame(body, self._count, self.cancel_button, self.propose_button)
        self._edit.setMinimumHeight(look().size("control"))

    def open(self) -> None:
        """Show the dialog over its window; typing searches at once."""
        self.take_size(920, 600)
        super().open()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, refusal: Refusal) -> None:
        """Say why this place cannot be."""
        self._notice_text.setText(str(refusal))
        self._notice.setVisible(True)
        announce(self, str(refusal), urgent=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the search field go through the list; Enter chooses there as well."""
        if watched is self._edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._go(step)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if self._pause.isActive():
                    self._pause.stop()
                    self._search()
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _go(self, step: int) -> None:
        rows = self.table.rows.rowCount()
        if rows:
            at = min(max(self.table.currentIndex().row() + step, 0), rows - 1)
            self.table.selectRow(at)

    def _search(self) -> None:
        """Another question has its own best answer: the first row, whichever was chosen before."""
        self._show()
        if self.table.rows.rowCount():
            self.table.selectRow(0)
            self.table.scrollToTop()

    def _show(self) -> None:
        rows = self._find(self._edit.text().strip())
        self.table.show_rows(rows)
        free = sum(row.fit is Fit.FREE for row in rows)
        found = plural(len(rows), self.tr("{n} plek"), self.tr("{n} plekken"))
        fitting = plural(free, self.tr("{n} past en is vrij"), self.tr("{n} passen en zijn vrij"))
        self._count.setText(f"{found} · {fitting}")
        if rows and self.table.current_row() is None:
            self.table.selectRow(0)
        self._weigh()

    def _weigh(self, _key: object = None) -> None:
        row = self.table.current_row()
        self.propose_button.setEnabled(row is not None and row.fit is not Fit.UNFIT)
        self._other.setVisible(row is not None and bool(row.known_for))
        if row is not None and row.known_for:
            words = self.tr(
                "De school kent {company} van {programmes}, niet van de opleiding van {student}. "
                "Past het werk, en geldt de erkenning ook hiervoor?"
            )
            known = self.tr(" en ").join(row.known_for)
            said = words.format(company=row.company, programmes=known, student=self._student)
            self._other_text.setText(said)
            QTimer.singleShot(0, self._keep_in_view)
            announce(self, said)

    def _keep_in_view(self) -> None:
        """Keep the chosen row in view where the word about it took room."""
        self.table.scrollTo(self.table.currentIndex())

    def _choose(self, _key: object = None) -> None:
        row = self.table.current_row()
        self._notice.setVisible(False)
        if row is not None:
            self.chosen.emit(row)

    def _distance(self, row: PlaceRow) -> str:
        return self.tr("± {km} km").format(km=row.km) if row.km is not None else ""

    def _room(self, row: PlaceRow) -> Sign:
        match row.fit:
            case Fit.FREE if row.free is None:
                return Sign(self.tr("past, aantal onbekend"), "circle-help", Tone.ATTENTION)
            case Fit.FREE:
                words = self.tr("{free} van {places} vrij").format(free=row.free, places=row.places)
                return Sign(words, "circle-check", Tone.DONE)
            case Fit.FULL:
                return Sign(self.tr("vol"), "circle-x", Tone.DANGER)
            case Fit.UNFIT:
                return Sign(self.tr("geen plaatsing"), "circle-x", Tone.DANGER)
            case _ if row.known_for:
                return Sign(self.tr("andere opleiding"), "circle-alert", Tone.ATTENTION)
            case _:
                return Sign(self.tr("niets bekend"), "", Tone.PLAIN)

    def _tip(self, row: PlaceRow) -> str:
        words = [row.company, row.number, row.contact]
        if row.days:
            words.append(", ".join(row.days))
        if row.unfit_reason:
            words.append(self.tr("Geen plaatsing: {reason}").format(reason=row.unfit_reason))
        return "\n".join(word for word in words if word)
