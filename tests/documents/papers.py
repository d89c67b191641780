"""Papers of a fictional school, one of each kind."""

from __future__ import annotations

from datetime import date

from app.documents import (
    Bars,
    Blank,
    Blanks,
    Bundle,
    Column,
    ContactLine,
    Document,
    Facts,
    ListData,
    Mark,
    MeldwijzerData,
    NewPage,
    Options,
    RecoverySheetData,
    ReportData,
    Signatures,
    Table,
    Tile,
    Tiles,
    Timeline,
    TipkaartData,
    Words,
    read_texts,
)
from app.documents.forms import offer_form, talk_form, wish_form

DAY = date(2027, 3, 1)
COLOUR = Options(DAY)
MONO = Options(DAY, mono=True)
SCHOOL = "Voorbeeld College"
CODE = "K7QF-2M9X-R4TZ-8WPB-3HJD-6VNC-9SYE"
NAMES = ("Yasmina el Idrissi", "Daan Pietersen")

SUPERVISOR = ContactLine(
    "Je stagebegeleider",
    "Je eerste hulp bij alles rond je stage.",
    "024 000 00 01",
    "https://www.voorbeeldcollege.example/stage",
    "stage@voorbeeldcollege.example",
)
CONFIDANT = ContactLine(
    "Vertrouwenspersoon",
    "Luistert en houdt je verhaal voor zich.",
    "024 000 00 02",
    "https://www.voorbeeldcollege.example/vertrouwen",
    "vertrouwen@voorbeeldcollege.example",
    "ma tot en met vr, 9 tot 16 uur",
)
REPORTING = ContactLine("Meldpunt", "Een melding over een leerbedrijf.", "", "https://meldpunt.example")
ADVICE = ContactLine("Advies", "Gratis advies bij jou in de buurt.", "0800 00 00", "https://advies.example")


def tipkaart(**changes: object) -> TipkaartData:
    """The card of the school, with ``changes``."""
    values = {
        "school": SCHOOL,
        "office": "Stagebureau",
        "phone": "024 000 00 00",
        "email": "stagebureau@voorbeeldcollege.example",
        "web": "https://www.voorbeeldcollege.example/eerlijke-stage",
        "texts": read_texts("tipkaart"),
    }
    return TipkaartData(**{**values, **changes})


def meldwijzer(**changes: object) -> MeldwijzerData:
    """The meldwijzer of the school, with ``changes``."""
    values = {
        "school": SCHOOL,
        "in_school": (SUPERVISOR, CONFIDANT),
        "outside": (REPORTING, ADVICE),
        "texts": read_texts("meldwijzer"),
    }
    return MeldwijzerData(**{**values, **changes})


def recovery_sheet() -> RecoverySheetData:
    """The sheet of the school."""
    return RecoverySheetData(SCHOOL, CODE, read_texts("recovery_sheet"))


def a_list(*rows: tuple[str, ...]) -> ListData:
    """A list of students."""
    columns = (Column("Student", 2), Column("Leerbedrijf", 2), Column("Dagen", 1, number=True), Column("Opmerking", 3))
    return ListData(SCHOOL, "Plaatsingen", f"{len(rows)} studenten", columns, rows)


def students(count: int) -> ListData:
    """A list of so many students."""
    return a_list(*((NAMES[n % 2], f"Leerbedrijf {n}", str(n), "Gaat goed") for n in range(count)))


def report(**changes: object) -> ReportData:
    """A report with every kind of part, with ``changes``."""
    rows = tuple((NAMES[n % 2], f"Leerbedrijf {n}", str(n)) for n in range(30))
    values = {
        "school": SCHOOL,
        "title": "Voortgang per klas",
        "heading": "Klas 1A",
        "lead": "Stand op 1 maart 2027. Dertig van de tweeënveertig studenten hebben een plek.",
        "parts": (
            Tiles((Tile("42", "studenten", accent=True), Tile("30", "geplaatst"), Tile("12", "zoekt nog een plek"))),
            Words(
                "Wat valt op", ("Klas 1A ligt voor op 1B.",), ("Drie POK’s zijn niet getekend.", "Iedereen is bezocht.")
            ),
            Facts("Wie", (("Mentor", "Noor Kaya"), ("Opleiding", "Verzorgende IG"), ("Kamer", ""))),
            Bars(
                "Waar staat iedereen?",
                "Klas",
                ("afgerond", "loopt", "papieren", "zoekt plek"),
                (("1A", (11, 6, 13, 7)), ("1B", (14, 13, 13, 1)), ("Een klas met een lange naam erbij", (0, 0, 0, 4))),
            ),
            Bars("Hoeveel gesprekken?", "Gesprekken", ("studenten",), (("0", (3,)), ("1", (8,)), ("3", (0,)))),
            Timeline(
                "Gesprekken",
                date(2027, 2, 1),
                date(2027, 7, 9),
                DAY,
                (Mark(date(2027, 2, 12), "start, bezoek", done=True), Mark(date(2027, 4, 20), "tussen", done=False)),
            ),
            Table(
                "Alle studenten",
                (Column("Student", 2), Column("Leerbedrijf", 2), Column("Dagen", number=True)),
                rows,
                ("Samen", "", "435"),
                note="Op naam.",
            ),
            Table("Wie mist er", (Column("Student"),), (), nothing="Niemand"),
            NewPage(),
            Blanks(
                "Invullen",
                (Blank("Naam"), Blank("Wat ging goed?", lines=3), Blank("Hoe?", choices=("bezoek", "bellen", "video"))),
                intro="Met de pen, of op de computer.",
            ),
            Signatures("Akkoord", ("student", "leerbedrijf", "school"), "Gezien en besproken."),
        ),
        "foot": "versie 1",
    }
    return ReportData(**{**values, **changes})


def long_report(chapters: int = 8) -> ReportData:
    """A report of a page for each chapter, so that it has contents."""
    pages = []
    for number in range(1, chapters + 1):
        pages += [Words(f"Hoofdstuk {number}", ("Zo gaat het.",)), Words("Wat nu", points=("Bel.",)), NewPage()]
    return report(parts=tuple(pages))


def bundle() -> Bundle:
    """Papers of several kinds in one file."""
    return Bundle(SCHOOL, "Bezoekmap", (report(), tipkaart(), meldwijzer()))


def papers() -> dict[str, Document]:
    """One of every kind, by its name."""
    return {
        "tipkaart": tipkaart(),
        "meldwijzer": meldwijzer(),
        "recovery sheet": recovery_sheet(),
        "list": students(90),
        "empty list": a_list(),
        "report": report(),
        "long report": long_report(),
        "bundle": bundle(),
        "form offer": offer_form(SCHOOL),
        "form wish": wish_form(SCHOOL),
        "form talk": talk_form(SCHOOL),
    }


def editions() -> dict[str, tuple[Document, Options]]:
    """Every kind in every edition that it has."""
    found = {}
    for kind, document in papers().items():
        found[kind] = (document, COLOUR)
        found[f"{kind}, mono"] = (document, MONO)
    for kind in ("tipkaart", "meldwijzer", "report", "form talk"):
        found[f"{kind}, large"] = (papers()[kind], Options(DAY, large=True))
        found[f"{kind}, large, mono"] = (papers()[kind], Options(DAY, large=True, mono=True))
    for kind in ("report", "long report"):
        found[f"{kind}, booklet"] = (papers()[kind], Options(DAY, booklet=True))
    found["report, booklet, mono"] = (papers()["report"], Options(DAY, booklet=True, mono=True))
    return found
