"""The forms of a round: each asks, does its command, and keeps what is half typed through a lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.matching import (
    CriteriaDraft,
    decide_match,
    freeze_criteria,
    give_other_part,
    open_round,
)
from app.commands.matching_choices import ChoiceDraft, record_choice
from app.commands.matching_signing import sign_round
from app.queries.matching import RoundDetail, rounds
from app.queries.matching_choices import ChooserRow, ShownRow
from app.queries.teaching import periods, programmes
from app.terms.drafts import DraftKey
from app.terms.matching import ChoiceReason, Variant, Verdict
from ui.desk.desk import Desk
from ui.desk.drafts import KeptDraft
from ui.dialogs.matching_choice import MatchingChoiceDialog
from ui.dialogs.matching_criteria import MatchingCriteriaDialog
from ui.dialogs.matching_lottery import MatchingLotteryDialog
from ui.dialogs.matching_paper import MatchingPaperDialog
from ui.dialogs.matching_round import MatchingRoundDialog
from ui.dialogs.matching_verdict import MatchingVerdictDialog
from ui.pages.matching.choices_part import who_of
from ui.widgets.form import FormDialog

_FORM = "matching."
CHOICE, _NEW, _CRITERIA, _LOTTERY, _PAPER = "choice", "new", "criteria", "lottery", "paper"


class Asking(QObject):
    """Opens the forms over ``over``."""

    opened = Signal(object)
    """The id of a round that was just opened."""
    frozen = Signal()
    signed = Signal()
    chosen = Signal()
    """A choice was recorded."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over

    def new(self) -> None:
        """Ask for which programme and period a round is."""
        running = [row for row in self._desk.ask(periods) if row.last_day >= today()]
        scope = self._desk.scope
        before = {row.programme_id: row.variant for row in reversed(self._desk.ask(rounds))}
        chosen = (scope.programme, scope.period)
        dialog = MatchingRoundDialog(self._desk.ask(programmes), tuple(reversed(running)), chosen, before, self._over)
        self._ask(dialog, _NEW, "", self._open_new)

    def freeze(self, about: RoundDetail) -> None:
        """Ask for the weights before the criteria are frozen."""
        dialog = MatchingCriteriaDialog(about.criteria, self._over, again=bool(about.editions))
        self._ask(dialog, _CRITERIA, about.row.id.hex, partial(self._put_criteria, about.row.id))

    def lottery(self, about: RoundDetail) -> None:
        """Ask for the second part of the seed."""
        dialog = MatchingLotteryDialog(self._over)
        self._ask(dialog, _LOTTERY, about.row.id.hex, partial(self._put_lottery, about.row.id))

    def paper(self, about: RoundDetail) -> None:
        """Ask for the name and the code on a signed sheet."""
        dialog = MatchingPaperDialog(self._over)
        self._ask(dialog, _PAPER, about.row.id.hex, partial(self._put_paper, about.row.id))

    def decide(self, about: RoundDetail, alias: str, verdict: Verdict, places: Sequence[tuple[UUID, str]]) -> None:
        """Ask for the reason of a decision, and the place where there is one to choose."""
        dialog = MatchingVerdictDialog(verdict, alias, places, self._over)
        subject = f"{about.row.id.hex}:{alias}"
        self._ask(dialog, verdict.value, subject, partial(self._put_decision, (about.row.id, alias), verdict))

    def choose(self, about: RoundDetail, row: ChooserRow, at: int) -> None:
        """Ask why somebody chose the ``at``-th of what is shown, or none of it at 0."""
        shown = row.shown[at - 1] if at else None
        by_student = about.row.variant is Variant.STUDENT
        candidate = self.tr("Kandidaat {alias}")
        who = candidate.format(alias=row.alias) if by_student else who_of(row)
        name = "" if shown is None else shown.company if by_student else candidate.format(alias=shown.alias)
        dialog = MatchingChoiceDialog(about.row.variant, who, name, today(), self._over)
        offer = "" if row.offer_id is None else row.offer_id.hex
        subject = f"{about.row.id.hex}:{row.alias}:{offer}:{row.slot}:{at}"
        self._ask(dialog, CHOICE, subject, partial(self._put_choice, about, (row, shown)))

    def choose_again(self, about: RoundDetail, row: ChooserRow) -> None:
        """Open the choice of somebody again."""
        draft = ChoiceDraft(row.alias or None, row.offer_id, ChoiceReason.WITHDRAWN, today(), row.slot)
        fact = self.tr("{who}: weer open").format(who=who_of(row))
        self._desk.do(record_choice, fact, None, round_id=about.row.id, draft=draft)

    def reopen(self, form: str, about: RoundDetail | None) -> bool:
        """Open a form again that was half filled in; whether it could be."""
        if form == _NEW:
            self.new()
            return True
        opens: dict[str, Callable[[RoundDetail], None]] = {
            _CRITERIA: self.freeze,
            _LOTTERY: self.lottery,
            _PAPER: self.paper,
        }
        if about is None or form not in opens:
            return False
        opens[form](about)
        return True

    def _ask(
        self,
        dialog: FormDialog,
        form: str,
        subject: str,
        put: Callable[[FormDialog, DraftKey, dict[str, Any]], None],
    ) -> None:
        kept = KeptDraft(self._desk, dialog, DraftKey(f"{_FORM}{form}", subject))
        if kept.found:
            self._desk.told.emit(self.tr("Wat je eerder invulde, staat er nog."))
        dialog.saved.connect(partial(put, dialog, kept.key))
        dialog.open()

    def _open_new(self, dialog: FormDialog, kept: DraftKey, values: dict[str, Any]) -> None:
        fact = self.tr("De matchingronde is geopend")
        about = {"programme_id": values["programme"], "period_id": values["period"], "variant": values["variant"]}
        done = self._desk.do(open_round, fact, dialog.refuse, kept, **about)
        if done is not None:
            dialog.accept()
            self.opened.emit(done.result)

    def _put_criteria(self, round_id: UUID, dialog: FormDialog, kept: DraftKey, values: dict[str, Any]) -> None:
        reason = values.pop("reason", None)
        draft = CriteriaDraft(weights=tuple((key, int(value)) for key, value in values.items()))
        fact = self.tr("De criteria staan vast")
        done = self._desk.do(freeze_criteria, fact, dialog.refuse, kept, round_id=round_id, draft=draft, reason=reason)
        if done is not None:
            dialog.accept()
            self.frozen.emit()

    def _put_lottery(self, round_id: UUID, dialog: FormDialog, kept: DraftKey, values: dict[str, Any]) -> None:
        fact = self.tr("Het tweede deel van de loting ligt vast")
        part, giver = values["part"], values["giver"]
        if self._desk.do(give_other_part, fact, dialog.refuse, kept, round_id=round_id, part=part, giver=giver):
            dialog.accept()

    def _put_decision(
        self, whom: tuple[UUID, str], verdict: Verdict, dialog: FormDialog, kept: DraftKey, values: dict[str, Any]
    ) -> None:
        round_id, alias = whom
        fact = self.tr("{alias}: {verdict}").format(alias=alias, verdict=verdict.label)
        done = self._desk.do(
            decide_match,
            fact,
            dialog.refuse,
            kept,
            round_id=round_id,
            alias=alias,
            verdict=verdict,
            offer_id=values.get("offer"),
            reason=values["reason"],
        )
        if done is not None:
            dialog.accept()

    def _put_choice(
        self,
        about: RoundDetail,
        said: tuple[ChooserRow, ShownRow | None],
        dialog: FormDialog,
        kept: DraftKey,
        values: dict[str, Any],
    ) -> None:
        row, shown = said
        alias, offer = row.alias or None, row.offer_id
        if shown is not None and about.row.variant is Variant.STUDENT:
            offer = shown.offer_id
        elif shown is not None:
            alias = shown.alias
        draft = ChoiceDraft(alias, offer, values["reason"], values["chosen_on"], row.slot)
        fact = self.tr("Keuze vastgelegd: {who}").format(who=who_of(row))
        if self._desk.do(record_choice, fact, dialog.refuse, kept, round_id=about.row.id, draft=draft) is not None:
            dialog.accept()
            self.chosen.emit()

    def _put_paper(self, round_id: UUID, dialog: FormDialog, kept: DraftKey, values: dict[str, Any]) -> None:
        fact = self.tr("Tweede handtekening vastgelegd")
        name, code = values["name"], values["code"]
        if self._desk.do(sign_round, fact, dialog.refuse, kept, round_id=round_id, name=name, code=code):
            dialog.accept()
            self.signed.emit()


def asked_about(key: DraftKey) -> tuple[str, UUID | None, str]:
    """What a draft of this page is about: the form, the round, and the candidate; the form is empty for another's."""
    if not key.form.startswith(_FORM):
        return "", None, ""
    number, _, alias = key.subject.partition(":")
    return key.form.removeprefix(_FORM), UUID(hex=number) if number else None, alias
