"""What the driver and the disk complain of, in the words of the program."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import Trouble, TroubleKind
from app.text import translate

# Primary result codes, https://sqlite.org/rescode.html
_OF_SQLITE = {
    3: TroubleKind.READ_ONLY,  # SQLITE_PERM
    5: TroubleKind.LOCKED,  # SQLITE_BUSY
    6: TroubleKind.LOCKED,  # SQLITE_LOCKED
    8: TroubleKind.READ_ONLY,  # SQLITE_READONLY
    10: TroubleKind.DAMAGED,  # SQLITE_IOERR
    11: TroubleKind.DAMAGED,  # SQLITE_CORRUPT
    13: TroubleKind.FULL,  # SQLITE_FULL
    14: TroubleKind.READ_ONLY,  # SQLITE_CANTOPEN
    26: TroubleKind.DAMAGED,  # SQLITE_NOTADB
}
_OF_SYSTEM = {
    errno.ENOSPC: TroubleKind.FULL,
    errno.EDQUOT: TroubleKind.FULL,
    errno.EFBIG: TroubleKind.FULL,
    errno.EROFS: TroubleKind.READ_ONLY,
    errno.EACCES: TroubleKind.READ_ONLY,
    errno.EPERM: TroubleKind.READ_ONLY,
}


def trouble_of(error: BaseException) -> Trouble | None:
    """The trouble that ``error`` (of SQLCipher, SQLAlchemy or the system) comes down to; ``None`` for a bug."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, Trouble):
            return seen
        code = getattr(seen, "sqlite_errorcode", None)
        if isinstance(code, int) and code & 0xFF in _OF_SQLITE:
            return Trouble(_OF_SQLITE[code & 0xFF])
        if isinstance(seen, OSError) and seen.errno in _OF_SYSTEM:
            return Trouble(_OF_SYSTEM[seen.errno])
        if _is_stale(seen):
            return Trouble(TroubleKind.STALE)
        seen = getattr(seen, "orig", None) or seen.__cause__
    return None


@contextmanager
def in_words() -> Iterator[None]:
    """Let what goes wrong with the file in this block be raised as ``Trouble``; bugs stay what they are."""
    try:
        yield
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is None or trouble is error:
            raise
        raise trouble from error


def sentence(kind: TroubleKind) -> str:
    """What is the matter and what to do now, for the screen."""
    return {
        TroubleKind.FULL: translate(
            "Trouble", "De schijf is vol. Er is niets veranderd. Maak ruimte vrij en probeer het opnieuw."
        ),
        TroubleKind.READ_ONLY: translate(
            "Trouble", "In de map van de school kan Driehoek niet schrijven. Kijk of de map niet alleen-lezen is."
        ),
        TroubleKind.LOCKED: translate(
            "Trouble", "Een ander programma gebruikt deze school nu. Sluit dat en probeer het opnieuw."
        ),
        TroubleKind.DAMAGED: translate(
            "Trouble", "Een bestand van de school is beschadigd. Zet de nieuwste goede back-up terug."
        ),
        TroubleKind.STALE: translate(
            "Trouble", "Dit is intussen veranderd. Er is niets opgeslagen; kijk nog een keer."
        ),
        TroubleKind.NEWER: translate(
            "Trouble", "Deze school is gemaakt met een nieuwere Driehoek. Werk het programma eerst bij."
        ),
        TroubleKind.WRONG_KEY: translate("Trouble", "Deze wachtzin of code is niet de goede."),
    }[kind]


def _is_stale(error: BaseException) -> bool:
    orm = sys.modules.get("sqlalchemy.orm.exc")  # what was never imported was never raised
    return orm is not None and isinstance(error, orm.StaleDataError)
