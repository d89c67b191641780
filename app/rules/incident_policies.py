"""What a school decides about the words of Meldingen: its own over those of the program, and that a jurist looked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.resources import toml

JURIST = "incident.jurist"
"""Whether a jurist of the school looked at the texts with legal weight."""
BEFORE = "incident.before"
"""What is said before anybody tells."""
WORDS, HOW = "incident.words.", "incident.how."
"""How the keys begin of what is said at a step, and of how it is done; the step follows."""
_PAGE = "incidents"


def incident_texts() -> Iterator[Mapping[str, Any]]:
    """The questions, as rows of ``KnownPolicy``."""
    rules = toml("rules", "incidents.toml")
    yield {
        "page": _PAGE,
        "key": JURIST,
        "question": "Keek een jurist van de school de teksten met juridisch gewicht na?",
        "answer": "yes_no",
        "default": "0",
        "source": "Keuze van Driehoek: tot die tijd staat ‘laat een jurist nakijken’ erbij",
        "remark": "Schrijf erbij wie keek en wanneer. Wijzigt zo’n tekst daarna, dan geldt het niet meer.",
    }
    before = rules["before"]
    yield _text(BEFORE, "Vooraf, voordat iemand vertelt", before["sentence"], before["source"])
    for row in rules["step"]:
        yield _text(f"{WORDS}{row['key']}", f"{row['label']}: zo zeg je het", row["words"], row["source"])
        yield _text(f"{HOW}{row['key']}", f"{row['label']}: zo doe je het", row["how"], row["source"])


def legal_keys() -> frozenset[str]:
    """The keys of the texts that a jurist looks at."""
    steps = [row["key"] for row in toml("rules", "incidents.toml")["step"] if row.get("legal")]
    return frozenset({BEFORE, *(f"{kind}{step}" for step in steps for kind in (WORDS, HOW))})


def _text(key: str, question: str, default: str, source: str) -> Mapping[str, Any]:
    return {"page": _PAGE, "key": key, "question": question, "answer": "text", "default": default, "source": source}
