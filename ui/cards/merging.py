"""Joining two that are one, from the lists of students and companies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.commands.merge import merge_companies, merge_students, renumber_company
from app.queries.doubles import companies_by_id, company_doubles, student_doubles, students_by_id
from ui.cards.asking import run
from ui.desk.desk import Desk
from ui.dialogs.merge import MergeDialog, Pair
from ui.dialogs.renumber import RenumberDialog

_TWO = 2


class Merging(QObject):
    """With two rows marked it is about those; else about who may be double."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def students(self, marked: Sequence[UUID]) -> None:
        """Join two students."""
        if len(marked) == _TWO:
            shown = self._desk.ask(students_by_id, marked)
            self._ask([(shown[marked[0]], shown[marked[1]])], merge_students)
        else:
            self._ask(self._desk.ask(student_doubles), merge_students)

    def companies(self, marked: Sequence[UUID]) -> None:
        """Join two companies."""
        if len(marked) == _TWO:
            shown = self._desk.ask(companies_by_id, marked)
            self._ask([(shown[marked[0]], shown[marked[1]])], merge_companies)
        else:
            self._ask(self._desk.ask(company_doubles), merge_companies)

    def renumber(self, company_id: UUID, name: str, now: str) -> None:
        """Give a company its new leerbedrijf-ID."""
        dialog = RenumberDialog(name, now, self._over.window())
        fact = self.tr("{company} heeft een nieuw leerbedrijf-ID").format(company=name)
        run(
            dialog,
            lambda values, refuse: self._desk.do(renumber_company, fact, refuse, company_id=company_id, **values),
        )

    def _ask(self, pairs: Sequence[Pair], command: Any) -> None:
        if not pairs:
            self._desk.told.emit(
                self.tr(
                    "Niemand lijkt dubbel. Kies er zelf twee, met Ctrl en klik of met Shift en een pijl, "
                    "en probeer het nog eens."
                )
            )
            return
        dialog = MergeDialog(pairs, self._over.window())
        names = {one.id: one.name for pair in pairs for one in pair}

        def join(values: dict[str, Any], refuse: Any) -> object:
            fact = self.tr("Samengevoegd: {name}").format(name=names[values["keep"]])
            return self._desk.do(command, fact, refuse, **dialog.intent(values["keep"]))

        run(dialog, join)
