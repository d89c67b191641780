"""Eleven written cases, one of each type, go from the first word to closed in the window, as a reader would do it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time

import pytest

from app import clock
from app.clock import today
from app.terms.incidents import Consent, Consequence, Kind, Phase, Reaction, Recipient, Teller, Track, Wish
from tests.ui.incidents.meldingen import ANSWERS, Meldingen
from ui.dialogs.incident_close import IncidentCloseDialog
from ui.dialogs.incident_consent import IncidentConsentDialog, IncidentPromiseDialog
from ui.dialogs.incident_intake import IncidentIntakeDialog
from ui.dialogs.incident_reopen import IncidentReopenDialog
from ui.dialogs.incident_step import IncidentStepDialog

pytestmark = pytest.mark.heavy
WHY = "De directeur besloot dit na het horen van beide kanten"


@dataclass(frozen=True)
class Case:
    """What somebody told, what they wanted, and how it ended."""

    kind: Kind
    what: str
    wish: Wish
    ended: Consequence
    acute: bool = False
    minor: bool = False
    anonymous: bool = False
    phase: Phase = Phase.DURING
    reopened: str = ""
    steps: tuple[str, ...] = ()
    """Steps that must have been on the way."""


CASES = (
    Case(
        Kind.DISCRIMINATION,
        "Aan de telefoon was er plek. Toen ik mijn naam zei, was de plek ineens weg.",
        Wish.OFFICIAL,
        Consequence.REPORTED,
        phase=Phase.SEARCHING,
        steps=("receipt", "talk", "hear_company", "adviser", "sbb", "sbb_answer", "feedback", "aftercare"),
    ),
    Case(
        Kind.SEXUAL,
        "De chef blijft achter mij staan en legt zijn hand op mijn rug. Vandaag deed hij de deur op slot.",
        Wish.OFFICIAL,
        Consequence.UNFIT,
        acute=True,
        minor=True,
        steps=("protect", "confidant", "board", "inspector", "talk", "replacement"),
    ),
    Case(
        Kind.BULLYING,
        "Ze verstoppen elke dag mijn tas en zetten het in de groepsapp.",
        Wish.JOINT_TALK,
        Consequence.WARNING,
        reopened="Na de waarschuwing stond het weer in de groepsapp",
        steps=("hear_company", "measures"),
    ),
    Case(
        Kind.UNSAFE,
        "De kap van de zaag is eraf. ‘Die zit maar in de weg’, zei de voorman.",
        Wish.JOINT_TALK,
        Consequence.AGREEMENTS,
        steps=("inspectorate", "hear_company"),
    ),
    Case(
        Kind.ACCIDENT,
        "Ik gleed uit bij de spoelbak en moest naar de dokterspost. Niemand vulde een formulier in.",
        Wish.OWN_TALK,
        Consequence.AGREEMENTS,
        minor=True,
        steps=("confidant", "board", "inspectorate"),
    ),
    Case(
        Kind.GUIDANCE,
        "Mijn praktijkopleider werkt op een andere vestiging. Ik zie hem nooit.",
        Wish.NOTHING,
        Consequence.STUDENT_DECLINED,
        steps=("receipt", "talk", "feedback", "aftercare"),
    ),
    Case(
        Kind.IMPROPER_WORK,
        "Ik sta alleen op de groep, ook als er acht kinderen zijn.",
        Wish.JOINT_TALK,
        Consequence.NO_NEW,
        steps=("measures", "replacement"),
    ),
    Case(
        Kind.ALLOWANCE,
        "In het contract staat reiskosten. Ik kreeg na drie maanden nog niets.",
        Wish.OWN_TALK,
        Consequence.AGREEMENTS,
        steps=("measures",),
    ),
    Case(
        Kind.WORKING_HOURS,
        "Ik moest tot half een 's nachts blijven en de volgende ochtend om zeven uur beginnen.",
        Wish.OFFICIAL,
        Consequence.REPORTED,
        minor=True,
        steps=("inspectorate", "sbb"),
    ),
    Case(
        Kind.PRIVACY,
        "Er hangt een lijst met cijfers van stagiairs in de kantine.",
        Wish.NOTHING,
        Consequence.UNFOUNDED,
        anonymous=True,
    ),
    Case(
        Kind.OTHER,
        "Ik moest zelf werkkleding kopen voor tweehonderd euro.",
        Wish.JOINT_TALK,
        Consequence.AGREEMENTS,
        steps=("hear_company",),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=[case.kind.value for case in CASES])
def test_a_report_of_each_type_goes_from_first_word_to_closed_in_the_window(qapp, program, case):
    room = Meldingen(qapp, program)
    room.open()
    about = room.student()
    if case.anonymous:
        about.pop("student")
    answers = {**ANSWERS, "teller": Teller.ANONYMOUS if case.anonymous else Teller.STUDENT, "phase": case.phase}
    answers |= {"acute": case.acute, "minor": case.minor, "kind": case.kind, "what": case.what, "track": Track.INCIDENT}
    tell(room, answers | about | {"wish": case.wish, "kept_reason": WHY})
    assert case.what in room.words()
    with clock.at(clock.now()):
        walk(room, case)
        if case.reopened:
            room.press("reopen")
            room.fill(IncidentReopenDialog, why=case.reopened)
            assert not room.file.incident.is_closed
            walk(room, case)
    closings = room.file.incident.closings
    assert [one.consequence for one in closings] == [case.ended] * (2 if case.reopened else 1)
    assert {done.step for done in room.file.incident.done} >= set(case.steps)
    assert case.ended.label.capitalize() in room.words()


def tell(room, answers) -> None:
    """Answer the questions one after another, up to what is read back."""
    room.press("new")
    dialog = room.dialog(IncidentIntakeDialog)
    asked = []
    while not dialog.at_end:
        asked.append(dialog.question)
        for name, value in answers.items():
            if dialog.form[name].isVisible():
                dialog.form[name].set_value(value)
                dialog.form[name].tell()
        dialog.save()
        assert dialog.question not in asked
    room.fill(IncidentIntakeDialog, kept_reason=answers["kept_reason"])


def walk(room, case) -> None:
    """Ask what the student finds good, promise a day, do every step when it is due, look back, and close."""
    for recipient in (Recipient.COMPANY, Recipient.ADVISER, Recipient.CONFIDANT):
        room.press("consent")
        room.fill(IncidentConsentDialog, recipient=recipient, consent=Consent.WITHOUT_NAME)
    room.press("promise")
    room.fill(IncidentPromiseDialog, text="Ik bel je en vertel wat er gebeurt", day=today())
    while (planned := room.file.next) is not None:
        with clock.at(max(clock.now(), datetime.combine(planned.due, time(12), UTC))):
            room.press("step")
            answers = {"reference": "K-2231"} if planned.step.reference else {}
            room.fill(IncidentStepDialog, day=today(), text="Gedaan zoals afgesproken", **answers)
        assert room.file.incident.done_at(planned.step.key) is not None
    room.page.view.reacted.emit(frozenset(Reaction))
    room.press("close")
    if case.kind is Kind.DISCRIMINATION:
        dialog = room.fill(IncidentCloseDialog, consequence=Consequence.TALKED, why=WHY)
        assert "2005" in dialog.form["consequence"].error
    room.fill(IncidentCloseDialog, consequence=case.ended, why=WHY)
    assert room.file.incident.is_closed
