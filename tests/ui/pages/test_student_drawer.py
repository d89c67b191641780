from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.commands import agreements, people, pipeline, recording
from app.commands.placing import BesideDraft, place_beside
from app.commands.programmes import ProgrammeDraft, keep_programme
from app.terms.company import Allowance, Recognised
from app.terms.pipeline import Form, Judgement, Moment, Party
from app.terms.placing import PlacementKind
from tests.school import SPRING, TODAY
from tests.ui.laws import clipped, nameless, untranslated
from ui.desk.desk import Scope
from ui.dialogs.check_recognition import CheckRecognitionDialog
from ui.dialogs.contact import ContactDialog
from ui.dialogs.judge import JudgeDialog
from ui.dialogs.placement_form import PlacementFormDialog
from ui.dialogs.propose import ProposeDialog
from ui.dialogs.sign import SignDialog
from ui.dialogs.student_form import StudentFormDialog
from ui.pages.student_norm import NormLight
from ui.theme import apply
from ui.widgets.button import Button
from ui.widgets.rings import Held, Rings
from ui.widgets.text import Text
from ui.widgets.timeline import Timeline, When

KEY = Qt.Key


def words(drawer):
    return {label.text() for label in drawer.findChildren(Text) if label.isVisible()}


def button(drawer, text):
    return next(one for one in drawer.findChildren(Button) if one.text() == text and one.isVisible())


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def moments(drawer):
    return drawer.findChild(Timeline).moments.rows


def test_the_details_name_whom_to_call_and_what_was_agreed(drawer):
    said = words(drawer("Amira"))
    assert {"Amira Benhaddou", "VZ3B · Verzorgende IG, niveau 3", "Mees Bruijn", "De Waalkade, Nijmegen"} <= said
    assert {"Sanne Oosterhof · 024 000 01 27", "ma di wo, 24 uur per week", "€ 250,00 per maand"} <= said
    assert {"POK student", "getekend 2 sep. 2026"} <= said


def test_the_norm_light_says_why(drawer):
    light = drawer("Amira").findChild(NormLight)
    assert [ring.held for ring in light.findChild(Rings).rings] == [Held.HELD, Held.LATE, Held.PLANNED]
    assert "1 van 3 contacten · geen bezoek" in words(light)
    assert (
        "Norm: 3 keer contact met z’n drieën, waarvan 1 keer op bezoek. Contact 2 had er vóór 26 dec. 2026 moeten zijn."
        in words(light)
    )


def test_a_talk_without_everyone_is_told_and_does_not_count(school, drawer):
    draft = recording.ContactDraft(Moment.EXTRA, Form.PHONE, TODAY, student=True, company=False, school=True)
    school.do(recording.hold_contact, placement_id=school.placements["Amira"], draft=draft)
    light = drawer("Amira").findChild(NormLight)
    assert any("1 gesprek telt niet mee: niet iedereen was erbij." in text for text in words(light))


def test_before_the_start_there_is_no_norm_light(drawer):
    assert drawer("Yusuf").findChild(NormLight) is None


def test_what_is_missing_stands_there_with_its_fix(qtbot, drawer):
    shown = drawer("Yusuf")
    assert {"Mist voor ‘POK getekend’", "Het leerbedrijf heeft de POK nog niet getekend."} <= words(shown)
    click(qtbot, button(shown, "Leerbedrijf tekende vandaag"))
    assert "Het leerbedrijf heeft de POK nog niet getekend." not in words(shown)
    assert "getekend 1 mrt." in words(shown)


def test_its_key_works_in_the_drawer_and_only_while_a_student_is_shown(qtbot, school, window, drawer):
    shown = drawer("Yusuf")
    button(shown, "Kopieer nummer").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_2)
    assert "getekend 1 mrt." in words(shown)
    assert window.drawer.actions()
    window.drawer.close_details()
    qtbot.waitUntil(lambda: not window.drawer.actions())


@pytest.mark.parametrize(
    ("name", "begin", "kind"),
    [
        ("Oleksandra", "propose", ProposeDialog),
        ("Yusuf", "sign", SignDialog),
        ("Amira", "contact", ContactDialog),
        ("Shanice", "judge", JudgeDialog),
        ("Bram", "recognition", CheckRecognitionDialog),
    ],
)
def test_a_fix_from_elsewhere_begins_at_once(window, drawer, name, begin, kind):
    drawer(name, begin)
    assert window.dialog(kind)


def test_signatures_are_dated_and_taken_away(window, school, drawer):
    shown = drawer("Yusuf", "sign")
    dialog = window.dialog(SignDialog)
    dialog.form["company"].set_value(date(2027, 2, 26))
    dialog.form["student"].set_value(None)
    dialog.save()
    assert "getekend 26 feb." in words(shown)
    assert window.messages.text == "Handtekeningen van Yusuf Demirtaş vastgelegd"
    assert "De student heeft de POK nog niet getekend." in words(shown)


