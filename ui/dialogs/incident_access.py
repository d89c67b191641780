"""Who may read Meldingen, whether a noodblad lies somewhere, and what can be done about both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Tone, look
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowLayout
from ui.widgets.notice import Notice
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.scroller import Scroller
from ui.widgets.sign import Sign
from ui.widgets.text import Text
from ui.widgets.wide_dialog import WideDialog


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone of *Mensen*, and whether they may read."""

    person: str
    name: str
    reads: bool
    me: bool = False


class IncidentAccessDialog(WideDialog):
    """A list of people; its buttons say what is wanted, and ``show_people`` shows what came of it."""

    admit_wanted = Signal()
    dismiss_wanted = Signal(str)
    """The id of who is to read no more."""
    passphrase_wanted = Signal()
    code_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Wie mag Meldingen lezen"))
        self.table: RowTable[Reader] = RowTable(
            self._columns(), key=lambda row: row.person, spoken=self.tr("Wie mag Meldingen lezen")
        )
        self.table.chosen.connect(lambda _key: self._fit_buttons())
        self._state = Notice()
        self.admit = Button(self.tr("&Laat iemand toe"), "plus")
        self.dismiss = Button(self.tr("&Haal toegang weg, definitief"), "user-x")
        self.passphrase = Button(self.tr("&Wijzig mijn wachtzin"), "key-round")
        self.code = Button(self.tr("&Nieuw noodblad"), "life-buoy")
        for button, wanted in (
            (self.admit, self.admit_wanted),
            (self.passphrase, self.passphrase_wanted),
            (self.code, self.code_wanted),
        ):
            button.clicked.connect(wanted)
        self.dismiss.clicked.connect(self._dismiss)
        self._lay_out()
        self.take_size(640, 520)

    def show_people(self, people: Sequence[Reader], *, has_code: bool) -> None:
        """Show who reads, and how the school stands if somebody forgets a passphrase."""
        self.table.show_rows(people)
        if self.table.current_row() is None and people:
            self.table.choose(people[0].person)
        several = sum(row.reads for row in people) > 1
        if has_code:
            words = self.tr("Er is een noodblad. Wie een wachtzin kwijt is, leest daarmee weer; de code is dan op.")
        elif several:
            words = self.tr("Er is geen noodblad. Wie een wachtzin kwijt is, wordt door een ander weer toegelaten.")
        else:
            words = self.tr(
                "Er leest één persoon en er is geen noodblad. Is die wachtzin kwijt, dan leest niemand het ooit nog."
            )
        tone = Tone.DONE if has_code else Tone.INFO if several else Tone.ATTENTION
        if words != self._state.text:
            self._state.tell(words, tone)
        self.admit.setEnabled(any(not row.reads for row in people))
        self._fit_buttons()

    def _columns(self) -> tuple[Column[Reader], ...]:
        reads, not_now, me = self.tr("leest"), self.tr("leest niet"), self.tr("dit ben jij")
        return (
            Column(self.tr("Naam"), lambda row: row.name, strong=True),
            Column(
                self.tr("Meldingen"),
                lambda row: reads if row.reads else not_now,
                sign=lambda row: Sign(reads, "eye", Tone.DONE) if row.reads else Sign(not_now, "eye-off", Tone.PLAIN),
                width=140,
            ),
            Column(
                self.tr("Aan het werk"),
                lambda row: me if row.me else "",
                sign=lambda row: Sign(me, "user", Tone.INFO) if row.me else None,
                width=130,
            ),
        )

    def _fit_buttons(self) -> None:
        row = self.table.current_row()
        several = sum(one.reads for one in self.table.rows.rows) > 1
        self.dismiss.setEnabled(row is not None and row.reads and not row.me and several)

    def _dismiss(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.dismiss_wanted.emit(row.person)

    def _lay_out(self) -> None:
        box = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        flow = FlowLayout(box, 8)
        for button in (self.admit, self.dismiss, self.passphrase, self.code):
            flow.addWidget(button)
        words = self.tr(
            "Wie leest, leest ook wat er al ligt. Wie je toegang weghaalt, leest niets meer, ook niet wat eerder kwam. "
            "Had die persoon het noodblad in handen? Maak dan ook een nieuw."
        )
        inner, whole = QWidget(), QVBoxLayout()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        for part in (Text(self.tr("Wie mag Meldingen lezen"), "section"), Text(words, tone="muted", wrap=True)):
            body.addWidget(part)
        body.addWidget(self._state)
        self.table.setMinimumHeight(look().px(110))
        body.addWidget(self.table, 1)
        body.addWidget(box)
        close = Button(self.tr("Sluit"), kind=Kind.PRIMARY, key="Esc")
        close.clicked.connect(self.accept)
        whole.addWidget(Scroller(inner))
        self.frame(whole, None, close)
