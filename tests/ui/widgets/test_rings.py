from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from tests.ui.laws import spoken
from ui.theme import apply, look
from ui.widgets.rings import Held, Ring, Rings

RINGS = (Ring(Held.HELD, "29 sep.", "phone"), Ring(Held.LATE, "vóór 6 nov."), Ring(Held.PLANNED, "vóór 26 mrt."))


def colours(widget, at, of):
    """The colours on the line through the middle of one of the rings."""
    image = widget.grab().toImage()
    ratio = image.devicePixelRatio()
    left, width = image.width() * at // of, image.width() // of
    y = round(look().px(16) * ratio)
    return {QColor(image.pixel(x, y)).name() for x in range(left, left + width)}


@pytest.fixture
def rings(qtbot):
    rings = Rings(RINGS, "1 van 3 contact. Contact 2 is te laat.")
    qtbot.addWidget(rings)
    rings.resize(330, rings.sizeHint().height())
    rings.show()
    return rings


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_was_held_is_full_and_what_is_late_is_coral(qapp, rings, theme):
    apply(qapp, theme, 1.0)
    assert look().colour("petrol").name() in colours(rings, 0, 3)
    assert look().colour("coral").name() in colours(rings, 1, 3)
    assert not {look().colour("petrol").name(), look().colour("coral").name()} & colours(rings, 2, 3)


def test_it_speaks_as_one_sentence(rings):
    assert spoken(rings) == "1 van 3 contact. Contact 2 is te laat."


def test_it_grows_with_the_text(qapp, rings):
    before = rings.sizeHint().height()
    apply(qapp, "light", 2.0)
    assert rings.sizeHint().height() > before * 1.7


def test_no_rings_are_nothing(qtbot):
    empty = Rings()
    qtbot.addWidget(empty)
    empty.resize(100, 60)
    empty.show()
    assert empty.rings == ()
    assert len({QColor(empty.grab().toImage().pixel(x, 10)).name() for x in range(100)}) == 1