def test_to_whom_it_was_sent_on_which_day_stands_there(window, school, drawer):
    shown = drawer("Yusuf", "sign")
    dialog = window.dialog(SignDialog)
    assert dialog.form["company_sent"].value == date(2027, 2, 8)
    dialog.form["company_sent"].set_value(date(2027, 2, 22))
    dialog.save()
    assert "wacht sinds 22 feb." in words(shown)
    drawer("Yusuf", "sign")
    assert window.dialog(SignDialog).form["company_sent"].value == date(2027, 2, 22)


def test_a_judgement_of_each_part_is_filled_in_for_who_gave_it(window, school, drawer):
    drawer("Shanice", "judge")
    dialog = window.dialog(JudgeDialog)
    (part,) = dialog._parts
    dialog.form.show_values({"party": Party.COMPANY, "judgement": Judgement.GOOD, part.hex: Judgement.SUFFICIENT})
    dialog.save()
    drawer("Shanice", "judge")
    dialog = window.dialog(JudgeDialog)
    for party, known in ((Party.COMPANY, Judgement.SUFFICIENT), (Party.SCHOOL, None)):
        dialog.form["moment"].set_value(Moment.END)
        dialog.form["party"].set_value(party)
        dialog.form["party"].tell()
        assert dialog.form[part.hex].value is known


def test_a_day_that_is_still_to_come_is_refused_at_its_field(window, drawer):
    drawer("Yusuf", "sign")
    dialog = window.dialog(SignDialog)
    dialog.form["company"].set_value(date(2027, 3, 2))
    dialog.save()
    assert dialog.form["company"].error == "Kies een dag tot en met 01-03-2027."


def test_nothing_changed_nothing_done(window, heard, drawer):
    said = heard(window.board.desk.stated)
    drawer("Yusuf", "sign")
    dialog = window.dialog(SignDialog)
    dialog.save()
    assert not dialog.isVisible()
    assert said == []


def test_the_recognition_is_checked(window, school, drawer):
    shown = drawer("Bram", "recognition")
    dialog = window.dialog(CheckRecognitionDialog)
    assert dialog.form["outcome"].value is Recognised.YES
    dialog.save()
    text = "De erkenning van dit leerbedrijf voor deze opleiding is nog niet gecontroleerd."
    assert text not in words(shown)


def test_agreements_are_changed(qtbot, window, drawer):
    shown = drawer("Bram")
    click(qtbot, button(shown, "Afspraken wijzigen"))
    dialog = window.dialog(PlacementFormDialog)
    dialog.form["company_person"].set_value("Ank de Groot")
    dialog.form["hours"].set_value(32)
    dialog.form["allowance"].set_value(Allowance.NONE)
    dialog.save()
    assert {"Ank de Groot · 024 000 01 02", "32 uur per week", "geen"} <= words(shown)


def test_an_amount_is_only_asked_where_there_is_one(qtbot, window, drawer):
    shown = drawer("Bram")
    click(qtbot, button(shown, "Afspraken wijzigen"))
    dialog = window.dialog(PlacementFormDialog)
    assert not dialog.form["allowance_cents"].isEnabled()
    dialog.form["allowance"].set_value(Allowance.AMOUNT)
    dialog.form["allowance"].tell()
    assert dialog.form["allowance_cents"].isEnabled()
    dialog.save()
    assert dialog.form["allowance_cents"].error == "Hoeveel is de vergoeding?"


def test_agreements_are_not_changed_while_names_are_hidden(window, drawer):
    drawer("Bram")
    window.board.desk.present(True)
    window.details._view("student").card_actions["change"].trigger()
    assert window.messages.text == "In de presentatiemodus zijn namen verborgen. Zet die eerst uit."


def test_the_number_is_copied_for_a_minute(qtbot, window, drawer):
    click(qtbot, button(drawer("Amira"), "Kopieer nummer"))
    assert QGuiApplication.clipboard().text() == "06 00030112"
    assert window.messages.text == "Het nummer van Amira Benhaddou staat een minuut op het klembord: 06 00030112"


def test_the_timeline_tells_every_step_and_unfolds_its_fields(school, drawer):
    shown = drawer("Bram")
    newest = moments(shown)[0]
    assert (newest.title, newest.detail) == ("Een stap verder gezet: geplaatst", "8 feb. · Marieke Vos")
    shown.findChild(Timeline).activated.emit(shown.findChild(Timeline).model().index(0, 0))
    assert moments(shown)[0].detail == "8 feb. · Marieke Vos\nstand: voorgesteld → geplaatst"
    shown.findChild(Timeline).activated.emit(shown.findChild(Timeline).model().index(0, 0))
    assert moments(shown)[0].detail == "8 feb. · Marieke Vos"


def test_the_talk_that_is_late_stands_on_top_of_the_timeline(drawer):
    first = moments(drawer("Amira"))[0]
    assert (first.title, first.detail, first.when) == (
        "Contact 2 van 3",
        "had vóór 26 dec. 2026 moeten zijn",
        When.LATE,
    )


