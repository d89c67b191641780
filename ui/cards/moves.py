"""Moving cards along the road, from any page: what is asked first, what is done, what is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands import pipeline
from app.commands.placing import BesideDraft, place_beside
from app.commands.termination import Termination, terminate, tie_off
from app.errors import Refusal
from app.queries.board import CardRow, cards
from app.queries.companies import companies
from app.queries.loose_ends import loose_ends_of
from app.queries.places import PlaceRow, places_for
from app.queries.policy import reasons
from app.queries.school import periods
from app.queries.student import student
from app.queries.students import students
from app.rules.hours import remaining_minutes
from app.rules.minors import minors_law
from app.rules.pipeline import ABSENT_STATES, next_state, previous_state
from app.terms.pipeline import Lane, State
from app.text import plural
from ui.cards.spans import placement_line
from ui.desk.desk import Desk
from ui.desk.forms import edit_student
from ui.dialogs.beside import BesideDialog, Having
from ui.dialogs.end_placement import Ending, EndPlacementDialog
from ui.dialogs.no_place import NoPlaceDialog
from ui.dialogs.own_find import OwnFindDialog
from ui.dialogs.participate import ParticipateDialog
from ui.dialogs.propose import ProposeDialog
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.stand_aside import StandAsideDialog
from ui.dialogs.tie_off import TieOffDialog

_HOUR = 60
_ROAD = {lane: at for at, lane in enumerate(Lane)}


Go = Callable[[Callable[[Refusal], None], str | None], object]
"""Does something, with the reason why it goes on although something is missing."""


class Moves(QObject):
    """The moves of the board; dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def go_on(self, rows: Sequence[CardRow]) -> None:
        """Take cards a step on; one that seeks a place asks for the company."""
        if not rows:
            return
        seeking = [row for row in rows if row.lane is Lane.SEEKING and (next_state(row.state) is None or row.lacks)]
        if len(rows) == 1 and seeking:
            self.propose(rows[0])
        elif seeking:
            self._refuse_several()
        else:
            self._advance(rows, None)

    def go_back(self, rows: Sequence[CardRow]) -> None:
        """Take cards a step back; from the first step of a placement it ends the placement."""
        if len(rows) == 1 and rows[0].placement_id is not None and previous_state(rows[0].state) is None:
            self.end(rows[0])
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
            (self.end if lane is Lane.SEEKING else self.propose)(moving[0])
        elif ways == {True}:
            self._advance(moving, lane)
        else:
            self._step_back(moving, lane)

    def propose(self, row: CardRow, note: str = "") -> None:
        """Search a place for a student and propose the company; ``note`` says what else to mind."""
        find = partial(self._places, row.participation_id)
        about = ", ".join(word for word in (row.period, note) if word)
        dialog = ProposeDialog(row.student, about, find, self._over)

        def propose(place: PlaceRow) -> None:
            def go(refuse: Callable[[Refusal], None], reason: str | None = None) -> object:
                fact = self.tr("{company} voorgesteld voor {student}")
                done = self._desk.do(
                    pipeline.propose,
                    fact.format(company=place.company, student=row.student),
                    refuse,
                    participation_id=row.participation_id,
                    company_id=place.company_id,
                    offer_id=place.offer_id,
                    reason=reason,
                )
                if done is not None:
                    dialog.accept()
                return done

            go(self._or_reason(dialog.refuse, go))

        dialog.chosen.connect(propose)
        dialog.open()

    def match(self, row: CardRow) -> None:
        """Open a matching round for a student alone, and go there."""
        from app.commands.matching import open_round_for

        fact = self.tr("Matchingronde geopend voor {student}").format(student=row.student)
        done = self._desk.do(open_round_for, fact, participation_id=row.participation_id)
        if done is not None:
            self._desk.show_page("matching", done.result)

    def beside(self, row: CardRow) -> None:
        """Give a student another placement, beside the one of the card or after it."""
        having = self._having(row)
        if having is None:
            self._desk.refused.emit(self.tr("{student} heeft nog geen leerbedrijf.").format(student=row.student))
            return
        dialog = BesideDialog(having, self._companies(), self._over)

        def keep(draft: BesideDraft) -> None:
            fact = self.tr("Nog een plaatsing voor {student}").format(student=row.student)
            done = self._desk.do(place_beside, fact, dialog.refuse, participation_id=row.participation_id, draft=draft)
            if done is not None:
                dialog.accept()

        dialog.drafted.connect(keep)
        dialog.open()

    def _having(self, row: CardRow) -> Having | None:
        """What the student has now, for one that comes beside it."""
        known = self._desk.ask(student, student_id=row.student_id, today=today())
        for card in () if known is None else known.cards:
            placements = [one for one in card.placements if not one.stopped]
            if card.participation_id == row.participation_id and placements:
                latest = next((one for one in placements if one.id == row.placement_id), placements[0])
                lines = tuple(placement_line(one, today()) for one in placements)
                law = minors_law() if row.minor else ""
                return Having(row.student, lines, law, latest.company_id, latest.first_day, latest.last_day)
        return None

    def _companies(self) -> list[tuple[UUID, str, str]]:
        """The companies where the school places, by id, name and town."""
        return [(one.id, one.name, one.town) for one in self._desk.ask(companies, today=today()).rows if not one.unfit]

    def own_find(self, row: CardRow) -> None:
        """Record the company that a student found."""
        dialog = OwnFindDialog(row.student, self._companies(), self._over)

        def take(values: dict[str, Any], refuse: Callable[[Refusal], None]) -> object:
            def go(refuse: Callable[[Refusal], None], reason: str | None = None) -> object:
                fact = self.tr("{student} vond zelf een plek").format(student=row.student)
                intent = {"participation_id": row.participation_id, "reason": reason, **dialog.intent(values)}
                done = self._desk.do(pipeline.take_own_find, fact, refuse, **intent)
                if done is not None:
                    dialog.accept()
                return done

            return go(self._or_reason(refuse, go))

        run(dialog, take)

    def no_place(self, row: CardRow) -> None:
        """Record that there is no place, and that the SBB-adviseur was told."""
        if row.placement_id is not None:
            self._desk.refused.emit(self.tr("{student} heeft een plaatsing.").format(student=row.student))
            return
        dialog = NoPlaceDialog(row.student, row.since, row.shortage_told_on, today(), self._over)
        fact = self.tr("Geen plek gevonden voor {student}, dat staat nu vast").format(student=row.student)
        run(
            dialog,
            lambda values, refuse: self._desk.do(
                pipeline.report_no_place, fact, refuse, participation_id=row.participation_id, **values
            ),
        )

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

    def _replace(self, row: CardRow, total: int | None, minutes_done: int | None) -> None:
        """Seek another place for whose placement just ended, with the hours that are left."""
        (fresh,) = self._desk.ask(cards, participation_ids=[row.participation_id], today=today())
        if fresh.placement_id is not None:
            self.beside(fresh)
            return
        left = ""
        if total is not None:
            hours = remaining_minutes(total * _HOUR, [minutes_done]) // _HOUR
            left = self.tr("nog {n} uur te maken").format(n=hours)
        self.propose(fresh, left)

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

        go(self._or_reason(tell, go))

    def _or_reason(self, refuse: Callable[[Refusal], None], go: Go) -> Callable[[Refusal], None]:
        """What answers a refusal: where a reason can lift it the question why, else ``refuse``."""

        def answer(refusal: Refusal) -> None:
            if refusal.override is None:
                refuse(refusal)
                return
            phrases = self._desk.ask(reasons, day=today())["override"]
            dialog = ReasonDialog(str(refusal), phrases, self._over)
            run(dialog, lambda values, refuse: go(refuse, values["reason"]))

        return answer

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

    def _places(self, participation_id: UUID, text: str) -> Sequence[PlaceRow]:
        return self._desk.ask(places_for, participation_id=participation_id, today=today(), text=text)

    def _refuse_several(self) -> None:
        self._desk.refused.emit(self.tr("Dit vraagt per student een keuze. Verplaats ze een voor een."))


def run(dialog: Any, do: Callable[[dict[str, Any], Callable[[Refusal], None]], object]) -> None:
    """Open a form dialog; what it reports is done, and it closes when that worked."""

    def save(values: dict[str, Any]) -> None:
        if do(values, dialog.refuse) is not None:
            dialog.accept()

    dialog.saved.connect(save)
    dialog.open()


def _lead(rows: Sequence[CardRow]) -> tuple[UUID, ...]:
    """The placements that cards are about, where there are several to choose from."""
    return tuple(row.placement_id for row in rows if row.others and row.placement_id is not None)


def _known(key: UUID | None) -> UUID:
    if key is None:
        raise RuntimeError("this card has no placement")
    return key
