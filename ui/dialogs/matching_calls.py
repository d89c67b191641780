"""Whom to call for those without a place, and what to ask: a list to work through."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.clock import today
from app.dates import short_date
from app.queries.matching_help import HelpCallRow
from app.terms.calls import CallOutcome
from app.text import phone_text
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowLayout
from ui.widgets.notice import Notice
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text import Text
from ui.widgets.wide_dialog import WideDialog

_SIGNS = {
    CallOutcome.NO_ANSWER: ("phone", Tone.PLAIN),
    CallOutcome.THINKING: ("clock", Tone.ATTENTION),
    CallOutcome.NO: ("circle-x", Tone.PLAIN),
    CallOutcome.YES: ("circle-check", Tone.DONE),
}


class MatchingCallsDialog(WideDialog):
    """A table of calls; reports the company that is to be opened, and what came of a call."""

    company_wanted = Signal(object)
    called = Signal(object, object)
    """The outcome of a call, and the row it is about."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Bellijst: wat zou helpen"))
        self.take_size(1080, 640)
        self._table: RowTable[HelpCallRow] = RowTable(
            (
                Column(self.tr("Leerbedrijf"), lambda row: row.company, strong=True),
                Column(self.tr("Telefoon"), lambda row: phone_text(row.phone), width=132, spare=2),
                Column(self.tr("Vraag of regel dit"), lambda row: row.words, tip=lambda row: row.words),
                Column(self.tr("Helpt"), lambda row: str(row.candidates), width=70, right=True),
                Column(self.tr("Ronde"), lambda row: row.round.programme, width=140, spare=1),
                Column(
                    self.tr("Gebeld"),
                    lambda row: _called(self, row).text,
                    sign=partial(_called, self),
                    width=176,
                    spare=3,
                ),
            ),
            key=_key,
            spoken=self.windowTitle(),
        )
        self._table.opened.connect(self._open)
        self._words = Notice(" ", Tone.INFO)
        self._log = [self._logging(at, outcome) for at, outcome in enumerate(_SIGNS, start=1)]
        self._lay_out()

    def _lay_out(self) -> None:
        card = Panel("card", margin=1)
        card.column.addWidget(self._table)
        bar = QWidget()
        flow = FlowLayout(bar)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        bar.setSizePolicy(policy)
        for button in self._log:
            flow.addWidget(button)
        body = QVBoxLayout()
        body.addWidget(Text(self.windowTitle(), "section", wrap=True))
        body.addWidget(self._words)
        body.addWidget(bar)
        body.addWidget(card, 1)
        close = Button(self.tr("Sluit"), kind=Kind.PRIMARY, key="Esc")
        close.clicked.connect(self.accept)
        self.frame(body, None, close)
        self._table.setFocus()

    def _logging(self, at: int, outcome: CallOutcome) -> Button:
        """The button, and the key, that say what came of the call in hand."""
        words = outcome.label[:1].upper() + outcome.label[1:]
        button = Button(words, _SIGNS[outcome][0], key=str(at), small=True)
        button.clicked.connect(partial(self._report, outcome))
        QShortcut(QKeySequence(str(at)), self, partial(self._report, outcome))
        return button

    def show_calls(self, rows: Sequence[HelpCallRow]) -> None:
        """Show what there is to call about now."""
        self._table.show_rows(rows)
        words = self.tr(
            "Achter elke regel staat hoeveel kandidaten zonder plek er dan naartoe kunnen. "
            "Enter opent het leerbedrijf, een cijfer legt je gesprek vast."
        )
        nothing = self.tr("Niemand wacht op een plek die met één telefoontje opengaat.")
        self._words.tell(words if rows else nothing, Tone.INFO)
        for button in self._log:
            button.setEnabled(bool(rows))
        if rows and self._table.current_row() is None:
            self._table.choose(_key(rows[0]))

    def _report(self, outcome: CallOutcome) -> None:
        row = self._table.current_row()
        if row is not None:
            self.called.emit(outcome, row)

    def _open(self, key: object) -> None:
        for row in self._table.rows.rows:
            if _key(row) == key:
                self.company_wanted.emit(row.company_id)
                self.accept()


def _key(row: HelpCallRow) -> tuple[UUID, UUID, str]:
    return row.round.id, row.company_id, row.words


def _called(dialog: MatchingCallsDialog, row: HelpCallRow) -> Sign:
    if row.outcome is None or row.called_on is None:
        return Sign(dialog.tr("nog niet gebeld"), "", Tone.PLAIN)
    icon, tone = _SIGNS[row.outcome]
    return Sign(f"{row.outcome.label}, {short_date(row.called_on, today=today())}", icon, tone)
