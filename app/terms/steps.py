"""What a step did: one word for every command, as the history shows it."""

from __future__ import annotations

from app.terms.term import Term


class Deed(Term):
    """A command by what it did."""

    UNDO = "undo", "ongedaan gemaakt"
    SET_UP_SCHOOL = "set_up_school", "school ingericht"
    CHANGE_SCHOOL = "change_school", "gegevens van de school gewijzigd"
    KEEP_HELPLINE = "keep_helpline", "hulpinstantie bewaard"
    CHECK_HELPLINE = "check_helpline", "hulpinstantie gecontroleerd"
    REMOVE_HELPLINE = "remove_helpline", "hulpinstantie verwijderd"
    KEEP_PROGRAMME = "keep_programme", "opleiding bewaard"
    KEEP_PERIOD = "keep_period", "periode bewaard"
    KEEP_FREE_DAY = "keep_free_day", "vrije dagen bewaard"
    REMOVE_FREE_DAY = "remove_free_day", "vrije dagen verwijderd"
    DECIDE_POLICY = "decide_policy", "beleid vastgelegd"
    KEEP_STUDENT = "keep_student", "student bewaard"
    KEEP_COMPANY = "keep_company", "leerbedrijf bewaard"
    KEEP_COMPANY_PERSON = "keep_company_person", "contactpersoon bewaard"
    CHECK_RECOGNITION = "check_recognition", "erkenning gecontroleerd"
    WRITE_NOTE = "write_note", "notitie geschreven"
    PARTICIPATE = "participate", "aan een periode toegevoegd"
    PROPOSE = "propose", "leerbedrijf voorgesteld"
    ADVANCE = "advance", "een stap verder gezet"
    STEP_BACK = "step_back", "een stap terug gezet"
    STAND_ASIDE = "stand_aside", "van het bord gehaald"
    RETURN_TO_BOARD = "return_to_board", "terug op het bord gezet"
    END_PLACEMENT = "end_placement", "plaatsing beëindigd"
    SIGN_AGREEMENT = "sign_agreement", "handtekening vastgelegd"
    HOLD_CONTACT = "hold_contact", "contact vastgelegd"
    JUDGE = "judge", "beoordeling vastgelegd"
    RECORD_HOURS = "record_hours", "uren vastgelegd"
    ASSIGN_SUPERVISOR = "assign_supervisor", "stagebegeleider gekozen"
    KEEP_SCHOOL_TEXT = "keep_school_text", "eigen tekst bewaard"
    DROP_SCHOOL_TEXT = "drop_school_text", "eigen tekst verwijderd"
    HAND_OUT = "hand_out", "document gemaakt"
