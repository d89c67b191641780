"""What dialogs about one card have in common: its placement as it is now, and what is said when there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.queries.board import CardRow
from app.queries.student import StudentDetailRow, student
from app.queries.student_rows import PlacementRow
from app.text import translate
from ui.cards.asking import run
from ui.desk.desk import Desk


class OverCard(QObject):
    """Asks something about a card; dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def _do_with(self, dialog: Any, command: Any, fact: str, **fixed: Any) -> None:
        run(dialog, lambda values, refuse: self._desk.do(command, fact, refuse, **fixed, **values))

    def _hidden(self) -> bool:
        """Whether persons are hidden now; says so."""
        if self._desk.presenting:
            self._desk.refused.emit(
                translate("OverCard", "In de presentatiemodus zijn namen verborgen. Zet die eerst uit.")
            )
        return self._desk.presenting

    def _student(self, row: CardRow) -> StudentDetailRow | None:
        return self._desk.ask(student, student_id=row.student_id, today=today())

    def _placement(self, row: CardRow) -> PlacementRow | None:
        """The placement that the card is about, as it is now; says so when there is none."""
        known = self._student(row)
        cards = () if known is None else known.cards
        own = next((card for card in cards if card.participation_id == row.participation_id), None)
        wanted = () if own is None else own.placements
        found = next((one for one in wanted if one.id == row.placement_id), None if own is None else own.placement)
        if found is None:
            self._refuse_without([row])
        return found

    def _refuse_without(self, rows: Sequence[CardRow]) -> None:
        if len(rows) == 1:
            text = translate("OverCard", "{student} heeft nog geen leerbedrijf.").format(student=rows[0].student)
        else:
            text = translate("OverCard", "Deze studenten hebben nog geen leerbedrijf.")
        self._desk.refused.emit(text)

    def _where(self, row: CardRow) -> str:
        return translate("OverCard", "{student} bij {company}").format(student=row.student, company=row.company)
