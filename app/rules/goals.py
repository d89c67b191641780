"""What is counted for each goal of the Stagepact, in words: what counts, what does not, and where it is from."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.norm import Norm
from app.terms.goals import Goal
from app.text import translate


@dataclass(frozen=True, slots=True)
class GoalWords:
    """The words around a number; ``gap`` has the fields ``unknown`` and ``all``."""

    meaning: str
    chart: str
    counts: str
    counts_not: str
    gap: str
    source: str


def goal_words(goal: Goal, norm: Norm) -> GoalWords:
    """The words of a goal, with the norm of the school filled in."""
    made = {
        Goal.GUIDANCE: _guidance,
        Goal.SAFETY: _safety,
        Goal.PLACES: _places,
        Goal.ALLOWANCE: _allowance,
    }
    return made[goal](norm)


def _guidance(norm: Norm) -> GoalWords:
    counts = translate(
        "Goals",
        "Begonnen plaatsingen met de gesprekken van de norm: gewoonlijk {joint} met student, leerbedrijf "
        "en school samen, "
        "waarvan {physical} bij het leerbedrijf.",
    )
    return GoalWords(
        translate("Goals", "van de begonnen stages haalde de contactnorm"),
        translate("Goals", "Plaatsingen die de contactnorm haalden"),
        counts.format(joint=norm.joint, physical=norm.physical),
        translate(
            "Goals", "Een e-mail, een gesprek met twee, en wat alleen gepland is. Wat nog loopt, kan nog volgen."
        ),
        translate("Goals", "Bij {unknown} van {all} staat geen enkel gesprek. Die tellen als niet gehaald."),
        translate("Goals", "Gesprekken in Driehoek. De norm is die van je school (Instellingen, Normen)."),
    )


def _safety(_norm: Norm) -> GoalWords:
    return GoalWords(
        translate("Goals", "hulpcontacten op tijd nagekeken"),
        translate("Goals", "Hulpcontacten die op tijd zijn nagekeken"),
        translate("Goals", "Contacten op de meldwijzer die iemand nakeek binnen de termijn van je school."),
        translate("Goals", "Meldingen. Die staan alleen in de vertrouwelijke module, ook hun aantal."),
        translate("Goals", "Hoeveel studenten iets meemaken en het niet melden, weten we niet."),
        translate("Goals", "De lijst hulpinstanties, en het register van uitgereikte kaarten in Driehoek."),
    )


def _places(_norm: Norm) -> GoalWords:
    return GoalWords(
        translate("Goals", "van de stages heeft een plek"),
        translate("Goals", "Stages met een plek"),
        translate(
            "Goals", "Stages met een voorgesteld of vastgelegd leerbedrijf. Een student kan er meer dan één hebben."
        ),
        translate(
            "Goals", "Wie uitgesteld, vrijgesteld of uitgeschreven is, en plaatsingen die vroegtijdig eindigden."
        ),
        translate("Goals", "{unknown} van {all}: wel in een klas die op stage gaat, nog niet op het bord."),
        translate("Goals", "Het bord van Plaatsingen en de klassen bij Opleidingen."),
    )


def _allowance(_norm: Norm) -> GoalWords:
    return GoalWords(
        translate("Goals", "krijgt kosten vergoed, voor zover bekend"),
        translate("Goals", "Plaatsingen waar kosten worden vergoed"),
        translate("Goals", "Plaatsingen waar het leerbedrijf ten minste één soort kosten vergoedt."),
        translate("Goals", "Plaatsingen waarvan nog niemand weet of er kosten vergoed worden."),
        translate("Goals", "Bij {unknown} van {all} weten we het niet. Die tellen niet mee in het percentage."),
        translate("Goals", "De afspraken per plaatsing, en wat leerbedrijven bij hun stageplaats opgaven."),
    )
