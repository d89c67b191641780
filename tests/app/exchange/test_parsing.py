"""Rules of the parsers that the school's own files do not reach."""

from dataclasses import replace
from datetime import date

import pytest

from app.errors import Refusal
from app.exchange.known import Known, KnownCompany, KnownPeriod, KnownProgramme, KnownStudent, KnownSupervisor
from app.exchange.mapping import map_columns
from app.exchange.parsing import parse
from app.exchange.tables import read_table
from app.progress import Cancelled, Progress
from app.terms.exchange import Subject

SCHOOL = Known(
    students=(KnownStudent("2600001", "Zoë Jansen", "zoe@school.example", "VIG2A", "25491"),),
    companies=(
        KnownCompany("a", "Zorghuis Ravelijn", "Nijmegen", "900136932", recognised=frozenset({"25491"})),
        KnownCompany("b", "Thuiszorg Waterjuffer", "Arnhem", other_names=("De Waterjuffer",)),
        KnownCompany("c", "Hospice Esdoornhof", "Nijmegen"),
        KnownCompany("d", "Hospice Esdoornhof", "Arnhem"),
    ),
    programmes=(
        KnownProgramme("25491", "Verzorgende IG", frozenset({"B1-K1-W1", "B1-K1-W2"})),
        KnownProgramme("25486", "Pedagogisch medewerker", frozenset({"B1-K1-W7"})),
    ),
    periods=(
        KnownPeriod("P1", "Najaar", date(2026, 9, 1), date(2027, 1, 29)),
        KnownPeriod("P2", "Voorjaar", date(2027, 2, 1), date(2027, 7, 9)),
    ),
    supervisors=(
        KnownSupervisor("x", "Mees", "de", "Bruijn", "m.debruijn@school.example"),
        KnownSupervisor("y", "Maud", "de", "Bruijn", "m.debruijn2@school.example"),
        KnownSupervisor("z", "Isa", "van de", "Pol"),
    ),
)
HEADERS = {
    Subject.STUDENTS: "Studentnummer;Roepnaam;Tussenvoegsel;Achternaam;Klas;E-mail;Status;Leerweg;Crebo;Niveau;Cohort",
    Subject.COMPANIES: (
        "Leerbedrijf-ID;KvK-nummer;Vestigingsnr.;Naam;Plaats;Telefoon;Niet geschikt voor BPV;Contactpersoon 1;Website"
    ),
    Subject.SUPERVISORS: "Roepnaam;Tussenvoegsel;Achternaam;E-mail;Werkdagen;Uren voor begeleiding;PC4",
    Subject.WISHES: (
        "Tijdstempel;Studentnummer;BPV-periode;Leerdoelen;Werkprocessen;Vervoer;Maximale reistijd;Dagen;E-mail"
    ),
    Subject.OFFERS: (
        "Nr.;Leerbedrijf-ID;Leerbedrijf;Plaats;Opleiding;Crebo;BPV-periode;Aantal plaatsen;Dagen;Uren per week;"
        "Bereikbaar met ov;Vergoeding"
    ),
    Subject.PLACEMENTS: (
        "BPV-nummer;Studentnummer;Leerbedrijf-ID;Leerbedrijf;Begindatum;Verwachte einddatum;Einddatum;Status;"
        "Stagebegeleider;Startgesprek;Startgesprek vorm;Startgesprek aanwezig;Uren per week"
    ),
}


def read(subject, *rows, known=SCHOOL):
    table = read_table(("a.csv", "\n".join([HEADERS[subject], *rows, ""]).encode()), progress=Progress())
    return parse(table, map_columns(table, subject), known, progress=Progress())


def said(parsed):
    return [(one.row, one.code, one.outcome) for one in parsed.findings]


def codes(parsed, outcome="warned"):
    return [one.code for one in parsed.findings if one.outcome == outcome]


def test_a_table_without_a_column_that_is_needed_is_refused_by_its_name():
    table = read_table(("a.csv", b"Klas;E-mail\nA;b@c.example\n"), progress=Progress())
    with pytest.raises(Refusal, match="niet gevonden: studentnummer, achternaam") as refusal:
        parse(table, map_columns(table, Subject.STUDENTS), SCHOOL, progress=Progress())
    assert refusal.value.field == "columns"


