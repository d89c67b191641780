from app.rules.minors import minors_law


def test_what_the_law_asks_for_a_minor_stands_there_with_its_source():
    said = minors_law()
    assert "hoogstens 9 uur op een dag" in said
    assert "geen nachtwerk" in said
    assert said.endswith("Bron: Arbeidstijdenwet en Arbeidsomstandighedenbesluit, over wie 16 of 17 is.")
