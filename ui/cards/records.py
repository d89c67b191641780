"""What happened with the student of a card, from any page: talks, judgements, hours, progress, support, a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.clock import today
from app.commands import people, recording
from app.commands.calls import log_talks
from app.commands.progress import ProgressDraft, keep_progress
from app.commands.support import SupportDraft, keep_support
from app.dates import short_date
from app.queries.board import CardRow
from app.queries.progress import progress
from app.queries.student_rows import PlacementRow
from app.queries.support import support_of
from app.terms.pipeline import Lane, Moment, Party
from app.terms.progress import HoursSource
from app.text import plural
from ui.cards.asking import run
from ui.cards.over_card import OverCard
from ui.desk.forms import edit_wish
from ui.dialogs.contact import ContactDialog
from ui.dialogs.hours import HoursDialog
from ui.dialogs.judge import JudgeDialog
from ui.dialogs.note import NoteDialog
from ui.dialogs.progress import ProgressDialog
from ui.dialogs.support import SupportDialog

_HOUR = 60
_TALKS = (Moment.START, Moment.MIDDLE, Moment.END)


class Records(OverCard):
    """Small recordings of what happened, about one card or about many at once."""

    def contact(self, row: CardRow) -> None:
        """Record a talk; it suggests the one that comes next."""
        placement = self._placement(row)
        if placement is None:
            return
        held = {talk.moment for talk in placement.talks}
        likely = next((moment for moment in _TALKS if moment not in held), Moment.EXTRA)
        dialog = ContactDialog(self._where(row), likely, today(), self._over)

        def keep(draft: recording.ContactDraft) -> None:
            words = self.tr("Contact met {student} op {day} vastgelegd")
            fact = words.format(student=row.student, day=short_date(draft.held_on, today=today()))
            done = self._desk.do(recording.hold_contact, fact, dialog.refuse, placement_id=placement.id, draft=draft)
            if done is not None:
                dialog.accept()

        dialog.drafted.connect(keep)
        dialog.open()

    def called(self, rows: Sequence[CardRow], party: Party) -> None:
        """Record that somebody was called today, for every card that has a placement; it asks nothing."""
        placed = [row for row in rows if row.placement_id is not None]
        if not placed:
            self._refuse_without(rows)
            return
        keys = tuple(row.placement_id for row in placed if row.placement_id is not None)
        many = plural(len(placed), self.tr("{n} student"), self.tr("{n} studenten"))
        whom = placed[0].student if len(placed) == 1 else many
        fact = self.tr("Vandaag gebeld over {whom}: {party}").format(whom=whom, party=party.label)
        self._desk.do(log_talks, fact, placement_ids=keys, party=party)

    def judge(self, row: CardRow) -> None:
        """Record a judgement; it suggests the one that is missing."""
        placement = self._placement(row)
        if placement is None:
            return
        likely = _missing_verdict(placement, closing=row.lane is Lane.CLOSING)
        known = self._desk.ask(progress, placement_id=placement.id)
        dialog = JudgeDialog(self._where(row), likely, known, today(), self._over)

        def keep(values: dict[str, Any]) -> None:
            fact = self.tr("Beoordeling van {student} vastgelegd").format(student=row.student)
            done = self._desk.do(recording.judge, fact, dialog.refuse, placement_id=placement.id, **values)
            if done is not None:
                dialog.accept()

        dialog.judged.connect(keep)
        dialog.open()

    def hours(self, row: CardRow) -> None:
        """Record the hours worked."""
        placement = self._placement(row)
        if placement is None:
            return
        done, planned = (
            None if minutes is None else round(minutes / _HOUR)
            for minutes in (placement.minutes_done, placement.minutes_total)
        )
        dialog = HoursDialog(self._where(row), done, planned, today(), self._over)
        fact = self.tr("Uren van {student} vastgelegd").format(student=row.student)
        run(
            dialog,
            lambda values, refuse: self._desk.do(
                recording.record_hours,
                fact,
                refuse,
                placement_id=placement.id,
                minutes=values["hours"] * _HOUR,
                counted_on=values["counted_on"],
                source=HoursSource(values["source"]),
            ),
        )

    def progress(self, row: CardRow) -> None:
        """Record how the student stands in the werkprocessen and goals."""
        if self._hidden():
            return
        placement = self._placement(row)
        if placement is None:
            return
        known = self._desk.ask(progress, placement_id=placement.id)
        dialog = ProgressDialog(self._where(row), known, today(), self._over)

        def keep(draft: ProgressDraft) -> None:
            fact = self.tr("Voortgang van {student} vastgelegd").format(student=row.student)
            done = self._desk.do(keep_progress, fact, dialog.refuse, placement_id=placement.id, draft=draft)
            if done is not None:
                dialog.accept()

        dialog.drafted.connect(keep)
        dialog.open()

    def support(self, row: CardRow) -> None:
        """Record which facilities were agreed with the student."""
        if self._hidden():
            return
        known = self._desk.ask(support_of, student_id=row.student_id)
        dialog = SupportDialog(row.student, known, today(), self._over)

        def keep(drafts: tuple[SupportDraft, ...]) -> None:
            fact = self.tr("Ondersteuning van {student} vastgelegd").format(student=row.student)
            done = self._desk.do(keep_support, fact, dialog.refuse, student_id=row.student_id, drafts=drafts)
            if done is not None:
                dialog.accept()

        dialog.drafted.connect(keep)
        dialog.open()

    def note(self, student_id: UUID, name: str) -> None:
        """Write a note about a student."""
        dialog = NoteDialog(name, self._over)
        fact = self.tr("Notitie over {student} bewaard").format(student=name)
        self._do_with(dialog, people.write_note, fact, student_id=student_id)

    def wish(self, row: CardRow) -> None:
        """Fill in or change what the student wants to learn."""
        known = self._student(row)
        cards = () if known is None else known.cards
        for card in cards:
            if card.participation_id == row.participation_id:
                edit_wish(self._desk, self._over, row.student_id, card.period_id)


def _missing_verdict(placement: PlacementRow, *, closing: bool) -> tuple[Moment, Party]:
    given = {(verdict.moment, verdict.party) for verdict in placement.verdicts}
    wanted = [(Moment.MIDDLE, Party.COMPANY), (Moment.END, Party.COMPANY), (Moment.END, Party.SCHOOL)]
    if closing:
        wanted = wanted[1:]
    return next((one for one in wanted if one not in given), wanted[-1])