def test_ten_thousand_rows_are_parsed_with_progress_and_can_be_stopped():
    rows = "\n".join(f"{2_600_000 + n};Zoë;van der;Öztürk {n};VIG2A;s{n}@school.example" for n in range(10_000))
    table = read_table(
        ("a.csv", f"Studentnummer;Roepnaam;Tussenvoegsel;Achternaam;Klas;E-mail\n{rows}\n".encode()),
        progress=Progress(),
    )
    mapping = map_columns(table, Subject.STUDENTS)
    steps = []
    found = parse(table, mapping, SCHOOL, progress=Progress(lambda done, total: steps.append((done, total))))
    assert len(found.rows) == 10_000
    assert steps == [(done, 10_000) for done in range(0, 10_000, 500)]
    stopping = Progress(lambda done, _total: stopping.cancel() if done > 1000 else None)
    with pytest.raises(Cancelled):
        parse(table, mapping, SCHOOL, progress=stopping)


# ---------------------------------------------------------------- students


def test_of_two_enrolments_the_active_one_wins_wherever_it_stands():
    ended, active = (
        "2600001;Zoë;;Jansen;VIG1A;z@s.example;Beëindigd",
        "2600001;Zoe;;Jansen;VIG2A;z@s.example;Definitief",
    )
    for rows, winner, loser in (((ended, active), 3, 2), ((active, ended), 2, 3)):
        found = read(Subject.STUDENTS, *rows)
        assert [(row.row, row.group) for row in found.rows] == [(winner, "VIG2A")]
        assert [(one.row, one.code, one.first_row) for one in found.merged] == [(loser, "second_enrolment", winner)]
        assert codes(found, "stored") == []


def test_what_a_student_row_has_wrong_is_left_out_and_said():
    found = read(Subject.STUDENTS, "2600001;Zoë;;Jansen;VIG2A;z@s.example;;avond;25491;vier;nieuw")
    (row,) = found.rows
    assert (row.path, row.level, row.cohort, row.programme_known) == (None, None, None, True)
    assert codes(found) == ["path_unknown", "level_unknown", "cohort_unknown"]


def test_a_damaged_student_number_is_refused():
    assert said(read(Subject.STUDENTS, "2,6E+06;Zoë;;Jansen;VIG2A;z@s.example")) == [
        (2, "student_number_damaged", "refused")
    ]


# ---------------------------------------------------------------- companies


def test_a_company_without_any_number_is_known_by_its_name_and_place():
    found = read(
        Subject.COMPANIES,
        ";;;Bakkerij Bol B.V.;Lent;;;Jan Bol",
        ";;;bakkerij bol;Lent;024-0000001;;",
        ";;;Bakkerij Bol;Elst;;;",
    )
    assert [(row.row, row.town, row.phone_key) for row in found.rows] == [(2, "Lent", "0240000001"), (4, "Elst", None)]
    assert [(one.row, one.code) for one in found.merged] == [(3, "duplicate_company")]


def test_a_company_that_stands_twice_is_filled_up_and_its_differences_are_told():
    found = read(
        Subject.COMPANIES,
        "900000001;00111111;;Bakkerij;Lent;024-0000001;;Jan Bol;",
        "900000001;;000011111111;Bakkerij BV;Elst;(024) 000 00 01;;Piet Bol;https://bol.example",
    )
    (row,) = found.rows
    assert (row.vestiging, row.town, row.website) == ("000011111111", "Lent", "https://bol.example")
    assert [person.name for person in row.people] == ["Jan Bol", "Piet Bol"]
    (merged,) = found.merged
    assert "Aangevuld: vestigingsnummer, website, contactpersoon." in merged.text
    assert "niet opgeslagen: plaats Elst." in merged.text


def test_a_mark_of_unfitness_in_other_words_counts_as_a_mark():
    (row,) = read(Subject.COMPANIES, "900000001;;;Bakkerij;Lent;;tot nader order;").rows
    assert (row.unfit, row.unfit_reason) == (True, "tot nader order")
    (row,) = read(Subject.COMPANIES, "900000001;;;Bakkerij;Lent;;nee;").rows
    assert (row.unfit, row.unfit_reason) == (False, None)


# ---------------------------------------------------------------- supervisors


def test_a_supervisor_can_have_a_name_in_three_columns():
    found = read(Subject.SUPERVISORS, "Sem;;de Groot;s@s.example;ma;veel;65 AB", "Sem;de;Groot;;soms;2,5;6511")
    assert [(row.prefix, row.last_name, row.minutes, row.pc4) for row in found.rows] == [
        ("de", "Groot", None, None),
        ("de", "Groot", 150, "6511"),
    ]
    assert codes(found) == ["hours_unknown", "postcode_invalid", "email_missing", "days_unknown"]


