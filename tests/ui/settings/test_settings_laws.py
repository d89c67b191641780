"""What holds for every part of the settings."""

import pytest
from PySide6.QtCore import QSize

from app.queries.masking import initials
from tests.school import ACTOR
from tests.ui.laws import clipped, nameless
from ui.theme import apply

LOOKS = [
    ("light", 2.0, (1366, 768)),
    pytest.param("light", 1.0, (1366, 768), marks=pytest.mark.heavy),
    pytest.param("dark", 1.5, (1366, 768), marks=pytest.mark.heavy),
]
PARTS = ["school", "people", "programmes", "periods", "calendar", "ways", "norms", "terms", "incidents"]
PARTS += ["reasons", "allowance", "criteria", "retention", "labels", "privacy", "screen", "backup"]


def test_every_part_is_in_the_list(settings):
    assert list(settings.page.keys) == PARTS


@pytest.mark.parametrize(("theme", "scale", "size"), LOOKS)
def test_nothing_is_clipped_or_nameless_in_any_part(qapp, settings, theme, scale, size):
    apply(qapp, theme, scale)
    settings.window.resize(QSize(*size))
    for key in PARTS:
        part = settings.part(key)
        assert (key, clipped(part), nameless(part)) == (key, [], [])


def test_who_may_open_it_shows_no_names_while_others_watch(settings):
    settings.program.session.desk.present(hide=True)
    part = settings.part("people")
    assert part.table.rows.index(0, 0).data() == initials(ACTOR)
