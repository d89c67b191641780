"""Opleidingen, perioden, kalender, normen and the screen: through their widgets to what is stored."""

from datetime import date

from PySide6.QtCore import Qt

from app.clock import today
from app.commands.school import FreeDayDraft, keep_free_day
from app.queries.policy import criteria, policies, reasons
from app.queries.school import decisions
from app.queries.teaching import free_days, groups, periods, programmes, units
from app.rules.holidays import school_holidays
from app.terms.school import FreeDayKind, Path, Region, UnitKind
from tests.school import SPRING
from tests.ui.waterland import button, click, fill
from ui.dialogs.free_day import FreeDayDialog
from ui.dialogs.period import PeriodDialog
from ui.dialogs.policy import PolicyDialog
from ui.dialogs.programme import GroupDialog, ProgrammeDialog, UnitDialog
from ui.theme import look


def test_an_opleiding_with_a_klas_and_a_part(qtbot, settings):
    part = settings.part("programmes")
    click(qtbot, part, "Nieuwe opleiding")
    dialog = settings.dialog(ProgrammeDialog)
    fill(dialog.form, name="Bakker", crebo="257", level=3, code="BAK")
    click(qtbot, dialog, "Bewaar")
    assert "vijf cijfers" in dialog.form["crebo"].error
    fill(dialog.form, crebo="25744")
    click(qtbot, dialog, "Bewaar")
    settings.settle()
    assert part.table.current_row().name == "Bakker"

    click(qtbot, part, "Nieuwe klas")
    dialog = settings.dialog(GroupDialog)
    days = next(name for name in dialog.form.values if name.startswith("days_") and dialog.form[name].label == SPRING)
    fill(dialog.form, code="BAK1A", path=Path.BBL, cohort=2026, **{days: {0, 3}})
    click(qtbot, dialog, "Bewaar")
    settings.settle()
    klas = next(row for row in settings.ask(groups) if row.code == "BAK1A")
    spring = next(row.id for row in settings.ask(periods) if row.name == SPRING)
    assert (klas.path, klas.days) == (Path.BBL, {spring: ("ma", "do")})

    click(qtbot, part, "Nieuw onderdeel")
    dialog = settings.dialog(UnitDialog)
    fill(dialog.form, code="K0123", kind=UnitKind.ELECTIVE, title="Duurzaam bakken")
    click(qtbot, dialog, "Bewaar")
    settings.settle()
    bakery = next(row.id for row in settings.ask(programmes) if row.crebo == "25744")
    assert [(unit.code, unit.kind) for unit in settings.ask(units, programme_id=bakery)] == [
        ("K0123", UnitKind.ELECTIVE)
    ]

    part.groups.choose(klas.id)
    settings.focus(part.groups)
    qtbot.keyClick(part.groups, Qt.Key.Key_Delete)
    assert "BAK1A" not in {row.code for row in settings.ask(groups)}
    assert "is verwijderd" in settings.said


def test_what_is_in_use_is_not_removed_and_it_says_why(qtbot, settings):
    part = settings.part("programmes")
    settings.focus(part.table)
    part.table.selectRow(0)
    qtbot.keyClick(part.table, Qt.Key.Key_Delete)
    assert "nog in gebruik" in settings.said


def test_a_period_is_added_changed_and_removed(qtbot, settings):
    part = settings.part("periods")
    click(qtbot, part, "Nieuwe periode")
    dialog = settings.dialog(PeriodDialog)
    fill(dialog.form, name="Najaar 2027", code="BPV3", first_day=date(2027, 9, 1), last_day=date(2027, 8, 1))
    click(qtbot, dialog, "Bewaar")
    assert "ligt voor de eerste dag" in dialog.form["last_day"].error
    fill(dialog.form, last_day=date(2028, 1, 28))
    click(qtbot, dialog, "Bewaar")
    settings.settle()
    assert part.table.current_row().name == "Najaar 2027"
    settings.focus(part.table)
    qtbot.keyClick(part.table, Qt.Key.Key_Return)
    dialog = settings.dialog(PeriodDialog)
    fill(dialog.form, name=SPRING)
    click(qtbot, dialog, "Bewaar")
    assert "al een periode" in dialog.form["name"].error
    dialog.reject()
    settings.focus(part.table)
    qtbot.keyClick(part.table, Qt.Key.Key_Delete)
    assert "Najaar 2027" not in {row.name for row in settings.ask(periods)}