def test_every_placement_stays_to_be_seen(drawer):
    said = words(drawer("Isa"))
    assert {"De Waalkade", "Najaar 2026 · 7 sep. 2026 – 11 feb.", "Het klikte niet met het team"} <= said


def test_another_period_of_the_student_is_one_key_away(qtbot, school, drawer):
    school.do(pipeline.participate, student_id=school.students["Thijs"], period_id=school.periods[SPRING])
    shown = drawer("Thijs", f"card:{school.cards['Thijs'].hex}")
    assert "Bakker & Zn., Arnhem" in words(shown)
    click(qtbot, button(shown, "Toon"))
    assert "Voorjaar 2027, 15 mrt. – 9 juli" in words(shown)


def test_the_period_in_view_comes_first(school, window, drawer):
    school.do(pipeline.participate, student_id=school.students["Thijs"], period_id=school.periods[SPRING])
    window.board.desk.look_at(Scope(period=school.periods["Najaar 2026"]))
    assert "Bakker & Zn., Arnhem" in words(drawer("Thijs"))


def test_a_student_without_a_period_can_still_be_called(school, window):
    draft = people.StudentDraft("30199", "Pim", "", "Post", None, phone="06 00000001")
    key = school.do(people.keep_student, draft=draft)
    window.board.desk.open("student", key)
    assert {"Pim Post", "06 00000001"} <= words(window.drawer)


def test_the_student_form_is_in_the_menu(window, drawer):
    drawer("Amira")
    window.details._view("student")._change.trigger()
    assert window.dialog(StudentFormDialog)


def test_news_keeps_the_details_up_to_date(school, window, drawer):
    shown = drawer("Yusuf")
    window.board.desk.do(
        agreements.sign_agreement,
        "getekend",
        placement_id=school.placements["Yusuf"],
        party=Party.SCHOOL,
        signed_on=TODAY,
    )
    assert "De school heeft de POK nog niet getekend." not in words(shown)


@pytest.mark.parametrize("name", ["Amira", "Yusuf", "Isa", "Meron"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.usefixtures("window")
def test_nothing_is_cut_off(qtbot, qapp, drawer, name, scale):
    apply(qapp, "light", scale)
    shown = drawer(name)
    qtbot.waitUntil(lambda: clipped(shown) == [])
    qtbot.waitUntil(lambda: shown._body.width() <= shown._scroll.viewport().width())


def test_every_control_has_a_name(drawer):
    assert nameless(drawer("Isa")) == []


def test_persons_are_hidden_while_others_watch(window, drawer):
    window.board.desk.present(True)
    said = words(drawer("Amira"))
    assert {"A. B.", "M. B.", "•••"} <= said
    assert not any("Benhaddou" in text or "Oosterhof" in text for text in said)


@pytest.mark.usefixtures("shout")
def test_every_word_is_translatable(drawer):
    shown = drawer("Isa")
    data = {
        "Isa Bouzid",
        "IB",
        "06 00030105",
        "30105@waalhaven.example",
        "De Waalkade",
        "Het klikte niet met het team",
        "Najaar 2026 · 7 sep. 2026 – 11 feb.",
        "Najaar 2026, 7 sep. 2026 – 26 mrt.",
    }
    assert [text for text in untranslated(shown, data) if "«" not in text] == []


def test_the_hours_of_the_period_and_of_the_programme_are_told_with_their_source(school, drawer):
    school.do(keep_programme, draft=ProgrammeDraft("KOK", "25180", "Kok", 2, years=2))
    days = {"first_day": date(2027, 1, 4), "last_day": date(2027, 3, 19)}
    draft = BesideDraft(school.companies["Hotel De Valkhof"], PlacementKind.BESIDE, **days)
    second = school.do(place_beside, participation_id=school.cards["Ibrahim"], draft=draft)
    for key, hours in ((school.placements["Ibrahim"], 100), (second, 30)):
        school.do(recording.record_hours, placement_id=key, minutes=hours * 60)
    told = words(drawer("Ibrahim"))
    assert {"Uren", "Uren periode", "Uren opleiding"} <= told
    both = "over 2 plaatsingen samen (van 1 niet bekend hoeveel)"
    assert any(text.startswith("130 gemaakt, ") and text.endswith(both) for text in told)
    assert any(text.startswith("130 gemaakt, ") and "minimaal 450 (WEB art. 7.2.7" in text for text in told)


def test_what_stands_beside_the_state_is_told_system_shortage_and_steps_taken_all_the_same(school, drawer):
    reason = "De handtekening komt morgen met de post."
    school.do(pipeline.advance, participation_ids=(school.cards["Yusuf"],), reason=reason)
    told = words(drawer("Yusuf"))
    assert any(text.startswith("zonder handtekening") and reason in text for text in told)
    assert "nog niet bekend, moet zijn: Definitief" in told
    school.do(agreements.settle_system_status, placement_ids=(school.placements["Yusuf"],))
    assert "Definitief" in words(drawer("Yusuf"))
    assert any("nog niet gemeld aan de SBB-adviseur" in text for text in words(drawer("Milan")))
