"""Names in a file that look like a company that the school knows, each with a yes or a no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.exchange.parsed import Proposal
from ui.importing.choosing import ChoosingTable
from ui.theme import Tone
from ui.widgets.row_model import Column
from ui.widgets.sign import Sign


@dataclass(frozen=True, slots=True)
class _LikelyRow:
    """A name as the file writes it, and the company it may be; ``id`` is the row of the file."""

    id: int
    written: str
    company: str
    likeness: int
    taken: bool


class LikelyPart(QWidget):
    """A yes for each name that means the company beside it; ``accepted`` holds the rows of the file."""

    def __init__(
        self, proposals: Sequence[Proposal[Any]], accepted: frozenset[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._proposals = proposals
        self.accepted = accepted
        self.rows: ChoosingTable[_LikelyRow] = ChoosingTable(
            self._columns(),
            self.tr("Namen die op een leerbedrijf lijken"),
            (self.tr("Ja, allemaal"), self.tr("Nee, geen enkele")),
            lambda _row: True,
        )
        self.rows.turned.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)
        self.setFocusProxy(self.rows)
        self._show()

    def _turn(self, ids: list[int], taken: bool) -> None:  # noqa: FBT001 - the signal's argument
        self.accepted = self.accepted | set(ids) if taken else self.accepted - set(ids)
        self._show()

    def _show(self) -> None:
        self.rows.show_rows(
            [
                _LikelyRow(one.row.row, one.written, one.company_name, one.likeness, one.row.row in self.accepted)
                for one in self._proposals
            ]
        )

    def _columns(self) -> Sequence[Column[_LikelyRow]]:
        return (
            Column(self.tr("In het bestand"), lambda row: row.written, strong=True),
            Column(self.tr("Leerbedrijf hier"), lambda row: row.company),
            Column(self.tr("Lijkt"), lambda row: f"{row.likeness}%", width=80, right=True, spare=2),
            Column(self.tr("Regel"), lambda row: str(row.id), width=80, right=True, spare=1),
            Column(self.tr("Keuze"), lambda row: self._sign(row).text, sign=self._sign, width=190),
        )

    def _sign(self, row: _LikelyRow) -> Sign:
        if row.taken:
            return Sign(self.tr("ja, dat is het"), "check", Tone.DONE)
        return Sign(self.tr("nee, sla over"), "x", Tone.PLAIN)
