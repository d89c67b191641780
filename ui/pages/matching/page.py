"""Matching: every round, and one of them step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.matching import close_round, decide_match
from app.commands.matching_signing import place_round, sign_round
from app.errors import Refusal
from app.queries.matching import RoundDetail, round_detail, rounds, tracks
from app.queries.matching_choices import choosers
from app.queries.matching_compared import compared_rounds
from app.queries.matching_market import field
from app.queries.matching_names import matches
from app.queries.matching_review import judged, review
from app.terms.drafts import DraftKey
from app.terms.matching import RoundState, Variant, Verdict
from app.text import translate
from ui.cards.calling import Calling
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.dialogs.matching_inputs import MatchingInputsDialog
from ui.frame.page import Page
from ui.pages.matching.able import (
    CHOICES,
    COMPLETE,
    CRITERIA,
    PROPOSAL,
    PUBLISH,
    REVIEW,
    SIGN,
    able,
    first,
    running,
    step_of,
)
from ui.pages.matching.asking import CHOICE, Asking, asked_about
from ui.pages.matching.choices_part import ChoicesPart
from ui.pages.matching.complete_part import CompletePart
from ui.pages.matching.criteria_part import CriteriaPart
from ui.pages.matching.deeds import Does, RoundActions
from ui.pages.matching.overview import Overview
from ui.pages.matching.papers import RoundPapers
from ui.pages.matching.proposal_part import ProposalPart
from ui.pages.matching.publish_part import PublishPart
from ui.pages.matching.review_part import ReviewPart
from ui.pages.matching.sign_part import SignPart
from ui.pages.matching.working import Working
from ui.widgets.button import Button
from ui.widgets.stepper import Step, Stepper

if TYPE_CHECKING:
    from app.documents import ReportData

_CHOICES = ("choose_1", "choose_2", "choose_3", "choose_none", "choose_again")
_OUT = ("letters", "invitations", "accounts", "protocol", "letter_text", "invitation_text")


class MatchingPage(Page):
    """The list of rounds, or the step of one round that is on."""

    SHOWS = frozenset(
        {
            "matching_round",
            "criteria_edition",
            "matching_proposal",
            "round_verdict",
            "round_choice",
            "round_signature",
            "participation",
            "placement",
            "student",
            "offer",
            "company",
            "learning_wish",
            "policy",
            "school_text",
        }
    )

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("MatchingPage", "Matching"), parent)
        self._round: UUID | None = None
        self._step = ""
        self._about: RoundDetail | None = None
        self._half: tuple[str, str] | None = None
        self._asking = Asking(desk, self)
        self._asking.opened.connect(self.open_round)
        self._asking.frozen.connect(partial(self.show_step, PROPOSAL))
        self._asking.signed.connect(partial(self.show_step, PUBLISH))
        self._asking.chosen.connect(self._go_on_choosing)
        self._working = Working(desk, self)
        self._working.solved.connect(partial(self.show_step, PROPOSAL))
        self._working.stopped.connect(self._enable)
        self._working.explained.connect(self._hear_explanation)
        self._papers = RoundPapers(desk, self)
        self._calling = Calling(desk, self)
        self._actions = RoundActions(actions, self).make(self._deeds())
        act = self._actions
        self._overview = Overview(act["new"])
        self._overview.opened.connect(self.open_round)
        self._stepper = Stepper(self.tr("Stappen van de ronde"))
        self._stepper.chosen.connect(self.show_step)
        self._complete, self._criteria = (
            CompletePart(desk, [act["form_wish"], act["form_offer"]]),
            CriteriaPart(act["inputs"]),
        )
        self._proposal = ProposalPart(act["lottery"], act["check"], act["calls"])
        self._choices = ChoicesPart([act[key] for key in (*_CHOICES, "sheet")])
        self._choices.chosen.connect(self._enable)
        self._review = ReviewPart([act["agree"], act["pin"], act["veto"], act["release"]])
        self._review.chosen.connect(self._enable)
        self._sign = SignPart(act["sign"], act["paper"], act["protocol"])
        self._publish = PublishPart(desk, [act[key] for key in _OUT])
        self._back = Button.of(act["back"])
        self.add_tool(self._back)
        self._close = Button.of(act["close"])
        self.add_tool(self._close)
        self._parts: Mapping[str, QWidget] = {
            COMPLETE: self._complete,
            CRITERIA: self._criteria,
            CHOICES: self._choices,
            PROPOSAL: self._proposal,
            REVIEW: self._review,
            SIGN: self._sign,
            PUBLISH: self._publish,
        }
        self.column.addWidget(self._stepper)
        for part in (self._overview, *self._parts.values()):
            self.column.addWidget(part, 1)

    def _deeds(self) -> dict[str, Does]:
        """What each action does."""
        return {
            "new": self._asking.new,
            "back": self._leave,
            "form_wish": partial(self._blank, "form_wish"),
            "form_offer": partial(self._blank, "form_offer"),
            "freeze": partial(self._ask, self._asking.freeze),
            "lottery": partial(self._ask, self._asking.lottery),
            "solve": self._solve,
            "inputs": self._show_inputs,
            "calls": self._calling.show_helps,
            "check": self._check,
            **{f"choose_{at}": partial(self._choose, at) for at in (1, 2, 3)},
            "choose_none": partial(self._choose, 0),
            "choose_again": self._choose_again,
            "sheet": partial(self._print, "sheet"),
            "agree": self._agree,
            "pin": partial(self._decide, Verdict.PIN),
            "veto": partial(self._decide, Verdict.VETO),
            "release": partial(self._decide, Verdict.RELEASE),
            "sign": self._put_signature,
            "paper": partial(self._ask, self._asking.paper),
            "place": self._place,
            "protocol": partial(self._print, "protocol"),
            "letters": partial(self._print, "letters"),
            "invitations": partial(self._print, "invitations"),
            "letter_text": partial(self._papers.edit, "letters"),
            "invitation_text": partial(self._papers.edit, "invitations"),
            "accounts": partial(self._print, "accounts"),
            "close": self._close_round,
        }

    def go_to(self, key: UUID) -> None:
        """Bring a round in view."""
        self.open_round(key)

    def open_round(self, round_id: UUID) -> None:
        """Bring a round in view, at the step where it is."""
        self._round, self._step = round_id, ""
        self.refresh()

    def refresh(self) -> None:
        about = None if self._round is None else self.desk.ask(round_detail, self._round, today=today())
        self._about = about
        self._overview.setVisible(about is None)
        self._stepper.setVisible(about is not None)
        if about is None:
            self._round = None
            for part in self._parts.values():
                part.setVisible(False)
            self._overview.show_rounds(self.desk.ask(rounds), self.desk.ask(compared_rounds))
            self.setFocusProxy(self._overview)
            self.set_subtitle(self.tr("Op leerwens, reistijd en dagen. Zonder naam, voor iedereen tegelijk."))
            self._enable()
            return
        words = self.tr("{programme} · {period} · ronde {code}")
        self.set_subtitle(words.format(programme=about.row.programme, period=about.row.period, code=about.row.code))
        self._step = self._step or step_of(about)
        if self._step == PUBLISH and not about.revealed:
            self._step = step_of(about)
        self._show_step(about)

    def _show_step(self, about: RoundDetail) -> None:
        self._stepper.show_steps(self._steps(about), self._step)
        for key, part in self._parts.items():
            part.setVisible(key == self._step)
        self.setFocusProxy(self._parts[self._step])
        self._working.explain(about)
        told = self._working.explanation(about)
        match self._step:
            case "complete":
                row = about.row
                there = self.desk.ask(field, programme_id=row.programme_id, period_id=row.period_id, today=today())
                self._complete.show_field(there, row.only_id, over=about.state is RoundState.PLACED)
            case "criteria":
                self._criteria.show_round(about)
            case "choices":
                self._choices.show_round(about, self.desk.ask(choosers, about.row.id, today=today()))
            case "proposal":
                rows = self.desk.ask(review, about.row.id, self.desk.actor)
                self._proposal.show_round(about, told, {row.token: row.alias for row in rows}, self._places(about))
            case "review":
                rows = self.desk.ask(review, about.row.id, self.desk.actor)
                self._review.show_round(about, rows, told, self._places(about))
            case "sign":
                self._sign.show_round(about, self.desk.ask(judged, about.row.id, self.desk.actor))
            case _:
                self._publish.show_round(about, self.desk.ask(matches, about.row.id))
        self._enable()

    def _places(self, about: RoundDetail) -> Mapping[str, Any]:
        return {row.token: row for row in self.desk.ask(tracks, about.row.id)}

    def _steps(self, about: RoundDetail) -> list[Step]:
        """The steps; those that the round has come to are open."""
        proposal, frozen = about.proposal is not None, bool(about.editions)
        open_now = about.state is RoundState.OPEN
        choosing = about.row.variant is not Variant.DIRECT
        ready = frozen and bool(about.other_part)
        return [
            Step(COMPLETE, self.tr("Wie en wat"), done=not open_now),
            Step(CRITERIA, self.tr("Criteria vast"), done=frozen),
            *([Step(CHOICES, self.tr("Keuzes"), done=proposal, open=ready)] if choosing else ()),
            Step(PROPOSAL, self.tr("Voorstel"), done=proposal, open=frozen),
            Step(REVIEW, self.tr("Blind beoordelen"), done=bool(about.signatures), open=proposal),
            Step(SIGN, self.tr("Akkoord van twee"), done=about.revealed, open=proposal),
            Step(PUBLISH, self.tr("Bekendmaken"), done=about.state is RoundState.PLACED, open=about.revealed),
        ]

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that the round in view has come to."""
        return () if self._about is None else tuple(step.key for step in self._steps(self._about) if step.open)

    @property
    def ready(self) -> bool:
        """Whether the proposal in view, if any, is explained."""
        about = self._about
        return about is None or about.proposal is None or self._working.explanation(about) is not None

    def show_step(self, step: str) -> None:
        """Bring a step of the round in view."""
        self._step = step
        if self._about is not None:
            self._show_step(self._about)

    def _leave(self) -> None:
        left = self._round
        self._round = None
        self.refresh()
        self._overview.table.choose(left)
        self._overview.table.setFocus()

    def _enable(self) -> None:
        """Offer what can be done now, and one thing first."""
        about, act = self._about, self._actions
        can = able(about, self._step, self._review.current, self._choices.current)
        for key, holds in can.items():
            act[key].setEnabled(holds)
        proposed = about is not None and about.proposal is not None
        act["solve"].setText(self.tr("Maak een nieuw voorstel") if proposed else self.tr("Maak het voorstel"))
        self._back.setVisible(about is not None)
        self._close.setVisible(running(about))
        wanted = first(about, self._step, chosen=self._choices.done)
        self.set_primary(act[wanted] if wanted else None)

    def _ask(self, form: Callable[[RoundDetail], None]) -> None:
        if self._about is not None:
            form(self._about)

    def reopen(self, key: DraftKey) -> bool:
        """Go back to the round that a form was about, and open it; a decision waits for the explanation it shows."""
        form, round_id, alias = asked_about(key)
        if not form:
            return False
        if round_id is not None:
            self.open_round(round_id)
        if form == CHOICE:
            self.show_step(CHOICES)
            return self._choose_half(alias)
        if alias:
            self.show_step(REVIEW)
            self._half = (form, alias)
            self._resume()
            return True
        return self._asking.reopen(form, self._about)

    def _resume(self) -> None:
        """Open the decision that was half typed, once it can be explained."""
        if self._half is None or not self.ready:
            return
        (form, alias), self._half = self._half, None
        if self._review.choose(alias):
            self._decide(Verdict(form))

    def _show_inputs(self) -> None:
        MatchingInputsDialog(self).open()

    def _solve(self) -> None:
        if self._round is not None and self._working.solve(self._round):
            self._actions["solve"].setEnabled(False)

    def _check(self) -> None:
        if self._round is not None:
            self._working.check(self._round)

    def _hear_explanation(self) -> None:
        if self._about is not None and self.isVisible():
            self._show_step(self._about)
            self._resume()

    def _choose(self, at: int) -> None:
        row = self._choices.current
        if row is not None and self._about is not None and at <= len(row.shown):
            self._asking.choose(self._about, row, at)

    def _choose_again(self) -> None:
        row = self._choices.current
        if row is not None and self._about is not None:
            self._asking.choose_again(self._about, row)

    def _choose_half(self, subject: str) -> bool:
        """Open a choice again that was half recorded; whether it can still be made."""
        alias, offer, slot, at = subject.split(":")
        if not self._choices.choose(alias, UUID(hex=offer) if offer else None, int(slot)):
            return False
        self._choose(int(at))
        return True

    def _go_on_choosing(self) -> None:
        self._choices.go_on()

    def _agree(self) -> None:
        row = self._review.current
        if row is None or row.offer_id is None:
            return
        fact = self.tr("Akkoord met {alias}").format(alias=row.alias)
        arguments = {"alias": row.alias, "verdict": Verdict.AGREE, "offer_id": row.offer_id}
        if self._do(decide_match, fact, None, **arguments):
            self._review.go_on()

    def _decide(self, verdict: Verdict) -> None:
        row = self._review.current
        if row is None:
            return
        places = self._review.places_of_current()
        if verdict is Verdict.VETO:
            places = [place for place in places if place[0] == row.offer_id]
        elif verdict is Verdict.RELEASE:
            places = []
        if self._about is not None:
            self._asking.decide(self._about, row.alias, verdict, places)

    def _put_signature(self) -> None:
        if self._do(sign_round, self.tr("Getekend"), None) and self._about is not None and self._about.revealed:
            self.show_step(PUBLISH)

    def _place(self) -> None:
        self._do(place_round, self.tr("De matches staan op het bord"), None)

    def _close_round(self) -> None:
        self._do(close_round, self.tr("De ronde is gestopt"), None)

    def _print(self, paper: str) -> None:
        if self.desk.presenting and paper not in {"protocol", "sheet"}:
            words = self.tr("In de presentatiemodus zijn namen verborgen. Zet die uit om dit te printen.")
            self.desk.refused.emit(words)
            return
        document = self.paper(paper)
        if document is None or self._about is None:
            self.desk.told.emit(self.tr("De uitleg van deze ronde wordt nog gemaakt. Probeer het zo weer."))
        else:
            self._papers.offer(paper, self._about, document)

    def _blank(self, name: str) -> None:
        self._papers.offer_blank(name)

    def paper(self, name: str) -> ReportData | None:
        """A paper of the round in view: protocol, accounts, letters, invitations, or what somebody may choose from."""
        about = self._about
        row = self._choices.current
        if about is not None and row is not None and name == "sheet":
            return self._papers.sheet(about, row)
        told = None if about is None else self._working.explanation(about)
        return None if about is None or told is None else self._papers.make(name, about, told)

    def _do(self, command: Any, fact: str, on_refusal: Callable[[Refusal], None] | None, /, **arguments: Any) -> bool:
        """Do a command of the round in view; whether it was done."""
        return self.desk.do(command, fact, on_refusal, round_id=self._round, **arguments) is not None
