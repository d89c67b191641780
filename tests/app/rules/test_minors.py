import re

import pytest

from app.rules.minors import minors_law, minors_rules


def test_what_the_law_asks_for_a_minor_stands_there_line_by_line_with_its_article():
    first, *lines = minors_law().splitlines()
    assert first == "Minderjarig, dus:"
    assert "• hoogstens 9 uur op een dag (ATW art. 5:7)" in lines
    assert "• uren op school tellen mee als werktijd (ATW art. 4:4)" in lines
    assert any("geen nachtwerk (ATW art. 5:3)" in line for line in lines)


def test_it_says_where_it_comes_from_since_when_and_that_a_jurist_must_look():
    *_rules, source, jurist = minors_law().splitlines()
    assert source.startswith("Bron: Arbeidstijdenwet (ATW) en Arbeidsomstandighedenbesluit (Arbobesluit)")
    assert source.endswith("op 22 november 2026.")
    assert jurist.endswith("laat het nalezen.")


@pytest.mark.parametrize("key", ["day", "week", "night", "rest", "break", "sunday", "call", "school", "danger"])
def test_each_sentence_names_its_article(key):
    (rule,) = [one for one in minors_rules().rules if one.key == key]
    assert re.fullmatch(r"(ATW art\. \d:\d+|Arbobesluit art\. \d\.\d+)", rule.article)
