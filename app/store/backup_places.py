"""Where this laptop keeps the backups of a school: beside the school, in a file without names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app.store.files import make_private, write_whole
from app.store.folder import SchoolFolder
from app.store.places import all_on_one_disk

_NAME = "backups.json"


def remembered_places(folder: SchoolFolder) -> list[Path]:
    """The folders that get a backup; where nobody chose any, one beside the schools of this laptop."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        chosen = json.loads((folder.path / _NAME).read_bytes())["places"]
        if chosen:
            return [Path(place) for place in chosen]
    beside = folder.path.parent.parent / "back-ups"
    make_private(beside)
    return [beside]


def remember_places(folder: SchoolFolder, places: Sequence[Path]) -> None:
    """Keep backups in ``places`` from now on."""
    write_whole(folder.path / _NAME, json.dumps({"places": [str(place) for place in places]}).encode())


def are_at_risk(folder: SchoolFolder) -> bool:
    """Whether one broken or stolen disk takes the school and every backup of it."""
    return all_on_one_disk(folder.path, remembered_places(folder))
