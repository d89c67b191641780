"""Matching: every round, and one of them step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.matching import close_round, decide_match, keep_proposal
from app.commands.matching_signing import place_round, sign_round
from app.errors import Refusal
from app.matching.running import Explanation, Solved, check_round, explain_round, solve_round
from app.queries.matching import RoundDetail, round_detail, rounds, tracks
from app.queries.matching_input import asked
from app.queries.matching_market import field
from app.queries.matching_names import matches
from app.queries.matching_record import kept, torn
from app.queries.matching_review import judged, review
from app.terms.drafts import DraftKey
from app.terms.matching import RoundState, Verdict
from app.text import translate
from ui.cards.calling import Calling
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.desk.ear import Ear
from ui.dialogs.matching_inputs import MatchingInputsDialog
from ui.frame.page import Page
from ui.pages.matching.asking import Asking, asked_about
from ui.pages.matching.complete_part import CompletePart
from ui.pages.matching.criteria_part import CriteriaPart
from ui.pages.matching.overview import Overview
from ui.pages.matching.papers import RoundPapers
from ui.pages.matching.proposal_part import ProposalPart
from ui.pages.matching.publish_part import PublishPart
from ui.pages.matching.review_part import ReviewPart
from ui.pages.matching.sign_part import SignPart
from ui.widgets.button import Button
from ui.widgets.stepper import Step, Stepper

if TYPE_CHECKING:
    from app.documents import ReportData

_COMPLETE, _CRITERIA, _PROPOSAL, _REVIEW, _SIGN, _PUBLISH = (
    "complete",
    "criteria",
    "proposal",
    "review",
    "sign",
    "publish",
)
_ON = {
    RoundState.OPEN: _COMPLETE,
    RoundState.FROZEN: _PROPOSAL,
    RoundState.PROPOSED: _REVIEW,
    RoundState.SIGNED: _SIGN,
    RoundState.AGREED: _PUBLISH,
    RoundState.PLACED: _PUBLISH,
    RoundState.CLOSED: _PROPOSAL,
}
_OUT = ("letters", "invitations", "accounts", "protocol", "letter_text", "invitation_text")
_OVER = {RoundState.AGREED, RoundState.PLACED, RoundState.CLOSED}


class MatchingPage(Page):
    """The list of rounds, or the step of one round that is on."""

    SHOWS = frozenset(
        {
            "matching_round",
            "criteria_edition",
            "matching_proposal",
            "round_verdict",
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
        self._registry = actions
        self._round: UUID | None = None
        self._step = ""
        self._about: RoundDetail | None = None
        self._told: tuple[str, Explanation] | None = None
        self._asked_for = ""
        self._half: tuple[str, str] | None = None
        self._asking = Asking(desk, self)
        self._asking.opened.connect(self.open_round)
        self._asking.frozen.connect(partial(self.show_step, _PROPOSAL))
        self._asking.signed.connect(partial(self.show_step, _PUBLISH))
        self._papers = RoundPapers(desk, self)
        self._calling = Calling(desk, self)
        self._actions = self._make_actions()
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
        self._review = ReviewPart([act["agree"], act["pin"], act["veto"], act["release"]])
        self._review.chosen.connect(self._enable)
        self._sign = SignPart(act["sign"], act["paper"], act["protocol"])
        self._publish = PublishPart(desk, [act[key] for key in _OUT])
        self._back = Button.of(act["back"])
        self.add_tool(self._back)
        self._close = Button.of(act["close"])
        self.add_tool(self._close)
        self._parts: Mapping[str, QWidget] = {
            _COMPLETE: self._complete,
            _CRITERIA: self._criteria,
            _PROPOSAL: self._proposal,
            _REVIEW: self._review,
            _SIGN: self._sign,
            _PUBLISH: self._publish,
        }
        self.column.addWidget(self._stepper)
        for part in (self._overview, *self._parts.values()):
            self.column.addWidget(part, 1)

    def _make_actions(self) -> dict[str, QAction]:
        names: tuple[tuple[str, str, Callable[[], object], str, str], ...] = (
            ("new", self.tr("Nieuwe ronde"), self._asking.new, "plus", "Ctrl+N"),
            ("back", self.tr("Alle rondes"), self._leave, "arrow-left", "Alt+Left"),
            ("form_wish", self.tr("Leeg leerwensformulier"), partial(self._blank, "form_wish"), "file-text", ""),
            ("form_offer", self.tr("Leeg stageplaatsformulier"), partial(self._blank, "form_offer"), "file-text", ""),
            ("freeze", self.tr("Zet criteria vast"), partial(self._ask, self._asking.freeze), "lock", "Ctrl+Shift+V"),
            (
                "lottery",
                self.tr("Tweede deel van de loting"),
                partial(self._ask, self._asking.lottery),
                "shuffle",
                "Ctrl+Shift+L",
            ),
            ("solve", self.tr("Maak het voorstel"), self._solve, "sparkles", "Ctrl+Return"),
            ("inputs", self.tr("Wat gaat het rekenprogramma in?"), self._show_inputs, "table", "Ctrl+Shift+I"),
            ("calls", self.tr("Bellijst: wat zou helpen"), self._calling.show_helps, "phone", "Ctrl+Shift+B"),
            ("check", self.tr("Controleer opnieuw"), self._check, "badge-check", "Ctrl+Shift+K"),
            ("agree", self.tr("Akkoord"), self._agree, "check", "A"),
            ("pin", self.tr("Vastzetten"), partial(self._decide, Verdict.PIN), "lock", "V"),
            ("veto", self.tr("Afwijzen"), partial(self._decide, Verdict.VETO), "x", "R"),
            ("release", self.tr("Weer vrij"), partial(self._decide, Verdict.RELEASE), "undo-2", "W"),
            ("sign", self.tr("Teken"), self._put_signature, "pencil", "Ctrl+Return"),
            (
                "paper",
                self.tr("Tweede tekende op papier"),
                partial(self._ask, self._asking.paper),
                "file-text",
                "Ctrl+Shift+T",
            ),
            ("place", self.tr("Zet op het bord"), self._place, "square-kanban", "Ctrl+Return"),
            ("protocol", self.tr("Protocol van de ronde"), partial(self._print, "protocol"), "printer", "Ctrl+P"),
            ("letters", self.tr("Brieven voor studenten"), partial(self._print, "letters"), "mail", "Ctrl+B"),
            ("invitations", self.tr("Kennismaking"), partial(self._print, "invitations"), "handshake", "Ctrl+J"),
            ("letter_text", self.tr("Tekst van de brief"), partial(self._papers.edit, "letters"), "pencil", "Ctrl+T"),
            (
                "invitation_text",
                self.tr("Tekst van de kennismaking"),
                partial(self._papers.edit, "invitations"),
                "pencil",
                "",
            ),
            ("accounts", self.tr("Verantwoording per match"), partial(self._print, "accounts"), "scale", "Ctrl+M"),
            ("close", self.tr("Stop deze ronde"), self._close_round, "trash-2", ""),
        )
        return {
            key: self._registry.add(
                f"matching.{key}",
                text,
                slot,
                owner=self,
                section=self.tr("Matching"),
                shortcut=shortcut,
                icon_name=icon_name,
            )
            for key, text, slot, icon_name, shortcut in names
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
            self._overview.show_rounds(self.desk.ask(rounds))
            self.setFocusProxy(self._overview)
            self.set_subtitle(self.tr("Op leerwens, reistijd en dagen. Zonder naam, voor iedereen tegelijk."))
            self._enable()
            return
        words = self.tr("{programme} · {period} · ronde {code}")
        self.set_subtitle(words.format(programme=about.row.programme, period=about.row.period, code=about.row.code))
        self._step = self._step or _ON[about.state]
        if self._step == _PUBLISH and not about.revealed:
            self._step = _ON[about.state]
        self._show_step(about)

    def _show_step(self, about: RoundDetail) -> None:
        self._stepper.show_steps(self._steps(about), self._step)
        for key, part in self._parts.items():
            part.setVisible(key == self._step)
        self.setFocusProxy(self._parts[self._step])
        self._explain(about)
        told = self._explained(about)
        match self._step:
            case "complete":
                row = about.row
                there = self.desk.ask(field, programme_id=row.programme_id, period_id=row.period_id, today=today())
                self._complete.show_field(there, row.only_id, over=about.state is RoundState.PLACED)
            case "criteria":
                self._criteria.show_round(about)
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
        return [
            Step(_COMPLETE, self.tr("Wie en wat"), done=not open_now),
            Step(_CRITERIA, self.tr("Criteria vast"), done=frozen),
            Step(_PROPOSAL, self.tr("Voorstel"), done=proposal, open=frozen),
            Step(_REVIEW, self.tr("Blind beoordelen"), done=bool(about.signatures), open=proposal),
            Step(_SIGN, self.tr("Akkoord van twee"), done=about.revealed, open=proposal),
            Step(_PUBLISH, self.tr("Bekendmaken"), done=about.state is RoundState.PLACED, open=about.revealed),
        ]

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that the round in view has come to."""
        return () if self._about is None else tuple(step.key for step in self._steps(self._about) if step.open)

    @property
    def ready(self) -> bool:
        """Whether the proposal in view, if any, is explained."""
        about = self._about
        return about is None or about.proposal is None or self._explained(about) is not None

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
        row = self._review.current if about is not None and self._step == _REVIEW else None
        running = about is not None and about.state not in _OVER
        proposal = None if about is None else about.proposal
        ready = running and about is not None and bool(about.editions) and bool(about.other_part)
        judging = running and row is not None and self._step == _REVIEW
        can = {
            "new": about is None,
            "back": about is not None,
            "close": running,
            "freeze": running and self._step in {_COMPLETE, _CRITERIA},
            "lottery": running and about is not None and bool(about.editions) and proposal is None,
            "solve": ready and (self._step in {_PROPOSAL, _REVIEW} or (proposal is not None and proposal.stale)),
            "check": proposal is not None,
            "agree": judging and row is not None and row.offer_id is not None,
            "pin": judging,
            "veto": judging and row is not None and row.offer_id is not None,
            "release": judging and row is not None and row.verdict in {Verdict.PIN, Verdict.VETO},
            "sign": running and proposal is not None and not proposal.stale and self._step == _SIGN,
            "paper": about is not None and about.state is RoundState.SIGNED and self._step == _SIGN,
            "place": about is not None and about.state is RoundState.AGREED and self._step == _PUBLISH,
            "protocol": proposal is not None,
            "letters": about is not None and about.revealed,
            "invitations": about is not None and about.revealed,
            "letter_text": about is not None and about.revealed,
            "invitation_text": about is not None and about.revealed,
            "accounts": about is not None and about.revealed,
        }
        for key, holds in can.items():
            act[key].setEnabled(bool(holds))
        again = self.tr("Maak een nieuw voorstel") if proposal is not None else self.tr("Maak het voorstel")
        act["solve"].setText(again)
        self._back.setVisible(about is not None)
        self._close.setVisible(running)
        self.set_primary(self._first(about))

    def _first(self, about: RoundDetail | None) -> QAction | None:
        act = self._actions
        if about is None:
            return act["new"]
        if about.state in _OVER:
            return act["place"] if about.state is RoundState.AGREED else None
        if self._step in {_COMPLETE, _CRITERIA}:
            return None if about.editions else act["freeze"]
        if self._step == _PROPOSAL:
            return act["solve"] if about.other_part else act["lottery"]
        stale = about.proposal is not None and about.proposal.stale
        return act["solve"] if stale and self._step in {_REVIEW, _SIGN} else None

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
        if alias:
            self.show_step(_REVIEW)
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
        if self._round is None:
            return
        try:
            wanted = self.desk.ask(asked, self._round, today=today())
        except Refusal as refusal:
            self.desk.refused.emit(str(refusal))
            return
        job = self.desk.lanes.solve(
            solve_round,
            inputs=wanted.inputs,
            pins=wanted.pins,
            vetoes=wanted.vetoes,
            previous=wanted.previous,
        )
        self._actions["solve"].setEnabled(False)
        job.cancelled.connect(self._enable)
        Ear(self, self.desk.show_job(self.tr("Het voorstel maken"), job), partial(self._keep, wanted.inputs), _ignore)

    def _keep(self, inputs: str, solved: Solved) -> None:
        words = self.tr("Voorstel bewezen en bewaard: {n} van {all} krijgen zo een plek")
        fact = words.format(n=solved.placed, all=solved.students)
        if self._do(keep_proposal, fact, None, inputs=inputs, solved=solved):
            self.show_step(_PROPOSAL)
        self._enable()

    def _check(self) -> None:
        texts = None if self._round is None else self.desk.ask(kept, self._round)
        if self._round is None or texts is None:
            return
        if faults := self.desk.ask(torn, self._round):
            self._tell_check(faults)
            return
        job = self.desk.lanes.solve(check_round, inputs=texts.inputs, answer=texts.answer)
        Ear(self, self.desk.show_job(self.tr("De ronde controleren"), job), self._tell_check, _ignore)

    def _tell_check(self, faults: tuple[str, ...]) -> None:
        if faults:
            self.desk.refused.emit(self.tr("De controle keurt deze ronde af: {fault}").format(fault=faults[0]))
        else:
            self.desk.told.emit(self.tr("Gecontroleerd: het voorstel is bewezen het beste dat er is."))

    def _explain(self, about: RoundDetail) -> None:
        """Ask the child process to explain the proposal, once."""
        wanted = "" if about.proposal is None else about.proposal.inputs_digest + about.proposal.answer_digest
        if not wanted or self._asked_for == wanted:
            return
        texts = self.desk.ask(kept, about.row.id)
        if texts is None:
            return
        self._asked_for = wanted
        job = self.desk.lanes.solve(explain_round, inputs=texts.inputs, answer=texts.answer)
        job.cancelled.connect(self._ask_for_nothing)
        Ear(self, job, partial(self._hear_explanation, wanted))

    def _ask_for_nothing(self) -> None:
        self._asked_for = ""

    def _hear_explanation(self, wanted: str, told: Explanation) -> None:
        self._told = (wanted, told)
        if self._about is not None and self.isVisible():
            self._show_step(self._about)
            self._resume()

    def _explained(self, about: RoundDetail) -> Explanation | None:
        proposal = about.proposal
        if proposal is None or self._told is None:
            return None
        return self._told[1] if self._told[0] == proposal.inputs_digest + proposal.answer_digest else None

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
            self.show_step(_PUBLISH)

    def _place(self) -> None:
        self._do(place_round, self.tr("De matches staan op het bord"), None)

    def _close_round(self) -> None:
        self._do(close_round, self.tr("De ronde is gestopt"), None)

    def _print(self, paper: str) -> None:
        if self.desk.presenting and paper != "protocol":
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
        """A paper of the round in view, ready to be set: protocol, accounts, letters or invitations."""
        about = self._about
        told = None if about is None else self._explained(about)
        return None if about is None or told is None else self._papers.make(name, about, told)

    def _do(self, command: Any, fact: str, on_refusal: Callable[[Refusal], None] | None, /, **arguments: Any) -> bool:
        """Do a command of the round in view; whether it was done."""
        return self.desk.do(command, fact, on_refusal, round_id=self._round, **arguments) is not None


def _ignore(_error: Exception) -> None:
    """What went wrong is said by the desk already."""
