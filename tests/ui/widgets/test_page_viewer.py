"""A PDF is shown page by page, drawn elsewhere, read aloud by its text."""

import io

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QScrollArea

from tests.ui.laws import clipped, nameless, untranslated
from ui.widgets.page_viewer import PageViewer


def pdf(*pages):
    from reportlab.pdfgen.canvas import Canvas

    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=(300, 400))
    for text in pages:
        canvas.setFont("Helvetica", 20)
        canvas.drawString(40, 300, text)
        canvas.rect(0, 0, 40, 40, fill=1)
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


@pytest.fixture
def viewer(qtbot, lanes):
    viewer = PageViewer(lanes)
    qtbot.addWidget(viewer)
    viewer.resize(500, 500)
    viewer.show()
    return viewer


def show(qtbot, viewer, *pages):
    with qtbot.waitSignal(viewer.shown) as heard:
        viewer.show_pdf(pdf(*pages))
    return heard.args[0]


def ink_at(viewer, at, x, y):
    """The colour that the viewer shows at a place of a page, in parts of its width and height."""
    corner = viewer.picture_at(at)
    area = viewer.findChild(QScrollArea)
    size = viewer.zoom * 96 / 72
    spot = corner + QPoint(round(300 * x * size), round(400 * y * size))
    seen = area.viewport().grab().toImage()
    return seen.pixelColor(spot).lightness() if seen.rect().contains(spot) else 255


def test_pages_are_drawn_and_can_be_seen(qtbot, viewer):
    assert show(qtbot, viewer, "Tipkaart", "Achterkant") == viewer.page_count == 2
    viewer.zoom_out()
    viewer.zoom_out()
    qtbot.waitUntil(lambda: ink_at(viewer, 0, 0.05, 0.95) < 40)
    assert ink_at(viewer, 0, 0.5, 0.6) > 240


def test_keys_go_from_page_to_page(qtbot, viewer):
    show(qtbot, viewer, "Een", "Twee", "Drie")
    area = viewer.findChild(QScrollArea)
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert viewer.page == 1
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert viewer.page == 2
    qtbot.keyClick(area, Qt.Key.Key_PageUp)
    assert viewer.page == 1


def test_keys_zoom_and_fit_again(qtbot, viewer):
    show(qtbot, viewer, "Een")
    area = viewer.findChild(QScrollArea)
    fitted = viewer.zoom
    qtbot.keyClick(area, Qt.Key.Key_Plus)
    assert viewer.zoom > fitted
    qtbot.keyClick(area, Qt.Key.Key_Minus)
    qtbot.keyClick(area, Qt.Key.Key_Minus)
    assert viewer.zoom < fitted
    qtbot.keyClick(area, Qt.Key.Key_0)
    assert viewer.zoom == pytest.approx(fitted)


def test_the_words_of_a_page_can_be_read_aloud(qtbot, viewer):
    show(qtbot, viewer, "Bel 112", "Bel de vertrouwenspersoon")
    assert viewer.text() == "Bel 112\nBel de vertrouwenspersoon"
    leaf = next(child for child in viewer.findChildren(object) if getattr(child, "info", None) is not None)
    face = QAccessible.queryAccessibleInterface(leaf)
    assert face.text(QAccessible.Text.Name) == "Blad 1 van 2"
    assert "Bel 112" in face.text(QAccessible.Text.Description)


def test_other_bytes_take_the_place_of_the_first_and_keep_the_place(qtbot, viewer):
    show(qtbot, viewer, "Een", "Twee", "Drie")
    viewer.on()
    show(qtbot, viewer, "Eerste", "Tweede", "Derde")
    assert viewer.page == 1
    assert viewer.text().startswith("Eerste")


def test_what_is_no_pdf_is_told(qtbot, viewer):
    with qtbot.waitSignal(viewer.failed):
        viewer.show_pdf(b"geen pdf")


@pytest.mark.usefixtures("shout")
def test_its_controls_can_be_read_and_named(qtbot, lanes):
    viewer = PageViewer(lanes)
    qtbot.addWidget(viewer)
    viewer.resize(500, 500)
    viewer.show()
    show(qtbot, viewer, "Een")
    qtbot.waitUntil(lambda: clipped(viewer) == [])
    assert (nameless(viewer), untranslated(viewer)) == ([], [])


def test_words_are_found_on_every_page_and_enter_goes_on_to_the_next(qtbot, viewer):
    show(qtbot, viewer, "Tipkaart voor bedrijven", "Achterkant", "Nog een TIPKAART")
    viewer.search.search_for("tipkaart")
    qtbot.waitUntil(lambda: viewer.found == 2)
    assert viewer.page == 0
    line = viewer.search.focusProxy()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert viewer.page == 2
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert viewer.page == 0
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: viewer.found == 0)


def test_words_that_are_nowhere_are_said_and_another_paper_is_searched_again(qtbot, viewer):
    show(qtbot, viewer, "Tipkaart")
    viewer.search.search_for("meldwijzer")
    qtbot.waitUntil(lambda: any(text.text() == "niet gevonden" for text in viewer.search.findChildren(QLabel)))
    show(qtbot, viewer, "Meldwijzer", "Meldwijzer")
    qtbot.waitUntil(lambda: viewer.found == 2)


def test_what_was_found_is_marked_on_the_page(qtbot, viewer):
    show(qtbot, viewer, "Tipkaart", "Achterkant")
    viewer.zoom_out()
    viewer.zoom_out()
    qtbot.waitUntil(lambda: ink_at(viewer, 0, 0.05, 0.95) < 40)
    sheets = viewer.findChild(QScrollArea).viewport()
    before = sheets.grab().toImage()
    viewer.search.search_for("kaart")
    qtbot.waitUntil(lambda: viewer.found == 1)
    assert sheets.grab().toImage() != before
