"""What a placement needs, from any page: signatures, papers, a supervisor, what was agreed, the recognition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands import agreements, people, placing
from app.commands.agreements import keep_documents, renew_agreement
from app.errors import Refusal
from app.queries.board import CardRow
from app.queries.school import supervisors
from app.rules.minors import minors_law
from app.terms.pipeline import Party
from app.text import plural
from ui.cards.asking import run
from ui.cards.over_card import OverCard
from ui.desk.desk import Desk
from ui.dialogs.assign_supervisor import AssignSupervisorDialog
from ui.dialogs.check_recognition import CheckRecognitionDialog
from ui.dialogs.documents import DocumentsDialog
from ui.dialogs.placement_form import PlacementFormDialog
from ui.dialogs.renew_agreement import RenewAgreementDialog
from ui.dialogs.sign import SignDialog
from ui.leaving.tipcard import TipcardPrinter


class Fixes(OverCard):
    """What puts a placement in order, of one card or of many at once."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(desk, over)
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

    def tipcard(self, row: CardRow) -> None:
        """Print the tipkaart for the company of the card."""
        if row.placement_id is None:
            self._refuse_without([row])
        else:
            self._tipcards.print(row.placement_id)
