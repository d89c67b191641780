"""Finding a place for the student of a card: from the school, in a round, by themselves, or one more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands import finding
from app.commands.placing import BesideDraft, place_beside
from app.errors import Refusal
from app.queries.board import CardRow
from app.queries.companies import companies
from app.queries.places import PlaceRow, places_for
from app.queries.student import student
from app.rules.minors import minors_law
from ui.cards.asking import or_reason, run
from ui.cards.spans import placement_line
from ui.desk.desk import Desk
from ui.dialogs.beside import BesideDialog, Having
from ui.dialogs.no_place import NoPlaceDialog
from ui.dialogs.own_find import OwnFindDialog
from ui.dialogs.propose import ProposeDialog


class Seeking(QObject):
    """Everything that gives a student a company, or says that there is none; dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def propose(self, row: CardRow, note: str = "") -> None:
        """Search a place for a student and propose the company; ``note`` says what else to mind."""
        find = partial(self._places, row.participation_id)
        about = ", ".join(word for word in (row.period, note) if word)
        dialog = ProposeDialog(row.student, about, find, self._over)

        def propose(place: PlaceRow) -> None:
            def go(refuse: Callable[[Refusal], None], reason: str | None = None) -> object:
                fact = self.tr("{company} voorgesteld voor {student}")
                done = self._desk.do(
                    finding.propose,
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

            go(or_reason(self._desk, self._over, dialog.refuse, go))

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

    def own_find(self, row: CardRow) -> None:
        """Record the company that a student found."""
        dialog = OwnFindDialog(row.student, self._companies(), self._over)

        def take(values: dict[str, Any], refuse: Callable[[Refusal], None]) -> object:
            def go(refuse: Callable[[Refusal], None], reason: str | None = None) -> object:
                fact = self.tr("{student} vond zelf een plek").format(student=row.student)
                intent = {"participation_id": row.participation_id, "reason": reason, **dialog.intent(values)}
                done = self._desk.do(finding.take_own_find, fact, refuse, **intent)
                if done is not None:
                    dialog.accept()
                return done

            return go(or_reason(self._desk, self._over, refuse, go))

        run(dialog, take)

    def no_place(self, row: CardRow) -> None:
        """Record that there is no place, and that the SBB-adviseur was told."""
        if row.placement_id is not None:
            self._desk.refused.emit(self.tr("{student} heeft een plaatsing.").format(student=row.student))
            return
        dialog = NoPlaceDialog(row.student, row.since, row.shortage_told_on, today(), self._over)
        fact = self.tr("Tekort voor {student} vastgelegd: geen plek gevonden").format(student=row.student)
        run(
            dialog,
            lambda values, refuse: self._desk.do(
                finding.report_no_place, fact, refuse, participation_id=row.participation_id, **values
            ),
        )

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

    def _places(self, participation_id: UUID, text: str) -> Sequence[PlaceRow]:
        return self._desk.ask(places_for, participation_id=participation_id, today=today(), text=text)
