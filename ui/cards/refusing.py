"""A company that refuses a student: what is asked, what is sealed, and what stays on the board."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.refusals import record_refusal
from app.commands.sealed_notes import leave_note
from app.errors import Refusal
from app.queries.board import CardRow
from app.queries.policy import reasons
from app.terms.company import RefusalKind
from app.terms.incidents import Origin
from ui.desk.desk import Desk
from ui.dialogs.refused import RefusedDialog, Said

_LISTS = {kind: f"refused_{kind.value}" for kind in RefusalKind}
"""Where the reasons of each kind stand among those of the school."""


class Refusing(QObject):
    """Records refusals by companies; dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def record(self, row: CardRow) -> None:
        """Record that the company of a card does not take its student."""
        placement_id = row.placement_id
        if placement_id is None:
            self._desk.refused.emit(self.tr("{student} heeft nog geen leerbedrijf.").format(student=row.student))
            return
        known = self._desk.ask(reasons, day=today())
        whom = self.tr("{student} bij {company}").format(student=row.student, company=row.company)
        listed = {kind: known[name] for kind, name in _LISTS.items()}
        dialog = RefusedDialog(whom, listed, today(), self._over)

        def save(values: dict[str, Any]) -> None:
            said: Said = values["reason"]
            words = dialog.sealed_words(values)
            if words and not self._seal(row, words, dialog.refuse):
                return
            fact = self.tr("{company} nam {student} niet aan: {kind}")
            done = self._desk.do(
                record_refusal,
                fact.format(company=row.company, student=row.student, kind=said.kind.label),
                dialog.refuse,
                placement_id=placement_id,
                kind=said.kind,
                refused_on=values["refused_on"],
            )
            if done is not None:
                dialog.accept()

        dialog.saved.connect(save)
        dialog.open()

    def _seal(self, row: CardRow, words: str, refuse: Callable[[Refusal], None]) -> bool:
        """Leave what was said in Meldingen, in a step of its own: the board does not tell that it is there."""
        fact = self.tr("Verzegeld voor Meldingen")
        done = self._desk.do(
            leave_note,
            fact,
            refuse,
            None,
            origin=Origin.REFUSAL,
            text=words,
            student_id=row.student_id,
            company_id=row.company_id,
        )
        return done is not None
