"""Matching rounds in any order; what is final is declared undoable here, so that the law can go on behind it."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.clock import today
from app.commands import matching, matching_choices, matching_signing
from app.entities.company import Company
from app.entities.people import Student
from app.entities.placement import Participation
from app.entities.programme import Period, Programme
from app.entities.rounds import Round
from app.entities.wish import LearningWish
from app.errors import Refusal
from app.matching.running import solve_round
from app.progress import Progress
from app.queries.matching import round_detail
from app.queries.matching_choices import choosers
from app.queries.matching_input import asked
from app.queries.matching_review import review
from app.store.work import undoable
from app.terms.company import Accepts
from app.terms.matching import CHOSE, CHOSE_NONE, ChoiceReason, Variant, Verdict
from app.terms.steps import Deed
from tests.app.store.laws.at_desk import AtDesk
from tests.rounds import add_offer, add_wish

freeze = undoable(Deed.FREEZE_CRITERIA)(matching.freeze_criteria.run)
sign = undoable(Deed.SIGN_ROUND)(matching_signing.sign_round.run)


class MatchingRules(AtDesk):
    @rule(data=st.data(), number=st.integers(1, 5))
    def wish_and_offer(self, data, number) -> None:
        programme, period = self.draw_key(data, Programme), self.draw_key(data, Period)
        company, student = self.draw_key(data, Company), self.draw_key(data, Student)
        if programme is None or period is None:
            return
        if company is not None:
            values = {"number": f"SP-{len(self.steps)}", "places": number, "accepts": Accepts.YES}
            self.do(add_offer, programme_id=programme, period_id=period, units=(), company_id=company, **values)
        with self.store.reading() as session:
            known = {(row.student_id, row.period_id) for row in session.query(LearningWish)}
        if student is not None and (student, period) not in known:
            self.do(add_wish, student_id=student, period_id=period, units=())

    @rule(data=st.data())
    def open_and_freeze(self, data) -> None:
        programme, period = self.draw_key(data, Programme), self.draw_key(data, Period)
        if programme is not None and period is not None:
            variant = data.draw(st.sampled_from(Variant))
            self.do(matching.open_round, programme_id=programme, period_id=period, variant=variant)
        elif (participation := self.draw_key(data, Participation)) is not None:
            self.do(matching.open_round_for, participation_id=participation)
        if (key := self.draw_key(data, Round)) is not None:
            self.do(freeze, round_id=key, reason=data.draw(st.sampled_from([None, "Het team besloot dit"])))
            self.do(matching.give_other_part, round_id=key, part="zes wilgen", giver="Ans Vermeer")

    @rule(data=st.data(), again=st.booleans())
    def choose(self, data, again) -> None:
        if (key := self.draw_key(data, Round)) is None:
            return
        with self.store.reading() as session:
            rows = choosers(session, key, today=today())
            variant = session.get(Round, key).variant
        for row in rows[:2]:
            taken = row.shown[0] if row.shown else None
            by_student = variant is Variant.STUDENT
            alias = row.alias if by_student else taken and taken.alias
            offer = (taken and taken.offer_id) if by_student else row.offer_id
            reason = (CHOSE_NONE if taken is None else CHOSE)[variant][0]
            for why in (reason, ChoiceReason.WITHDRAWN) if again else (reason,):
                draft = matching_choices.ChoiceDraft(alias, offer, why, today(), row.slot)
                self.do(matching_choices.record_choice, round_id=key, draft=draft)

    @rule(data=st.data())
    def propose_and_judge(self, data) -> None:
        if (key := self.draw_key(data, Round)) is None:
            return
        try:
            with self.store.reading() as session:
                told = asked(session, key, today=today())
        except Refusal:
            return
        solved = solve_round(
            inputs=told.inputs, pins=told.pins, vetoes=told.vetoes, previous=told.previous, progress=Progress()
        )
        self.do(matching.keep_proposal, round_id=key, inputs=told.inputs, solved=solved)
        with self.store.reading() as session:
            rows = review(session, key, "Marieke")
        for row in rows:
            verdict = data.draw(st.sampled_from([Verdict.AGREE, Verdict.AGREE, Verdict.VETO]))
            self.do(
                matching.decide_match,
                round_id=key,
                alias=row.alias,
                verdict=verdict,
                offer_id=row.offer_id,
                reason="Daar is een reden voor",
            )

    @rule(data=st.data(), stop=st.integers(0, 3))
    def sign_and_place(self, data, stop) -> None:
        if (key := self.draw_key(data, Round)) is None:
            return
        self.do(sign, round_id=key)
        with self.store.reading() as session:
            about = round_detail(session, key, today=today())
        self.do(sign, round_id=key, name="Ans Vermeer", code=about.paper_code)
        self.do(matching_signing.place_round, round_id=key)
        if not stop:
            self.do(matching.close_round, round_id=key)
