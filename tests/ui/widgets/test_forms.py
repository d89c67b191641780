"""Fields and forms by keys: what is typed, what is wrong, and what a screen reader hears."""

from datetime import date
from enum import StrEnum

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.errors import Refusal
from ui.theme import Tone
from ui.widgets.choice_fields import ChoiceField, DaysField, Option, Tick, TickField, TickListField
from ui.widgets.date_field import DateField, parse_day
from ui.widgets.field import Field
from ui.widgets.form import Form, FormDialog
from ui.widgets.scroller import Scroller
from ui.widgets.sign import Sign
from ui.widgets.text_fields import NoteField, NumberField, TextField

TODAY = date(2027, 3, 1)


def put(qtbot, widget):
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    return widget


def focus_of(field):
    target = field
    while target.focusProxy() is not None:
        target = target.focusProxy()
    return target


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24-11-2026", date(2026, 11, 24)),
        ("24/11/26", date(2026, 11, 24)),
        ("24112026", date(2026, 11, 24)),
        ("24 nov 2026", date(2026, 11, 24)),
        ("24 november 2026", date(2026, 11, 24)),
        ("1 mrt. 2027", date(2027, 3, 1)),
        ("4-3", date(2027, 3, 4)),
        ("24-11", date(2026, 11, 24)),
        ("1 juli", date(2027, 7, 1)),
        ("29-2-2028", date(2028, 2, 29)),
        ("29-2-2027", None),
        ("32-1-2027", None),
        ("1-13-2027", None),
        ("morgen", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_the_dutch_write_it(text, day):
    assert parse_day(text, TODAY) == day


class TestDates:
    """A day is typed, stepped or picked."""

    def test_what_is_typed_is_written_out_when_one_goes_on(self, qtbot):
        field = put(qtbot, DateField("Start"))
        edit = focus_of(field)
        qtbot.keyClicks(edit, "24 nov 2026")
        qtbot.keyClick(edit, Qt.Key.Key_Return)
        assert edit.text() == "24-11-2026"
        assert field.value == date(2026, 11, 24)

    def test_arrows_go_a_day_on_and_back(self, qtbot):
        field = put(qtbot, DateField("Start"))
        field.set_value(date(2026, 12, 31))
        qtbot.keyClick(focus_of(field), Qt.Key.Key_Up)
        assert field.value == date(2027, 1, 1)

    def test_what_is_no_day_is_told_with_an_example(self, qtbot):
        field = put(qtbot, DateField("Start", earliest=date(2027, 1, 1), latest=date(2027, 12, 31)))
        edit = focus_of(field)
        qtbot.keyClicks(edit, "overmorgen")
        assert "24-11-2026" in field.problem()
        field.set_value(date(2026, 12, 31))
        assert "vanaf 01-01-2027" in field.problem()
        field.set_value(date(2028, 1, 1))
        assert "31-12-2027" in field.problem()

    def test_the_calendar_is_dutch_and_gives_its_day(self, qtbot):
        field = put(qtbot, DateField("Start"))
        field.set_value(date(2026, 11, 24))
        qtbot.keyClick(focus_of(field), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        calendar = field.calendar
        assert calendar.locale().standaloneMonthName(11) == "november"
        assert calendar.selectedDate() == QDate(2026, 11, 24)
        with qtbot.waitSignal(field.changed):
            calendar.activated.emit(QDate(2026, 11, 30))
        assert field.value == date(2026, 11, 30)


class TestNumbers:
    """Whole numbers within their bounds."""

    def test_arrows_step_and_stay_within_bounds(self, qtbot):
        field = put(qtbot, NumberField("Uren", least=1, most=3, unit="uur per week"))
        for _ in range(5):
            qtbot.keyClick(focus_of(field), Qt.Key.Key_Up)
        assert field.value == 3
        for _ in range(5):
            qtbot.keyClick(focus_of(field), Qt.Key.Key_Down)
        assert field.value == 1

    def test_letters_do_not_come_in_and_a_number_out_of_bounds_is_told(self, qtbot):
        field = put(qtbot, NumberField("Uren", least=8, most=40))
        qtbot.keyClicks(focus_of(field), "x4y")
        assert field.value == 4
        assert field.problem() == "Kies een getal van 8 tot 40."

    def test_empty_is_no_answer(self, qtbot):
        field = put(qtbot, NumberField("Uren", required=True))
        assert field.value is None
        assert field.problem() == "Vul dit in."


class TestChoices:
    """One of a list, several, yes or no, days."""

    OPTIONS = (Option("a", "Kinderopvang"), Option("b", "Verzorgende"), Option("c", "Logistiek"))

    def test_the_list_gives_the_value_behind_the_words(self, qtbot):
        field = put(qtbot, ChoiceField("Opleiding", self.OPTIONS))
        qtbot.keyClick(field.combo, Qt.Key.Key_Down)
        assert field.value == "b"

    def test_the_wheel_changes_no_answer(self, qtbot):
        field = put(qtbot, ChoiceField("Opleiding", self.OPTIONS))
        event = QWheelEvent(
            field.combo.rect().center().toPointF(),
            field.combo.rect().center().toPointF(),
            field.combo.rect().center() * 0,
            field.combo.rect().bottomRight() * -1,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(field.combo, event)
        assert field.value == "a"

    def test_nothing_can_be_an_answer(self, qtbot):
        field = put(qtbot, ChoiceField("Opleiding", self.OPTIONS, nothing="nog niet gevraagd", required=True))
        assert field.value is None
        assert field.problem() == "Vul dit in."
        field.set_value("c")
        assert (field.value, field.problem()) == ("c", "")

    def test_a_long_list_can_be_searched_by_a_part(self, qtbot):
        field = put(qtbot, ChoiceField("Leerbedrijf", self.OPTIONS, search=True))
        field.combo.lineEdit().clear()
        qtbot.keyClicks(field.combo.lineEdit(), "verzor")
        assert field.value is None
        assert field.problem() == "Kies iets uit de lijst."
        qtbot.keyClicks(field.combo.lineEdit(), "gende")
        assert field.value == "b"

    def test_other_options_keep_the_answer_that_is_among_them(self, qtbot):
        field = put(qtbot, ChoiceField("Opleiding", self.OPTIONS))
        field.set_value("c")
        field.show_options(self.OPTIONS[1:])
        assert field.value == "c"

    def test_ticks_and_days_are_sets(self, qtbot):
        ticks = put(qtbot, TickListField("Talen", self.OPTIONS))
        first, second, _third = ticks.findChildren(Tick)
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
        qtbot.keyClick(second, Qt.Key.Key_Space)
        assert ticks.value == {"a", "b"}
        days = put(qtbot, DaysField("Dagen", required=True))
        assert days.problem() == "Vul dit in."
        days.set_value({0, 3})
        assert days.value == {0, 3}

    def test_the_words_of_a_tick_count_as_the_tick(self, qtbot):
        field = put(qtbot, TickField("VOG nodig vóór de start"))
        tick = field.findChild(Tick)
        qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().center())
        assert field.value is True


@pytest.fixture
def form(qtbot):
    form = Form()
    form.add(first=TextField("&Voornaam", required=True), last=TextField("&Achternaam"))
    form.add(hours=NumberField("Uren", most=40))
    form.add(note=NoteField("Notitie", longest=20))
    form.resize(560, 420)
    return put(qtbot, form)


def test_a_form_gives_all_answers_by_name(qtbot, form):
    form.show_values({"first": "Noor", "hours": 24, "of an older draft": 1})
    assert form.values == {"first": "Noor", "last": "", "hours": 24, "note": ""}


def test_going_through_a_form_gives_the_names_of_its_fields(form):
    assert list(form) == list(form.values)


def test_a_form_says_what_is_wrong_under_the_field_and_goes_there(qtbot, form):
    form.show_values({"hours": 99, "note": "x" * 30})
    assert not form.check()
    assert form["first"].error == "Vul dit in."
    assert form["hours"].error == "Kies een getal van 0 tot 40."
    assert "hooguit 20" in form["note"].error
    assert focus_of(form["first"]).hasFocus()


def test_typing_takes_the_error_away(qtbot, form):
    form.check()
    qtbot.keyClicks(focus_of(form["first"]), "N")
    assert form["first"].error == ""


def test_a_screen_reader_hears_the_label_and_the_error(qtbot, form):
    form.check()
    face = QAccessible.queryAccessibleInterface(focus_of(form["first"]))
    assert face.text(QAccessible.Text.Name) == "Voornaam"
    assert face.text(QAccessible.Text.Description) == "Vul dit in."


def test_a_form_tells_that_a_draft_can_be_kept(qtbot, form):
    with qtbot.waitSignal(form.changed):
        qtbot.keyClicks(focus_of(form["first"]), "N")


def test_fields_stand_under_each_other_where_room_is_short(qtbot, form):
    assert form["first"].y() == form["last"].y()
    form.resize(300, 600)
    QApplication.processEvents()
    assert form["last"].y() > form["first"].y()


def test_a_status_stands_at_the_label(qtbot, form):
    form["hours"].set_status(Sign("vraag nu", "circle-alert", Tone.ATTENTION))
    assert "vraag nu" in [label.text() for label in form["hours"].findChildren(QLabel) if not label.isHidden()]


class TestDialog:
    """A form in a dialog."""

    @pytest.fixture
    def dialog(self, qtbot):
        self.window = window = put(qtbot, QWidget())
        dialog = FormDialog("Student toevoegen", window, intro="Vul in wat je weet.")
        dialog.form.add(first=TextField("Voornaam", required=True))
        dialog.open()
        return dialog

    def test_control_enter_gives_the_answers(self, qtbot, dialog):
        qtbot.keyClicks(focus_of(dialog.form["first"]), "Noor")
        with qtbot.waitSignal(dialog.saved) as heard:
            qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert heard.args == [{"first": "Noor"}]
        assert dialog.isVisible()

    def test_a_wrong_form_gives_nothing(self, qtbot, dialog):
        with qtbot.assertNotEmitted(dialog.saved):
            qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
        assert dialog.form["first"].error == "Vul dit in."

    def test_a_refusal_goes_to_its_field_or_on_top(self, dialog):
        dialog.refuse(Refusal("Deze naam is er al.", field="first"))
        assert dialog.form["first"].error == "Deze naam is er al."
        dialog.refuse(Refusal("De periode is vastgezet."))
        assert "De periode is vastgezet." in [
            label.text() for label in dialog.findChildren(QLabel) if label.isVisible()
        ]

    def test_what_is_typed_at_once_goes_into_the_first_field(self, dialog):
        assert dialog.focusWidget() is focus_of(dialog.form["first"])

    def test_every_field_is_in_view_at_once(self, qtbot):
        host = put(qtbot, QWidget())
        dialog = FormDialog("Handtekeningen", host, intro="Vul de dag in waarop iemand tekende.")
        for name in ("student", "company", "school"):
            dialog.form.add(**{name: DateField(name)})
        dialog.open()
        assert not dialog.findChild(Scroller).verticalScrollBar().isVisible()

    def test_escape_leaves_and_the_dialog_is_gone(self, qtbot, dialog):
        with qtbot.waitSignal(dialog.destroyed):
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_every_field_answers_as_a_field_must(qtbot):
    for field in (TextField("A"), NoteField("B"), NumberField("C"), DateField("D"), ChoiceField("E"), DaysField("F")):
        qtbot.addWidget(field)
        assert isinstance(field, Field)
        field.set_value(None)
        assert field.problem() == ""


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


def test_a_term_that_was_chosen_comes_back_as_the_term_itself(qtbot):
    host = put(qtbot, QWidget())
    dialog = FormDialog("Formaat", host)
    dialog.form.add(size=ChoiceField("Formaat", [Option(one, one.value) for one in Size]))
    dialog.form.show_values({"size": Size.LARGE})
    answers = []
    dialog.saved.connect(answers.append)
    dialog.save()
    assert answers[0]["size"] is Size.LARGE


def test_a_dialog_of_plain_fields_is_as_tall_as_it_needs(qtbot):
    host = put(qtbot, QWidget())
    dialog = FormDialog("Adres", host, intro="Waar is het?")
    for name in ("straat", "plaats", "land"):
        dialog.form.add(**{name: TextField(name)})
    dialog.open()
    assert not dialog.findChild(Scroller).verticalScrollBar().isVisible()
    last = dialog.form["land"]
    assert last.mapTo(dialog, last.rect().bottomLeft()).y() < dialog.save_button.mapTo(dialog, QPoint(0, 0)).y()
