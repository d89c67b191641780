"""The look changes at once, everywhere, and every icon that is named exists."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QImage, QPainter, QPalette

import ui
from app.resources import resource
from app.tokens import palette
from ui.theme import FAMILY, Tone, apply, icon, look, paint_icon, pixmap, theme
from ui.theme.sheet import sheet


def test_the_bundled_font_is_the_font(qapp):
    assert QFontInfo(look().font()).family().startswith(FAMILY)
    assert QFontInfo(qapp.font()).family().startswith(FAMILY)


def test_figures_of_tables_are_equally_wide_and_those_of_sentences_are_not(qapp):
    tables, words = QFontMetrics(look().font(tabular=True)), QFontMetrics(look().font())
    assert len({tables.horizontalAdvance(figure * 8) for figure in "0123456789"}) == 1
    assert len({words.horizontalAdvance(figure * 8) for figure in "0123456789"}) > 1


def test_another_theme_and_size_are_worn_at_once_and_told(qtbot, qapp):
    with qtbot.waitSignal(theme.changed):
        apply(qapp, "dark", 1.5)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == palette("dark").canvas.lower()
    assert look().px(10) == 15
    assert qapp.font().pointSizeF() == pytest.approx(look().points("body"))


def test_the_same_again_changes_nothing(qtbot, qapp):
    with qtbot.assertNotEmitted(theme.changed):
        apply(qapp, "light", 1.0)


@pytest.mark.parametrize(("asked", "worn"), [(0.1, 0.9), (0.9, 0.9), (1.3, 1.3), (5, 2.0)])
def test_text_grows_from_90_to_200_per_cent(qapp, asked, worn):
    apply(qapp, "light", asked)
    assert look().scale == worn


def test_without_a_wish_of_the_system_it_is_light(qapp):
    apply(qapp, "system", 1.0)
    wish = qapp.styleHints().colorScheme()
    assert look().mode == ("dark" if wish == Qt.ColorScheme.Dark else "light")


def test_the_sheet_names_no_item_view():
    text = sheet(look())
    assert re.findall(r"Q(?:Table|List|Tree|AbstractItem)View|QHeaderView|::item(?!:|\s*{\s*padding)", text) == []


def test_no_colour_is_written_outside_the_tokens():
    folder = Path(ui.__file__).parent
    named = {file.name for file in folder.rglob("*.py") if re.search(r'"#[0-9A-Fa-f]{3,8}"', file.read_text("utf-8"))}
    assert named == set()


def test_an_icon_is_drawn_in_the_colour_of_its_role_and_sharp(qapp):
    drawn = pixmap("check", QColor(palette("light").petrol), 16, 2.0).toImage()
    assert (drawn.width(), drawn.height()) == (32, 32)
    seen = {
        drawn.pixelColor(x, y).name() for x in range(32) for y in range(32) if drawn.pixelColor(x, y).alpha() == 255
    }
    assert seen == {palette("light").petrol.lower()}


def test_an_icon_paints_where_it_is_told(qapp):
    image = QImage(40, 20, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_icon(painter, "x", QRect(20, 0, 20, 20), look().mark(Tone.DANGER))
    painter.end()
    left = [image.pixelColor(x, y).alpha() for x in range(20) for y in range(20)]
    right = [image.pixelColor(x, y).alpha() for x in range(20, 40) for y in range(20)]
    assert max(left) == 0
    assert max(right) == 255


def test_a_disabled_icon_looks_otherwise(qapp):
    both = icon("check", "petrol")
    usual, off = (both.pixmap(18, mode).toImage() for mode in (both.Mode.Normal, both.Mode.Disabled))
    assert usual != off


def test_every_icon_that_the_screen_names_is_there():
    have = {file.stem for file in resource("icons").glob("*.svg")}
    folder = Path(ui.__file__).parent
    pattern = re.compile(
        r'(?:Icon|icon|icon_name=|Sign|Button|_tool|_name|paint_icon)\((?:[^()"]*"[^"]*",)?\s*"([a-z]+(?:-[a-z0-9]+)+)"'
    )
    used = {name for file in (folder / "widgets").rglob("*.py") for name in pattern.findall(file.read_text("utf-8"))}
    assert used - have - {name for name in used if name.startswith("soft")} == set()
    assert {"check", "x", "search", "chevron-down", "calendar-days", "laptop", "lock", "list-filter"} <= have
