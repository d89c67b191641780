"""The long work of a round: the proposal, the check, and the explanation, each in the child process."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.clock import today
from app.commands.matching import keep_proposal
from app.errors import Refusal
from app.matching.running import Explanation, Solved, check_round, explain_round, solve_round
from app.queries.matching import RoundDetail
from app.queries.matching_input import asked
from app.queries.matching_record import kept, torn
from ui.desk.desk import Desk
from ui.desk.ear import Ear


class Working(QObject):
    """Asks the child process and keeps what it answers; ``owner`` is who waits."""

    solved = Signal()
    """A proposal was made, and kept where nothing had changed meanwhile."""
    stopped = Signal()
    """The making of a proposal was cancelled."""
    explained = Signal()

    def __init__(self, desk: Desk, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self._told: tuple[str, Explanation] | None = None
        self._asked_for = ""

    def solve(self, round_id: UUID) -> bool:
        """Make a proposal; whether it was begun."""
        try:
            wanted = self._desk.ask(asked, round_id, today=today())
        except Refusal as refusal:
            self._desk.refused.emit(str(refusal))
            return False
        job = self._desk.lanes.solve(
            solve_round,
            inputs=wanted.inputs,
            pins=wanted.pins,
            vetoes=wanted.vetoes,
            previous=wanted.previous,
        )
        job.cancelled.connect(self.stopped)
        shown = self._desk.show_job(self.tr("Het voorstel maken"), job)
        Ear(self, shown, partial(self._keep, round_id, wanted.inputs), _ignore)
        return True

    def _keep(self, round_id: UUID, inputs: str, solved: Solved) -> None:
        words = self.tr("Voorstel bewezen en bewaard: {n} van {all} krijgen zo een plek")
        fact = words.format(n=solved.placed, all=solved.students)
        if self._desk.do(keep_proposal, fact, None, round_id=round_id, inputs=inputs, solved=solved) is not None:
            self.solved.emit()
        else:
            self.stopped.emit()

    def check(self, round_id: UUID) -> None:
        """Check the record of a round again, and say what came of it."""
        texts = self._desk.ask(kept, round_id)
        if texts is None:
            return
        if faults := self._desk.ask(torn, round_id):
            self._tell_check(faults)
            return
        job = self._desk.lanes.solve(check_round, inputs=texts.inputs, answer=texts.answer)
        Ear(self, self._desk.show_job(self.tr("De ronde controleren"), job), self._tell_check, _ignore)

    def _tell_check(self, faults: tuple[str, ...]) -> None:
        if faults:
            self._desk.refused.emit(self.tr("De controle keurt deze ronde af: {fault}").format(fault=faults[0]))
        else:
            self._desk.told.emit(self.tr("Gecontroleerd: het voorstel is bewezen het beste dat er is."))

    def explain(self, about: RoundDetail) -> None:
        """Ask for the explanation of the proposal, once."""
        wanted = _proposed(about)
        if not wanted or self._asked_for == wanted:
            return
        texts = self._desk.ask(kept, about.row.id)
        if texts is None:
            return
        self._asked_for = wanted
        job = self._desk.lanes.solve(explain_round, inputs=texts.inputs, answer=texts.answer)
        job.cancelled.connect(self._ask_for_nothing)
        Ear(self, job, partial(self._hear, wanted))

    def _ask_for_nothing(self) -> None:
        self._asked_for = ""

    def _hear(self, wanted: str, told: Explanation) -> None:
        self._told = (wanted, told)
        self.explained.emit()

    def explanation(self, about: RoundDetail) -> Explanation | None:
        """The explanation of the proposal that holds, once it is there."""
        wanted = _proposed(about)
        return self._told[1] if wanted and self._told is not None and self._told[0] == wanted else None


def _proposed(about: RoundDetail) -> str:
    """What identifies the proposal that holds; empty without one."""
    return "" if about.proposal is None else about.proposal.inputs_digest + about.proposal.answer_digest


def _ignore(_error: Exception) -> None:
    """What went wrong is said by the desk already."""