# ---------------------------------------------------------------- wishes


def test_a_wish_finds_its_period_by_code_name_or_number():
    rows = [f";2600001;{written};koken;;fiets;;ma;" for written in ("p2", "voorjaar", "Periode 2", "2")]
    for row in rows:
        assert [wish.period for wish in read(Subject.WISHES, row).rows] == ["P2"]
    assert codes(read(Subject.WISHES, ";2600001;3;koken;;;;ma;"), "refused") == ["period_unknown"]
    assert codes(read(Subject.WISHES, ";2600001;1 en 2;koken;;;;ma;"), "refused") == ["period_unknown"]


def test_a_wish_without_number_or_known_address_is_refused():
    assert codes(read(Subject.WISHES, ";;1;koken;;;;ma;wie@school.example"), "refused") == ["student_unknown"]


def test_a_wish_without_a_readable_time_is_the_oldest():
    found = read(Subject.WISHES, "gisteren;2600001;1;koken;;;;ma;", "2-11-2026 09:00;2600001;1;bakken;;;;ma;")
    assert [row.goals for row in found.rows] == ["bakken"]


def test_what_a_wish_says_unclearly_is_left_out_and_said():
    found = read(Subject.WISHES, ";2600001;1;koken;b1k1w1, B9-K9-W9;step en ov;ver weg;soms;")
    (row,) = found.rows
    assert (row.werkprocessen, row.unknown_werkprocessen, row.transport, row.days) == (
        ("B1-K1-W1",),
        ("B9-K9-W9",),
        ("ov",),
        (),
    )
    assert codes(found) == ["werkproces_unknown", "travel_unknown", "transport_unknown", "days_unknown"]


def test_codes_stay_when_the_programme_of_the_student_is_not_known():
    known = replace(SCHOOL, students=(KnownStudent("2600001", "Zoë Jansen", crebo="99999"),))
    (row,) = read(Subject.WISHES, ";2600001;1;koken;b1k1w9;;;ma;", known=known).rows
    assert (row.werkprocessen, row.unknown_werkprocessen) == (("B1-K1-W9",), ())


# ---------------------------------------------------------------- offers


def offer(
    company, *, number="1", programme="", crebo="25491", places="2", days="ma", hours="24", transport="ja", fee=""
):
    return f"{number};{company};{programme};{crebo};1;{places};{days};{hours};{transport};{fee}"


def test_a_company_that_only_looks_alike_waits_until_the_user_agrees():
    found = read(Subject.OFFERS, offer(";Zorghuis Ravelyn;"), offer(";Zorghuis Ravelijn;", number="2"))
    assert ([row.number for row in found.rows], found.read) == (["2"], 2)
    (proposal,) = found.proposals
    assert (proposal.written, proposal.company, proposal.company_name) == ("Zorghuis Ravelyn", "a", "Zorghuis Ravelijn")
    assert 90 <= proposal.likeness < 100
    assert found.confirmed([]) == found
    agreed = found.confirmed([2])
    assert ([row.number for row in agreed.rows], agreed.proposals, agreed.read) == (["1", "2"], (), 2)


def test_a_spelling_that_was_confirmed_before_needs_no_question():
    found = read(Subject.OFFERS, offer(";De Waterjuffer;"))
    assert [(row.company, row.link) for row in found.rows] == [("b", "normalised_name")]


@pytest.mark.parametrize(
    ("company", "code"),
    [
        ("900999999;Zorghuis Ravelijn;", "company_unknown"),
        (";;Nijmegen", "company_unknown"),
        (";Garage Nergenshuizen;", "company_unknown"),
        (";Hospice Esdoornhof;", "company_ambiguous"),
        (";Hospice Esdoornhof;Velp", "company_ambiguous"),
        (";Hospice Esdornhof;", "company_ambiguous"),
    ],
)
def test_a_company_is_never_guessed(company, code):
    assert codes(read(Subject.OFFERS, offer(company)), "refused") == [code]


@pytest.mark.parametrize(
    ("company", "key"),
    [(";Hospice Esdoornhof;arnhem", "d"), (";Hospice Esdornhof;Arnhem", "d"), (";Hospice Esdoornhof (Nijmegen);", "c")],
)
def test_the_place_decides_between_companies_of_one_name(company, key):
    found = read(Subject.OFFERS, offer(company)).confirmed([2])
    assert [row.company for row in found.rows] == [key]


