"""What a list speaks of and the school does not have yet: opleidingen with a yes or no, perioden with their days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.commands.programmes import ProgrammeDraft
from app.commands.school import PeriodDraft
from app.exchange.lacking import Lacking
from app.text import plural
from ui.importing.choosing import ChoosingTable
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.form import Form
from ui.widgets.row_model import Column
from ui.widgets.scroller import Scroller
from ui.widgets.sign import Sign


@dataclass(frozen=True, slots=True)
class _ProgrammeRow:
    """An opleiding with what was chosen; ``id`` is its crebo."""

    id: str
    name: str
    level: int
    rows: int
    taken: bool


class LackingPart(QWidget):
    """Asks which opleidingen to add, and from when to when each periode is; a periode without days stays out."""

    def __init__(self, found: Lacking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self._taken = frozenset(one.crebo for one in found.programmes)
        self.form = Form()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        if found.periods:
            column.addWidget(self._ask_periods())
            self.setFocusProxy(self.form["first_0"])
        if found.programmes:
            self.rows: ChoosingTable[_ProgrammeRow] = ChoosingTable(
                self._columns(),
                self.tr("Opleidingen die de school nog niet heeft"),
                (self.tr("Alles: komt erbij"), self.tr("Alles: niet toevoegen")),
                lambda _row: True,
            )
            self.rows.turned.connect(self._turn)
            column.addWidget(self.rows, 1)
            self.setFocusProxy(self.rows)
            self._show()
        else:
            column.addStretch(1)

    @property
    def programmes(self) -> tuple[ProgrammeDraft, ...]:
        """The opleidingen to add; the crebo is their code until somebody gives another."""
        chosen = (one for one in self._found.programmes if one.crebo in self._taken)
        return tuple(ProgrammeDraft(one.crebo, one.crebo, one.name, one.level) for one in chosen)

    @property
    def periods(self) -> tuple[PeriodDraft, ...]:
        """The periods to add: those with a first and a last day."""
        return tuple(
            PeriodDraft(one.code, one.name, first.value, last.value)
            for one, (first, last) in zip(self._found.periods, self._days, strict=True)
            if first.value is not None and last.value is not None
        )

    @property
    def _days(self) -> list[tuple[Field, Field]]:
        """Of each period the fields of its first and last day."""
        return [(self.form[f"first_{at}"], self.form[f"last_{at}"]) for at in range(len(self._found.periods))]

    def check(self) -> bool:
        """Whether every period that was begun can be added; says at its fields why not."""
        if not self.form.check():
            return False
        for first, last in self._days:
            if (first.value is None) != (last.value is None):
                empty = first if first.value is None else last
                empty.show_error(self.tr("Vul allebei de dagen in, of geen van beide."))
            elif first.value is not None and first.value > last.value:
                last.show_error(self.tr("De laatste dag ligt voor de eerste."))
            else:
                continue
            return False
        return True

    def _ask_periods(self) -> QWidget:
        self.form.add_words(self.tr("Van wanneer tot wanneer is elke periode? Zonder dagen komt zij er niet bij."))
        for at, one in enumerate(self._found.periods):
            rows = plural(one.rows, self.tr("{n} regel"), self.tr("{n} regels"))
            self.form.add_words(f"{one.name} ({rows})", heading=True)
            self.form.add(
                **{
                    f"first_{at}": DateField(self.tr("Eerste dag van {name}").format(name=one.name)),
                    f"last_{at}": DateField(self.tr("Laatste dag van {name}").format(name=one.name)),
                }
            )
        card = Panel("card", margin=14)
        card.column.addWidget(self.form)
        return Scroller(card) if self._found.programmes else card

    def _turn(self, crebos: list[str], taken: bool) -> None:  # noqa: FBT001 - the signal's argument
        self._taken = self._taken | set(crebos) if taken else self._taken - set(crebos)
        self._show()

    def _show(self) -> None:
        self.rows.show_rows(
            [
                _ProgrammeRow(one.crebo, one.name, one.level, one.rows, one.crebo in self._taken)
                for one in self._found.programmes
            ]
        )

    def _columns(self) -> Sequence[Column[_ProgrammeRow]]:
        return (
            Column(self.tr("Opleiding"), lambda row: row.name, strong=True),
            Column(self.tr("Crebo"), lambda row: row.id, width=90),
            Column(self.tr("Niveau"), lambda row: str(row.level), width=90, right=True, spare=2),
            Column(self.tr("Regels"), lambda row: str(row.rows), width=90, right=True, spare=1),
            Column(self.tr("Keuze"), lambda row: self._sign(row).text, sign=self._sign, width=190),
        )

    def _sign(self, row: _ProgrammeRow) -> Sign:
        if row.taken:
            return Sign(self.tr("komt erbij"), "check", Tone.DONE)
        return Sign(self.tr("niet toevoegen"), "x", Tone.PLAIN)