def test_a_public_holiday_that_the_school_wrote_down_itself_stands_there_once(settings):
    good_friday = FreeDayDraft("Goede Vrijdag", FreeDayKind.OTHER, date(2027, 3, 26), date(2027, 3, 26))
    for _ in range(2):
        settings.program.session.desk.do(keep_free_day, "Bewaard.", draft=good_friday)
    part = settings.part("calendar")
    part.show_year(2026)
    assert [row.own is not None for row in part.table.rows.rows if row.name == "Goede Vrijdag"] == [True, True]


def test_the_holidays_of_the_region_are_copied_and_public_ones_stay_as_they_are(qtbot, settings):
    part = settings.part("calendar")
    part.show_year(2027)
    before = len(settings.ask(free_days))
    click(qtbot, part, "Neem de vakanties van regio Zuid over")
    settings.settle()
    added = {row.name: row.first_day for row in settings.ask(free_days)[before:]}
    assert added == {day.name: day.first_day for day in school_holidays(Region.SOUTH, 2027)}
    click(qtbot, part, "Neem de vakanties van regio Zuid over")
    assert "staan er al in" in settings.said
    part.table.choose((date(2027, 12, 25), "Eerste kerstdag", None))
    assert not button(part, "Wijzig").isEnabled()
    click(qtbot, part, "Voeg toe")
    dialog = settings.dialog(FreeDayDialog)
    fill(
        dialog.form,
        name="Studiedag",
        kind=FreeDayKind.STUDY,
        first_day=date(2026, 11, 11),
        last_day=date(2026, 11, 11),
    )
    click(qtbot, dialog, "Bewaar")
    settings.settle()
    assert part.year == 2026
    assert part.table.current_row().name == "Studiedag"


def test_a_decision_holds_from_its_day_and_the_one_before_stays_on_record(qtbot, settings):
    part = settings.part("norms")
    part.table.choose("norm.joint")
    click(qtbot, part, "Leg een besluit vast")
    dialog = settings.dialog(PolicyDialog)
    fill(dialog.form, **{"norm.joint": 99})
    click(qtbot, dialog, "Leg vast")
    assert "getal van 0 tot 12" in dialog.form["norm.joint"].error
    fill(dialog.form, **{"norm.joint": 4}, source="bpv-beleid 2027")
    click(qtbot, dialog, "Leg vast")
    settings.settle()
    assert settings.ask(policies, day=today())["norm.joint"] == "4"
    (row,) = settings.ask(decisions)
    assert (row.value, row.source, row.decided_by) == ("4", "bpv-beleid 2027", "Marieke Vos")
    assert part.history.rows.rowCount() == 1


def test_reasons_and_criteria_are_decided_in_the_same_way(qtbot, settings):
    part = settings.part("reasons")
    part.table.choose("reason.ended_early")
    click(qtbot, part, "Leg een besluit vast")
    dialog = settings.dialog(PolicyDialog)
    fill(dialog.form, **{"reason.ended_early": "Verhuizing\nGeld is op"})
    click(qtbot, dialog, "Leg vast")
    settings.settle()
    assert settings.ask(reasons, day=today())["ended_early"] == ("Verhuizing", "Geld is op")
    part = settings.part("criteria")
    part.table.choose("criterion.former")
    click(qtbot, part, "Leg een besluit vast")
    dialog = settings.dialog(PolicyDialog)
    fill(dialog.form, **{"criterion.former": "0"})
    click(qtbot, dialog, "Leg vast")
    settings.settle()
    assert "former" not in {one.key for one in settings.ask(criteria, day=today())}
    assert "Vastgelegd: nee" in settings.said


def test_theme_text_and_lock_hold_at_once_and_are_remembered(qtbot, settings):
    part = settings.part("screen")
    part.theme.choose("dark")
    assert look().mode == "dark"
    fill_choice(part.scale, 150)
    assert look().scale == 1.5
    fill_choice(part.minutes, 5)
    state = settings.program.state
    assert (state.state.theme, state.state.text_scale, state.view("lock.minutes")) == ("dark", 1.5, "5")


def fill_choice(field, value):
    field.set_value(value)
    field.tell()
