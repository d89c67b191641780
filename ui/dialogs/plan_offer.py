"""What the planner proposes, line by line, before anything changes: new talks, moves, and what cannot be planned."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Refusal
from ui.theme import Tone
from ui.widgets.announce import announce
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind, key_text
from ui.widgets.notice import Notice
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text import Text
from ui.widgets.wide_dialog import WideDialog


class LineKind(StrEnum):
    """What a line of an offer says."""

    NEW = "new"
    MOVED = "moved"
    GONE = "gone"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line: what is proposed for which talk, and what stood before, or why it cannot be."""

    key: Hashable
    kind: LineKind
    student: str
    company: str
    talk: str
    when: str
    why: str


class PlanOfferDialog(WideDialog):
    """Shows the whole offer; ``taken`` when it is accepted. Nothing changes before that."""

    taken = Signal()

    def __init__(self, title: str, summary: str, lines: Sequence[PlanLine], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._title = Text(title, "section", wrap=True)
        self._summary = Text(summary, tone="muted", wrap=True)
        self._notice = Notice()
        self._notice.setVisible(False)
        self.table: RowTable[PlanLine] = RowTable(self._columns(), lambda line: line.key, title)
        self.table.show_rows(lines)
        keys = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return)
        self.take_button = Button(self.tr("Neem over"), "check", Kind.PRIMARY, key=key_text(keys))
        self.take_button.clicked.connect(self.taken)
        self.take_button.setEnabled(any(line.kind is not LineKind.LEFT for line in lines))
        self._cancel = Button(self.tr("Laat zoals het is"))
        self._cancel.clicked.connect(self.reject)
        QShortcut(keys, self, self.take_button.click)
        self._lay_out()

    def open(self) -> None:
        """Show it as large as the screen allows."""
        self.take_size(960, 620)
        super().open()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, refusal: Refusal) -> None:
        """Say why it could not be taken over."""
        self._notice.tell(str(refusal), Tone.DANGER)
        announce(self, str(refusal), urgent=True)

    def _columns(self) -> Sequence[Column[PlanLine]]:
        return (
            Column(self.tr("Wat"), lambda line: self._sign(line).text, sign=self._sign, width=112),
            Column(self.tr("Student"), lambda line: line.student, strong=True, width=160),
            Column(self.tr("Leerbedrijf"), lambda line: line.company, width=180, spare=1),
            Column(self.tr("Gesprek"), lambda line: line.talk, width=112),
            Column(self.tr("Wanneer"), lambda line: line.when, width=216),
            Column(self.tr("Was, of waarom niet"), lambda line: line.why, tip=lambda line: line.why),
        )

    def _sign(self, line: PlanLine) -> Sign:
        match line.kind:
            case LineKind.NEW:
                return Sign(self.tr("nieuw"), "plus", Tone.DONE)
            case LineKind.MOVED:
                return Sign(self.tr("verplaatst"), "arrow-right", Tone.ATTENTION)
            case LineKind.GONE:
                return Sign(self.tr("vervalt"), "x", Tone.DANGER)
            case _:
                return Sign(self.tr("past niet"), "circle-x", Tone.DANGER)

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        card = Panel("card", margin=1)
        card.column.addWidget(self.table)
        for part in (self._title, self._summary, self._notice):
            body.addWidget(part)
        body.addWidget(card, 1)
        self.frame(body, None, self._cancel, self.take_button)
