"""Words of Meldingen. None of them is ever stored outside a sealed file."""

from __future__ import annotations

from app.terms.term import Term


class Origin(Term):
    """Where a sealed note came from."""

    ALONE = "alone", "Even alleen"
    REFUSAL = "refusal", "reden van een weigering"
    PASSED_ON = "passed_on", "doorgegeven"
    CODE = "code", "Driehoek: noodblad gebruikt"


class Track(Term):
    """How what was told is taken up: vague and without a name if so wished, or as a report."""

    CONCERN = "concern", "signaal"
    INCIDENT = "incident", "melding"


class Kind(Term):
    """What it is about."""

    DISCRIMINATION = "discrimination", "discriminatie"
    SEXUAL = "sexual", "seksueel grensoverschrijdend gedrag"
    BULLYING = "bullying", "pesten of agressie"
    UNSAFE = "unsafe", "onveilige werkplek"
    ACCIDENT = "accident", "ongeval"
    GUIDANCE = "guidance", "onvoldoende begeleiding"
    IMPROPER_WORK = "improper_work", "oneigenlijk werk"
    ALLOWANCE = "allowance", "vergoeding niet nagekomen"
    WORKING_HOURS = "working_hours", "arbeidstijden van een minderjarige"
    PRIVACY = "privacy", "privacy"
    OTHER = "other", "anders"


class Phase(Term):
    """When it happened."""

    SEARCHING = "searching", "bij het zoeken"
    DURING = "during", "tijdens de stage"


class Teller(Term):
    """Who told it."""

    STUDENT = "student", "de student zelf"
    SUPERVISOR = "supervisor", "een stagebegeleider"
    THIRD = "third", "iemand anders"
    ANONYMOUS = "anonymous", "anoniem"


class Wish(Term):
    """What the student wants to happen."""

    NOTHING = "nothing", "A · nu niets"
    OWN_TALK = "own_talk", "B · zelf het gesprek voeren"
    JOINT_TALK = "joint_talk", "C · een driehoeksgesprek"
    OFFICIAL = "official", "D · een officiële melding"


class Recipient(Term):
    """To whom something may be told."""

    STUDENT = "student", "student"
    CONFIDANT = "confidant", "vertrouwenspersoon"
    BOARD = "board", "bevoegd gezag"
    COMPANY = "company", "leerbedrijf"
    ADVISER = "adviser", "SBB-adviseur"
    PARENTS = "parents", "ouders of verzorgers"
    COLLEAGUES = "colleagues", "collega's en klas"


class Consent(Term):
    """What the student finds good for one recipient."""

    WITH_NAME = "with_name", "ja, met naam"
    WITHOUT_NAME = "without_name", "ja, zonder naam"
    NO = "no", "nee"


class Telling(Term):
    """What may be said to a recipient at a step."""

    ALL = "all", "alles, ook wat niet geheim kan blijven"
    NAMED = "named", "het verhaal, met naam"
    UNNAMED = "unnamed", "het verhaal, zonder naam"
    FACT = "fact", "alleen dat er iets speelt"
    NOTHING = "nothing", "niets"


class Reaction(Term):
    """What a good reaction to a report has."""

    LISTENED = "listened", "geluisterd"
    BELIEVED = "believed", "geloofd"
    NOT_MINIMISED = "not_minimised", "niet kleiner gemaakt"
    OPTIONS = "options", "keuzes uitgelegd"
    DATE_KEPT = "date_kept", "datum nagekomen"


class Consequence(Term):
    """What the report changes for the company."""

    AGREEMENTS = "agreements", "verbeterafspraken op papier, met een datum om te controleren"
    WARNING = "warning", "schriftelijke waarschuwing"
    NO_NEW = "no_new", "voorlopig geen nieuwe studenten"
    UNFIT = "unfit", "geen plaatsing meer"
    REPORTED = "reported", "gemeld bij SBB of een andere instantie; die beslist"
    UNFOUNDED = "unfounded", "na horen van beide kanten geen gevolg; waarom staat erbij"
    STUDENT_DECLINED = "student_declined", "de student wil nu niets; het bedrijf weet van niets"
    TALKED = "talked", "gesprek gevoerd"


class Ground(Term):
    """A protected ground: kept apart, only if the student wants it (AWGB, WGBH/CZ, WGBL)."""

    ORIGIN = "origin", "afkomst of huidskleur"
    BELIEF = "belief", "geloof of levensovertuiging"
    SEX = "sex", "geslacht, zwangerschap of gender"
    ORIENTATION = "orientation", "seksuele gerichtheid"
    DISABILITY = "disability", "handicap of chronische ziekte"
    AGE = "age", "leeftijd"
    NATIONALITY = "nationality", "nationaliteit"
    POLITICS = "politics", "politieke gezindheid"
    CIVIL_STATUS = "civil_status", "burgerlijke staat"
