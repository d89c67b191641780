from app.rules.travel import estimated_km, town_of


def test_a_distance_is_the_straight_line_with_the_detour_of_roads():
    assert estimated_km("6511", "6811") == 20  # Nijmegen and Arnhem lie 15 km apart as the crow flies
    assert estimated_km("6811", "6511") == 20


def test_within_one_postcode_it_is_a_kilometre():
    assert estimated_km("6511", "6511") == 1


def test_an_unknown_postcode_has_no_distance():
    assert estimated_km("6511", None) is None
    assert estimated_km("0000", "6511") is None


def test_a_postcode_tells_its_town():
    assert town_of("6511") == "Nijmegen"
    assert town_of("0000") is None
