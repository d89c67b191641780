"""Names are split as the Dutch do and compared without their looks."""

import pytest

from app.exchange.names import PersonName, fold_company, fold_name, is_initial_of, split_full_name, split_prefix


@pytest.mark.parametrize(
    ("surname", "wanted"),
    [
        ("de Graaf", ("de", "Graaf")),
        ("van der Heijden", ("van der", "Heijden")),
        ("in 't Veld", ("in 't", "Veld")),
        ("in ’t Veld", ("in ’t", "Veld")),
        ("'t Hof", ("'t", "Hof")),
        ("de Boer-ter Horst", ("de", "Boer-ter Horst")),
        ("op den Kamp", ("op den", "Kamp")),
        ("El Khattabi", ("", "El Khattabi")),
        ("Al Halabi", ("", "Al Halabi")),
        ("Ben Saïd", ("", "Ben Saïd")),
        ("São Paulo", ("", "São Paulo")),
        ("De Smet", ("", "De Smet")),
        ("van", ("", "van")),
        ("", ("", "")),
    ],
)
def test_a_dutch_prefix_is_split_from_a_surname(surname, wanted):
    assert split_prefix(surname) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Martina, X. (Xiomara)", PersonName("Xiomara", "", "Martina")),
        ("Meulen, F. (Fardau) van der", PersonName("Fardau", "van der", "Meulen")),
        ("Pol, Zakaria van de", PersonName("Zakaria", "van de", "Pol")),
        ("de Vries, Jan Willem", PersonName("Jan Willem", "de", "Vries")),
        ("Zakaria van de Pol", PersonName("Zakaria", "van de", "Pol")),
        ("Anna Maria van den Berg", PersonName("Anna Maria", "van den", "Berg")),
        ("Mohamed Ait Oussalah", PersonName("Mohamed", "", "Ait Oussalah")),
        ("Julius in 't Veld", PersonName("Julius", "in 't", "Veld")),
        ("Prince", PersonName("", "", "Prince")),
    ],
)
def test_a_whole_name_is_cut_in_three(name, wanted):
    assert split_full_name(name) == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pluk & Co", "Pluk en Co"),
        ("Brasserie Zoë", "brasserie zoe"),
        ("Hospice Sint Jozefzorg B.V.", "Hospice Sint Jozefzorg bv"),
        ("Zorghuis Esdoornhof V.O.F.", "ZORGHUIS ESDOORNHOF VOF"),
        ("Bakkerij N.V.", "Bakkerij"),
        ("  Rekenkamer   Zeven ", "Rekenkamer Zeven"),
        ("Kinderdagverblijf ’t Klavertje", "Kinderdagverblijf 't Klavertje"),
        ("Jansma, Peeters & Zn. Catering", "Jansma Peeters en Zn Catering"),
    ],
)
def test_company_names_are_the_same_without_their_looks(one, other):
    assert fold_company(one) == fold_company(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Stekkerdoos", "Stekkerdoosje"), ("Bvlgari", "Lgari"), ("Novofarm", "Narm")]
)
def test_company_names_that_differ_stay_different(one, other):
    assert fold_company(one) != fold_company(other)


def test_both_apostrophes_are_one_letter_when_comparing():
    assert fold_name("M’hamdi") == fold_name("M'hamdi")


@pytest.mark.parametrize(
    ("initials", "first", "fits"),
    [("M.", "Mees", True), ("M", "Mees", True), ("M.A.", "Mees", True), ("I.", "Mees", False), ("mw.", "Mees", False)],
)
def test_an_initial_can_stand_for_a_first_name(initials, first, fits):
    assert is_initial_of(initials, first) == fits
