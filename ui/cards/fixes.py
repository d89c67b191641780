"""What one student may need, from any page: signatures, talks, judgements, hours, a supervisor, a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands import agreements, people, placing, recording
from app.commands.agreements import keep_documents, renew_agreement
from app.commands.calls import log_talks
from app.commands.progress import ProgressDraft, keep_progress
from app.commands.support import SupportDraft, keep_support
from app.dates import short_date
from app.errors import Refusal
from app.queries.board import CardRow
from app.queries.progress import progress
from app.queries.school import supervisors
from app.queries.student import PlacementRow, StudentDetailRow, student
from app.queries.support import support_of
from app.rules.minors import minors_law
from app.terms.pipeline import Lane, Moment, Party
from app.terms.progress import HoursSource
from app.text import plural
from ui.cards.moves import run
from ui.desk.desk import Desk
from ui.desk.forms import edit_wish
from ui.dialogs.assign_supervisor import AssignSupervisorDialog
from ui.dialogs.check_recognition import CheckRecognitionDialog
from ui.dialogs.contact import ContactDialog
from ui.dialogs.documents import DocumentsDialog
from ui.dialogs.hours import HoursDialog
from ui.dialogs.judge import JudgeDialog
from ui.dialogs.note import NoteDialog
from ui.dialogs.placement_form import PlacementFormDialog
from ui.dialogs.progress import ProgressDialog
from ui.dialogs.renew_agreement import RenewAgreementDialog
from ui.dialogs.sign import SignDialog
from ui.dialogs.support import SupportDialog
from ui.leaving.tipcard import TipcardPrinter

_HOUR = 60
_TALKS = (Moment.START, Moment.MIDDLE, Moment.END)


class Fixes(QObject):
    """Small recordings about one card, or about many at once; dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self._tipcards = TipcardPrinter(desk, over)

    def sign(self, row: CardRow) -> None:
        """Record who signed the agreement, and when."""
        placement = self._placement(row)
        if placement is None:
            return
        dialog = SignDialog(self._where(row), placement.signatures, today(), self._over)

        def keep(signed: tuple[Any, ...], sent: tuple[Any, ...]) -> None:
            fact = self.tr("Handtekeningen van {student} vastgelegd").format(student=row.student)
            done = self._desk.do(
                agreements.sign_agreements, fact, dialog.refuse, placement_ids=(placement.id,), signed=signed, sent=sent
            )
            if done is not None:
                dialog.accept()

        dialog.signed.connect(keep)
        dialog.open()

    def signed_today(self, rows: Sequence[CardRow], party: Party) -> None:
        """Record that a party signed today, for every card that has a placement."""
        keys = tuple(row.placement_id for row in rows if row.placement_id is not None)
        if not keys:
            self._refuse_without(rows)
            return
        whom = (
            rows[0].student if len(rows) == 1 else plural(len(keys), self.tr("{n} student"), self.tr("{n} studenten"))
        )
        fact = self.tr("POK van {whom}: {party} tekende vandaag").format(whom=whom, party=party.label)
        self._desk.do(agreements.sign_agreements, fact, placement_ids=keys, signed=((party, today()),))

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

    def documents(self, row: CardRow) -> None:
        """Record which papers the work asks for, and which were seen."""
        placement = self._placement(row)
        if placement is None:
            return
        dialog = DocumentsDialog(self._where(row), placement.documents, today(), self._over)

        def keep(drafts: tuple[Any, ...]) -> None:
            fact = self.tr("Vereiste stukken van {student} vastgelegd").format(student=row.student)
            done = self._desk.do(keep_documents, fact, dialog.refuse, placement_id=placement.id, documents=drafts)
            if done is not None:
                dialog.accept()

        dialog.drafted.connect(keep)
        dialog.open()

    def renew(self, row: CardRow) -> None:
        """Make a new bpv-blad for a change while the parties stay."""
        placement = self._placement(row)
        if placement is None:
            return
        dialog = RenewAgreementDialog(self._where(row), self._over)
        fact = self.tr("Nieuw bpv-blad voor {student} vastgelegd").format(student=row.student)
        self._do_with(dialog, renew_agreement, fact, placement_id=placement.id)

    def assign(self, rows: Sequence[CardRow]) -> None:
        """Choose who guides these students."""
        placed = [row for row in rows if row.placement_id is not None]
        keys = tuple(row.placement_id for row in placed if row.placement_id is not None)
        if not placed:
            self._refuse_without(rows)
            return
        one = len(placed) == 1
        whom = self._where(placed[0]) if one else plural(len(placed), self.tr("{n} student"), self.tr("{n} studenten"))
        known = self._desk.ask(supervisors)
        names = {guide.id: guide.name for guide in known}
        dialog = AssignSupervisorDialog(whom, known, placed[0].supervisor_id if one else None, self._over)

        def assign(values: dict[str, Any], refuse: Callable[[Refusal], None]) -> object:
            words = self.tr("{guide} begeleidt nu {whom}")
            fact = words.format(guide=names[values["supervisor_id"]], whom=placed[0].student if one else whom)
            return self._desk.do(placing.assign_supervisor, fact, refuse, placement_ids=keys, **values)

        run(dialog, assign)

    def change(self, row: CardRow) -> None:
        """Change what was agreed about the placement."""
        if self._hidden():
            return
        placement = self._placement(row)
        if placement is None:
            return
        law = minors_law() if row.minor else ""
        dialog = PlacementFormDialog(self._where(row), placement, self._over, law=law)

        def keep(draft: placing.PlacementDraft) -> None:
            fact = self.tr("Afspraken over {student} gewijzigd").format(student=row.student)
            done = self._desk.do(
                placing.keep_placement,
                fact,
                dialog.refuse,
                placement_id=placement.id,
                draft=draft,
                seen=placement.version,
            )
            if done is not None:
                dialog.accept()

        dialog.drafted.connect(keep)
        dialog.open()

    def recognition(self, row: CardRow) -> None:
        """Record what the register says of the company for this programme."""
        known = self._student(row)
        if known is None or row.company_id is None:
            self._refuse_without([row])
            return
        dialog = CheckRecognitionDialog(row.company, known.programme, known.crebo, self._over)
        fact = self.tr("Erkenning van {company} gecontroleerd").format(company=row.company)
        self._do_with(dialog, people.check_recognition, fact, company_id=row.company_id, crebo=known.crebo)

    def wish(self, row: CardRow) -> None:
        """Fill in or change what the student wants to learn."""
        known = self._student(row)
        cards = () if known is None else known.cards
        for card in cards:
            if card.participation_id == row.participation_id:
                edit_wish(self._desk, self._over, row.student_id, card.period_id)

    def tipcard(self, row: CardRow) -> None:
        """Print the tipkaart for the company of the card."""
        if row.placement_id is None:
            self._refuse_without([row])
        else:
            self._tipcards.print(row.placement_id)

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

    def _do_with(self, dialog: Any, command: Any, fact: str, **fixed: Any) -> None:
        run(dialog, lambda values, refuse: self._desk.do(command, fact, refuse, **fixed, **values))

    def _hidden(self) -> bool:
        """Whether persons are hidden now; says so."""
        if self._desk.presenting:
            self._desk.refused.emit(self.tr("In de presentatiemodus zijn namen verborgen. Zet die eerst uit."))
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
            text = self.tr("{student} heeft nog geen leerbedrijf.").format(student=rows[0].student)
        else:
            text = self.tr("Deze studenten hebben nog geen leerbedrijf.")
        self._desk.refused.emit(text)

    def _where(self, row: CardRow) -> str:
        return self.tr("{student} bij {company}").format(student=row.student, company=row.company)


def _missing_verdict(placement: PlacementRow, *, closing: bool) -> tuple[Moment, Party]:
    given = {(verdict.moment, verdict.party) for verdict in placement.verdicts}
    wanted = [(Moment.MIDDLE, Party.COMPANY), (Moment.END, Party.COMPANY), (Moment.END, Party.SCHOOL)]
    if closing:
        wanted = wanted[1:]
    return next((one for one in wanted if one not in given), wanted[-1])