def test_an_offer_can_name_its_programme_instead_of_the_crebo():
    found = read(Subject.OFFERS, offer("900136932;;", programme="verzorgende ig", crebo=""))
    assert [row.crebos for row in found.rows] == [("25491",)]


def test_of_several_programmes_those_of_the_school_are_stored():
    found = read(Subject.OFFERS, offer("900136932;;", crebo="25491, 25999"))
    assert [row.crebos for row in found.rows] == [("25491",)]
    assert codes(found) == ["programme_unknown"]


def test_an_offer_that_names_no_requirement_at_all_is_refused_for_nothing_else():
    found = read(Subject.OFFERS, offer("900136932;;", number="", places="0"))
    assert codes(found, "refused") == ["offer_number_missing"]


def test_what_an_offer_says_unclearly_is_kept_as_a_remark():
    found = read(Subject.OFFERS, offer("900136932;;", hours="veel", transport="halte op 3 km", fee="€ 3 per dag"))
    (row,) = found.rows
    assert (row.week_minutes, row.public_transport, row.fee_state) == (None, "unknown", "unknown")
    assert row.remark == "vergoeding: € 3 per dag; ov: halte op 3 km"
    assert codes(found) == ["fee_other_unit", "hours_unknown", "ov_unknown"]


# ---------------------------------------------------------------- placements


def placement(
    *, start="2-2-2026", planned="17-4-2026", end="", status="Definitief", supervisor="", contact=";;", hours="24"
):
    return f"50001;2600001;900136932;;{start};{planned};{end};{status};{supervisor};{contact};{hours}"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (placement(start=""), "date_missing"),
        (placement(planned="31-4-2026"), "date_invalid"),
        (placement(end="1-1-2026"), "dates_reversed"),
        (placement().replace("50001", ""), "placement_number_missing"),
        (placement().replace("2600001", ""), "student_unknown"),
    ],
)
def test_a_placement_that_cannot_be_is_refused(row, code):
    assert codes(read(Subject.PLACEMENTS, row), "refused") == [code]


def test_a_placement_at_a_company_that_looks_alike_waits_too():
    found = read(Subject.PLACEMENTS, placement().replace("900136932;", ";Zorghuis Ravelyn"))
    assert [proposal.company for proposal in found.proposals] == ["a"]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Mees de Bruijn", "x"),
        ("M.DEBRUIJN@SCHOOL.EXAMPLE", "x"),
        ("I. van de Pol", "z"),
        ("M. de Bruijn", None),
        ("van de Pol", None),
        ("", None),
    ],
)
def test_a_supervisor_is_found_only_when_one_fits(written, key):
    assert [row.supervisor for row in read(Subject.PLACEMENTS, placement(supervisor=written)).rows] == [key]


def test_a_strange_status_is_not_stored():
    found = read(Subject.PLACEMENTS, placement(status="Onder water"))
    assert ([row.status for row in found.rows], codes(found)) == ([None], ["status_unknown"])


@pytest.mark.parametrize(
    ("contact", "held", "code"),
    [
        ("5-2-2026;bezoek;S+D", [("bezoek", ("student", "school"))], None),
        ("5-2-2026;bezoek;P & D en student", [("bezoek", ("student", "company", "school"))], None),
        ("5-2-2026;duif;allen", [(None, ("student", "company", "school"))], "form_unknown"),
        ("5-5-2026;bezoek;allen", [("bezoek", ("student", "company", "school"))], "contact_outside_placement"),
        ("5-2-2026;bezoek;de buurman", [("bezoek", ())], "presence_unknown"),
        ("later;bezoek;allen", [], "date_invalid"),
        ("Gepland op 5-2-2026;bezoek;allen", [], None),
    ],
)
def test_a_contact_moment_is_what_was_held(contact, held, code):
    found = read(Subject.PLACEMENTS, placement(contact=contact))
    assert [(one.form, one.present) for one in found.rows[0].contacts] == held
    assert codes(found) == ([code] if code else [])


def test_a_number_that_is_none_is_left_out_and_said():
    found = read(Subject.PLACEMENTS, placement(hours="fulltime"))
    assert ([row.week_minutes for row in found.rows], codes(found)) == ([None], ["number_invalid"])
