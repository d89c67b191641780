"""Build step: freeze the Dutch school holidays of the three regions into ``resources/calendars``.

They come from the PyPI package ``holidays`` (0.109 or later, MIT), which holds the weeks of the ministerial
regulations with their sources. The program itself needs no such package; run this with a Python that has it:
``pip install "holidays>=0.109"``, then ``python packaging/tools/freeze_holidays.py resources/calendars``.
"""

from __future__ import annotations

import importlib
import json
import sys
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

NAME = "school_holidays.json"
REGIONS = ("Noord", "Midden", "Zuid")
FIRST_YEAR, LAST_YEAR = 2024, 2029  # school years by the year in which they begin; the package is complete up to 2030
_ADVISORY = ("Herfstvakantie", "Voorjaarsvakantie")  # the regulation binds schools to the other three
_SOURCE = (
    "de Regeling vaststelling schoolvakanties 2022-2025 (Staatscourant 2021, nummer 25317) "
    "en die voor 2025-2030 (Staatscourant 2024, nummer 19237)"
)
_MADE_WITH = "holidays {version} (PyPI, MIT)"
_FIRST_MONTH = 8


def school_holidays(package: Any, region: str) -> list[dict[str, Any]]:
    """Every holiday of a region: its school year, name, first and last day, and whether it is only advised."""
    years = range(FIRST_YEAR, LAST_YEAR + 2)
    days = package.country_holidays("NL", subdiv=region, years=years, categories="school", language="nl")
    found = []
    for name in sorted(set(days.values())):
        for first, last in _spans(sorted(day for day, holiday in days.items() if holiday == name)):
            year = first.year if first.month >= _FIRST_MONTH else first.year - 1
            if FIRST_YEAR <= year <= LAST_YEAR:
                found.append(
                    {
                        "year": year,
                        "name": name,
                        "first_day": first.isoformat(),
                        "last_day": last.isoformat(),
                        "advisory": name in _ADVISORY,
                    }
                )
    return sorted(found, key=lambda holiday: str(holiday["first_day"]))


def _spans(days: list[date]) -> list[tuple[date, date]]:
    """Runs of days that follow each other, first and last included."""
    runs = groupby(enumerate(days), key=lambda pair: pair[1] - timedelta(days=pair[0]))
    return [(run[0], run[-1]) for run in ([day for _at, day in group] for _key, group in runs)]


def main(folder: Path) -> None:
    """Write the file into ``folder``."""
    package = importlib.import_module("holidays")
    content = {
        "schema": 1,
        "source": _SOURCE,
        "made_with": _MADE_WITH.format(version=package.__version__),
        "regions": {region.lower(): school_holidays(package, region) for region in REGIONS},
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
