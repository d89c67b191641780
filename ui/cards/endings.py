"""Ending a placement before its time, and what is left to do after that."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.termination import Termination, terminate, tie_off
from app.queries.board import CardRow, cards
from app.queries.loose_ends import loose_ends_of
from app.queries.policy import reasons
from app.queries.student import student
from app.rules.hours import remaining_minutes
from app.terms.pipeline import Lane, State
from ui.cards.asking import run
from ui.cards.seeking import Seeking
from ui.desk.desk import Desk
from ui.dialogs.end_placement import Ending, EndPlacementDialog
from ui.dialogs.tie_off import TieOffDialog

_HOUR = 60


class Endings(QObject):
    """Ends placements and ties off what they leave; who needs another goes on with ``seeking``."""

    def __init__(self, desk: Desk, over: QWidget, seeking: Seeking) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self._seeking = seeking

    def end(self, row: CardRow) -> None:
        """End a placement before its time."""
        if row.placement_id is None:
            self._desk.refused.emit(
                self.tr("{student} heeft geen plaatsing om te beëindigen.").format(student=row.student)
            )
            return
        begun = row.lane in {Lane.RUNNING, Lane.CLOSING}
        whom = self.tr("{student} bij {company}").format(student=row.student, company=row.company)
        done, total = self._hours(row)
        ending = Ending(whom, State.ENDED_EARLY if begun else State.COMPANY_WITHDREW, done, total)
        dialog = EndPlacementDialog(ending, today(), self._desk.ask(reasons, day=today()), self._over)
        fact = self.tr("Plaatsing van {student} bij {company} beëindigd")

        def keep(draft: Termination) -> None:
            done = self._desk.do(
                terminate,
                fact.format(student=row.student, company=row.company),
                dialog.refuse,
                placement_id=_known(row.placement_id),
                draft=draft,
            )
            if done is not None:
                again = dialog.again
                dialog.accept()
                if again:
                    self._replace(row, total, draft.minutes_done)

        dialog.drafted.connect(keep)
        dialog.open()

    def tie_off(self, row: CardRow) -> None:
        """Record what was left to do after an early end and is done now."""
        rows = self._desk.ask(loose_ends_of, participation_id=row.participation_id)
        if not rows:
            self._desk.told.emit(
                self.tr("Voor {student} staat niets open na een beëindiging.").format(student=row.student)
            )
            return
        dialog = TieOffDialog(row.student, rows, self._over)
        fact = self.tr("Afgerond na beëindiging: {student}").format(student=row.student)
        run(
            dialog,
            lambda values, refuse: self._desk.do(
                tie_off, fact, refuse, loose_end_ids=tuple(sorted(values["loose_end_ids"]))
            ),
        )

    def _replace(self, row: CardRow, total: int | None, minutes_done: int | None) -> None:
        """Seek another place for whose placement just ended, with the hours that are left."""
        (fresh,) = self._desk.ask(cards, participation_ids=[row.participation_id], today=today())
        if fresh.placement_id is not None:
            self._seeking.beside(fresh)
            return
        left = ""
        if total is not None:
            hours = remaining_minutes(total * _HOUR, [minutes_done]) // _HOUR
            left = self.tr("nog {n} uur te maken").format(n=hours)
        self._seeking.propose(fresh, left)

    def _hours(self, row: CardRow) -> tuple[int | None, int | None]:
        """The hours made and the hours in all of the placement of a card."""
        known = self._desk.ask(student, student_id=row.student_id, today=today())
        for card in () if known is None else known.cards:
            for placement in card.placements:
                if placement.id == row.placement_id:
                    minutes = (placement.minutes_done, placement.minutes_total)
                    done, total = (None if one is None else round(one / _HOUR) for one in minutes)
                    return done, total
        return None, None


def _known(key: UUID | None) -> UUID:
    if key is None:
        raise RuntimeError("this card has no placement")
    return key
