"""Moving cards along the road, from any page: what is asked first, what is done, what is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands import pipeline
from app.errors import Refusal
from app.queries.board import CardRow
from app.queries.students import students
from app.queries.teaching import periods
from app.rules.pipeline import ABSENT_STATES, next_state, previous_state
from app.terms.pipeline import Lane
from app.text import plural
from ui.cards.asking import or_reason, run
from ui.cards.endings import Endings
from ui.cards.seeking import Seeking
from ui.desk.desk import Desk
from ui.desk.forms import edit_student
from ui.dialogs.participate import ParticipateDialog
from ui.dialogs.stand_aside import StandAsideDialog

_ROAD = {lane: at for at, lane in enumerate(Lane)}


class Moves(QObject):
    """The moves of the board; dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self.seeking = Seeking(desk, over)
        self.endings = Endings(desk, over, self.seeking)

    def go_on(self, rows: Sequence[CardRow]) -> None:
        """Take cards a step on; one that seeks a place asks for the company."""
        if not rows:
            return
        seeking = [row for row in rows if row.lane is Lane.SEEKING and (next_state(row.state) is None or row.lacks)]
        if len(rows) == 1 and seeking:
            self.seeking.propose(rows[0])
        elif seeking:
            self._refuse_several()
        else:
            self._advance(rows, None)

    def go_back(self, rows: Sequence[CardRow]) -> None:
        """Take cards a step back; from the first step of a placement it ends the placement."""
        if len(rows) == 1 and rows[0].placement_id is not None and previous_state(rows[0].state) is None:
            self.endings.end(rows[0])
        elif rows:
            self._step_back(rows, None)

    def to_lane(self, rows: Sequence[CardRow], lane: Lane) -> None:
        """Take cards to the first state of another lane."""
        moving = [row for row in rows if row.lane is not None and row.lane is not lane]
        ways = {_ROAD[lane] > _ROAD[row.lane] for row in moving if row.lane is not None}
        asks = lane is Lane.SEEKING or any(row.lane is Lane.SEEKING for row in moving)
        if not moving:
            return
        if len(ways) > 1:
            self._desk.refused.emit(self.tr("Deze studenten gaan niet dezelfde kant op. Verplaats ze apart."))
        elif asks and len(moving) > 1:
            self._refuse_several()
        elif asks:
            (self.endings.end if lane is Lane.SEEKING else self.seeking.propose)(moving[0])
        elif ways == {True}:
            self._advance(moving, lane)
        else:
            self._step_back(moving, lane)

    def stand_aside(self, row: CardRow) -> None:
        """Take a student off the board, or bring them back."""
        if row.state in ABSENT_STATES:
            fact = self.tr("{student} staat weer op het bord").format(student=row.student)
            self._desk.do(pipeline.return_to_board, fact, participation_id=row.participation_id)
            return
        dialog = StandAsideDialog(row.student, self._over)
        fact = self.tr("{student} is van het bord gehaald").format(student=row.student)
        run(
            dialog,
            lambda values, refuse: self._desk.do(
                pipeline.stand_aside, fact, refuse, participation_id=row.participation_id, **values
            ),
        )

    def participate(self, period: UUID | None) -> None:
        """Let a student take part in a period, or add somebody new."""
        running = [row for row in reversed(self._desk.ask(periods)) if row.last_day >= today()]
        known = self._desk.ask(students, today=today()).rows
        dialog = ParticipateDialog(known, running, period, self._over)
        names = {row.id: row.name for row in known}

        def take(values: dict[str, Any], refuse: Callable[[Refusal], None]) -> object:
            fact = self.tr("{student} staat op het bord").format(student=names[values["student_id"]])
            return self._desk.do(pipeline.participate, fact, refuse, **values)

        dialog.new_wanted.connect(lambda: edit_student(self._desk, self._over))
        run(dialog, take)

    def _advance(self, rows: Sequence[CardRow], until: Lane | None) -> None:
        keys = tuple(row.participation_id for row in rows)
        fact = self._moved(rows, until)

        def go(refuse: Callable[[Refusal], None], reason: str | None = None) -> object:
            return self._desk.do(
                pipeline.advance, fact, refuse, participation_ids=keys, reason=reason, until=until, lead=_lead(rows)
            )

        def tell(refusal: Refusal) -> None:
            self._desk.refused.emit(str(refusal))

        go(or_reason(self._desk, self._over, tell, go))

    def _step_back(self, rows: Sequence[CardRow], until: Lane | None) -> None:
        keys = tuple(row.participation_id for row in rows)
        if len(rows) == 1 and until is None and (before := previous_state(rows[0].state)) is not None:
            fact = self.tr("{student} terug naar ‘{state}’").format(student=rows[0].student, state=before.label)
        else:
            fact = self.tr("{whom} terug gezet").format(whom=self._whom(rows))
        self._desk.do(pipeline.step_back, fact, participation_ids=keys, until=until, lead=_lead(rows))

    def _moved(self, rows: Sequence[CardRow], until: Lane | None) -> str:
        if until is not None:
            return self.tr("{whom} naar ‘{lane}’ gezet").format(whom=self._whom(rows), lane=until.label)
        following = next_state(rows[0].state)
        if len(rows) == 1 and following is not None:
            return self.tr("{student} naar ‘{state}’ gezet").format(student=rows[0].student, state=following.label)
        return self.tr("{whom} een stap verder gezet").format(whom=self._whom(rows))

    def _whom(self, rows: Sequence[CardRow]) -> str:
        return (
            rows[0].student if len(rows) == 1 else plural(len(rows), self.tr("{n} student"), self.tr("{n} studenten"))
        )

    def _refuse_several(self) -> None:
        self._desk.refused.emit(self.tr("Dit vraagt per student een keuze. Verplaats ze een voor een."))


def _lead(rows: Sequence[CardRow]) -> tuple[UUID, ...]:
    """The placements that cards are about, where there are several to choose from."""
    return tuple(row.placement_id for row in rows if row.others and row.placement_id is not None)
