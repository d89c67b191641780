"""The way of an import, as it stands above every part of it."""

from __future__ import annotations

from app.text import translate
from ui.widgets.stepper import Step


def steps(at: str, *, asks: bool, lacks: bool, ours: bool) -> list[Step]:
    """The steps with ``at`` as the one in hand.

    ``asks`` for doubts about companies, ``lacks`` for what the school does not have, ``ours`` for our own file.
    """
    titles = {
        "files": translate("ImportFlow", "Bestanden"),
        "columns": translate("ImportFlow", "Kolommen"),
        "lacking": translate("ImportFlow", "Aanvullen"),
        "likely": translate("ImportFlow", "Leerbedrijven"),
        "preview": translate("ImportFlow", "Voorbeeld"),
        "done": translate("ImportFlow", "Ingelezen"),
    }
    shown = {"columns": not ours, "lacking": lacks, "likely": asks}
    left_out = {key for key, is_shown in shown.items() if not is_shown}
    keys = [key for key in titles if key not in left_out]
    here = keys.index(at)
    return [Step(key, titles[key], done=place < here, open=False) for place, key in enumerate(keys)]
