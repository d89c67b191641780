"""Papers of a fictional school, one of each kind."""

from __future__ import annotations

from datetime import date

from app.documents import (
    Column,
    ContactLine,
    Document,
    ListData,
    MeldwijzerData,
    Options,
    RecoverySheetData,
    TipkaartData,
    read_texts,
)

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


def papers() -> dict[str, Document]:
    """One of every kind, by its name."""
    return {
        "tipkaart": tipkaart(),
        "meldwijzer": meldwijzer(),
        "recovery sheet": recovery_sheet(),
        "list": students(90),
        "empty list": a_list(),
    }
