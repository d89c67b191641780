"""Is everything there: who takes part, which places, and whom to call before the criteria are frozen."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.queries.matching_market import Field, OfferInRow, TakerRow
from app.text import plural
from ui.desk.desk import Desk
from ui.theme import Tone, look
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text import Text

_BESIDE_FROM = 980


class CompletePart(QWidget):
    """Students and places beside each other, what needs somebody first."""

    def __init__(self, desk: Desk, forms: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._students_head, self._offers_head = Text("", "section", wrap=True), Text("", "section", wrap=True)
        self._students: RowTable[TakerRow] = RowTable(
            (
                Column(self.tr("Student"), lambda row: row.name, strong=True),
                Column(self.tr("Klas"), lambda row: row.group, width=80, spare=1),
                Column(self.tr("In de ronde"), _taker, sign=_taker_sign, width=300, tip=_taker),
            ),
            key=lambda row: row.participation_id,
            spoken=self.tr("Studenten van deze opleiding"),
        )
        self._offers: RowTable[OfferInRow] = RowTable(
            (
                Column(self.tr("Leerbedrijf"), lambda row: row.company, strong=True),
                Column(self.tr("Vrij"), lambda row: "" if row.free is None else str(row.free), width=60, right=True),
                Column(self.tr("Telefoon"), lambda row: row.phone, width=130, spare=1),
                Column(self.tr("In de ronde"), _offer, sign=_offer_sign, width=290, tip=_offer),
            ),
            key=lambda row: row.offer_id,
            spoken=self.tr("Stageplaatsen voor deze opleiding"),
        )
        self._students.opened.connect(self._open_student)
        self._offers.opened.connect(self._open_company)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(16)
        column.addLayout(self._row, 1)
        tools = QWidget()
        flow = FlowLayout(tools, 8)
        for action in forms:
            flow.addWidget(Button.of(action))
        column.addWidget(tools)
        for head, table in ((self._students_head, self._students), (self._offers_head, self._offers)):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(head)
            card = Panel("card", margin=1)
            card.column.addWidget(table)
            column.addWidget(card, 1)
            self._row.addWidget(side, 1)
        self.setFocusProxy(self._students)

    def show_field(self, there: Field, only: UUID | None = None, *, over: bool = False) -> None:
        """Show who and what there is; what lacks something first, what is out last.

        ``only``: the round is for one. ``over``: it is on the board, and these are who seek a place since.
        """
        students = [row for row in there.students if only in {None, row.participation_id}]
        taking = [row for row in students if row.aside is None]
        waiting = sum(bool(row.gaps) for row in taking)
        one, many = self.tr("1 student doet mee"), self.tr("{n} studenten doen mee")
        if over:
            one = self.tr("Deze ronde staat op het bord. Nu zoekt nog 1 student")
            many = self.tr("Deze ronde staat op het bord. Nu zoeken nog {n} studenten")
        short = self.tr("bij {gaps} mist nog iets") if waiting else self.tr("alles is compleet")
        count = plural(len(taking), one, many)
        self._students_head.setText(f"{count}." if over else f"{count}, {short.format(gaps=waiting)}")
        apart = len(there.offers) - len(there.offered)
        words = self.tr("{places} plekken bij {n} stageplaatsen, {apart} apart gehouden")
        self._offers_head.setText(words.format(places=there.places, n=len(there.offered), apart=apart))
        self._students.show_rows(sorted(students, key=lambda row: (row.aside is not None, not row.gaps)))
        self._offers.show_rows(sorted(there.offers, key=lambda row: (row.apart is not None, not row.gaps)))
        self._fit()

    def _open_student(self, key: object) -> None:
        for row in self._students.rows.rows:
            if row.participation_id == key:
                self._desk.open("student", row.student_id)

    def _open_company(self, key: object) -> None:
        for row in self._offers.rows.rows:
            if row.offer_id == key:
                self._desk.open("company", row.company_id)

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002 - the width says it all
        self._fit()

    def _fit(self) -> None:
        narrow = 0 < self.width() < look().px(_BESIDE_FROM)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)


def _taker(row: TakerRow) -> str:
    return _taker_sign(row).text


def _taker_sign(row: TakerRow) -> Sign:
    if row.aside is not None:
        return Sign(row.aside.label, "user-x", Tone.PLAIN)
    if row.gaps:
        return Sign(", ".join(row.gaps), "triangle-alert", Tone.ATTENTION)
    return Sign(_takes_part(), "check", Tone.DONE)


def _offer(row: OfferInRow) -> str:
    return _offer_sign(row).text


def _offer_sign(row: OfferInRow) -> Sign:
    if row.apart is not None:
        return Sign(row.apart.label, "hourglass", Tone.PLAIN)
    if row.gaps:
        return Sign(", ".join(row.gaps), "triangle-alert", Tone.ATTENTION)
    return Sign(_takes_part(), "check", Tone.DONE)


def _takes_part() -> str:
    from app.text import translate

    return translate("MatchingPage", "doet mee")
