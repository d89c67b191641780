"""Whether the school's file is what it should be, asked at every opening before anything is shown."""

from __future__ import annotations

import json
from typing import Any

from app import clock
from app.errors import Trouble, TroubleKind
from app.store.direct import connected
from app.store.engine import APPLICATION_ID
from app.store.files import write_whole
from app.store.folder import SchoolFolder
from app.store.people import Unlocked
from app.store.troubles import in_words


def examine(folder: SchoolFolder, unlocked: Unlocked, *, after_crash: bool = False) -> None:
    """Look at the database before it is opened for work; quiet when all is well.

    Every page is proven once a day, and after a program that did not close. Raises
    ``Trouble(DAMAGED)`` for a missing, empty, torn or strange file.
    """
    if not folder.database.exists() or folder.database.stat().st_size == 0:
        raise Trouble(TroubleKind.DAMAGED)  # SQLite would open an empty file as a new, empty school
    with connected(folder.database, unlocked.key) as connection:
        if connection.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
            raise Trouble(TroubleKind.DAMAGED)
        if after_crash or not _was_checked_today(folder):
            _prove_every_page(connection)
            _note_check(folder)


def _prove_every_page(connection: Any) -> None:
    """Check the HMAC of every page; the check reads the main file only, so the rest is brought there first."""
    connection.execute("pragma wal_checkpoint(truncate)")
    if connection.execute("pragma cipher_integrity_check").fetchall():
        raise Trouble(TroubleKind.DAMAGED)
    if connection.execute("pragma quick_check").fetchall() != [("ok",)]:
        raise Trouble(TroubleKind.DAMAGED)


def _was_checked_today(folder: SchoolFolder) -> bool:
    try:
        return bool(json.loads(folder.checked.read_bytes())["on"] == clock.today().isoformat())
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _note_check(folder: SchoolFolder) -> None:
    with in_words():
        write_whole(folder.checked, json.dumps({"on": clock.today().isoformat()}).encode())
