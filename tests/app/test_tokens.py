"""Every pair of colours that stand on each other can be read, in both themes."""

from dataclasses import fields

import pytest

from app.tokens import Palette, contrast, palette, sizes, type_sizes

GROUNDS = ("canvas", "card", "well", "soft_petrol", "soft_sun", "soft_coral", "soft_mint")
TEXT_ON = {
    "ink": GROUNDS,
    "muted": GROUNDS,
    "petrol": ("canvas", "card", "well", "soft_petrol"),
    "coral": ("canvas", "card", "well", "soft_coral", "soft_petrol"),
    "attention": ("canvas", "card", "soft_sun"),
    "done": ("canvas", "card", "soft_mint"),
    "on_petrol": ("petrol",),
    "on_sun": ("sun",),
    "nav_text": ("nav", "nav_selected"),
}
SHAPES_ON = {
    "field": ("canvas", "card"),
    "petrol": ("canvas", "card", "line", "soft_petrol"),
    "coral": ("canvas", "card", "soft_coral"),
    "attention": ("canvas", "card", "well", "soft_sun"),
    "attention_bar": ("card",),
    "done": ("canvas", "card", "well", "soft_mint"),
    "sun": ("nav", "nav_selected"),
    "nav_text": ("nav", "nav_selected"),
}


def pairs(table):
    return [(one, other) for one, others in table.items() for other in others]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), pairs(TEXT_ON))
def test_words_can_be_read(theme, text, ground):
    colours = palette(theme)
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), pairs(SHAPES_ON))
def test_borders_bars_and_icons_can_be_seen(theme, shape, ground):
    colours = palette(theme)
    assert contrast(getattr(colours, shape), getattr(colours, ground)) >= 3


def test_black_on_white_is_the_most_there_is():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)


def test_both_themes_have_every_role():
    assert {field.name for field in fields(Palette)} == set(Palette.__slots__)
    for theme in ("light", "dark"):
        assert all(getattr(palette(theme), field.name).startswith("#") for field in fields(Palette))


def test_sizes_and_type_have_what_the_screen_asks_for():
    assert {"unit", "radius", "card_radius", "control", "icon", "nav_width", "nav_folded", "drawer"} <= set(sizes())
    assert {"title", "section", "body", "small"} <= set(type_sizes())
