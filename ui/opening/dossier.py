"""The second unlock: the reader's own passphrase opens what is sealed in the school that is open."""

from __future__ import annotations

from app.progress import Progress
from app.store.dossier import OpenDossier
from app.store.opening import OpenSchool
from app.store.passphrases import require_good
from app.store.people import people
from ui.dialogs.incident_readers import Reader


def unlock_dossier(school: OpenSchool, passphrase: str, progress: Progress) -> OpenDossier:
    """What is sealed, opened for who has the school open; who left the school reads no more.

    Raises ``Trouble(WRONG_KEY)``, or ``Refusal`` for who may not read.
    """
    progress.step(0, 1)
    dossier = school.store.dossier
    opened = dossier.unlock(school.person.id, passphrase)
    dossier.keep_readers(person.id for person in people(school.folder.keys))
    return opened


def readers(school: OpenSchool) -> tuple[Reader, ...]:
    """Everybody of *Mensen*, and who of them may read what is sealed."""
    known = school.store.dossier.readers
    return tuple(Reader(person.id, person.name, person.id in known) for person in people(school.folder.keys))


def admit_reader(school: OpenSchool, opened: OpenDossier, person: str, passphrase: str, progress: Progress) -> None:
    """Let ``person`` read everything that ``opened`` reads; raises ``Refusal`` for a weak passphrase."""
    progress.step(0, 1)
    names = [one.name for one in people(school.folder.keys) if one.id == person]
    school.store.dossier.admit(opened, person, require_good(passphrase, names))
