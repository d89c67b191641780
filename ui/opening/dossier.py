"""Who reads what is sealed in the school that is open, and with what: all of it work for the lanes."""

from __future__ import annotations

from app.errors import Refusal, Trouble
from app.progress import Progress
from app.store.codes import PHONE_GROUPS, RECOVERY_GROUPS, new_code, read_code
from app.store.open_dossier import OpenDossier
from app.store.opening import OpenSchool
from app.store.passphrases import require_good
from app.store.people import people, school_name
from app.text import translate
from ui.dialogs.incident_access import Reader


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
    known, me = school.store.dossier.readers, school.person.id
    return tuple(Reader(one.id, one.name, one.id in known, one.id == me) for one in people(school.folder.keys))


def names_of(school: OpenSchool) -> tuple[str, ...]:
    """The names of the school and of who has it open, of which no passphrase may be made."""
    return school_name(school.folder.keys), school.person.name


def admit_reader(school: OpenSchool, opened: OpenDossier, person: str, passphrase: str, progress: Progress) -> None:
    """Let ``person`` read everything that ``opened`` reads; raises ``Refusal`` for a weak passphrase."""
    progress.step(0, 1)
    names = [one.name for one in people(school.folder.keys) if one.id == person]
    school.store.dossier.admit(opened, person, require_good(passphrase, names))


def change_own(school: OpenSchool, old: str, new: str, progress: Progress) -> None:
    """Give who has the school open another passphrase for what is sealed."""
    progress.step(0, 1)
    chosen = require_good(new, names_of(school))
    try:
        school.store.dossier.change_passphrase(school.person.id, old, chosen)
    except Trouble as trouble:
        raise Refusal(translate("Dossier", "Dit is niet jouw wachtzin voor Meldingen."), "old") from trouble


def new_sheet_code() -> str:
    """A code for a noodblad; it opens nothing before ``keep_sheet_code``."""
    return new_code(RECOVERY_GROUPS)


def new_file_code() -> str:
    """A code for one file that leaves the program: 80 random bits, short enough to read out."""
    return new_code(PHONE_GROUPS)


def keep_sheet_code(school: OpenSchool, opened: OpenDossier, code: str, typed: str, progress: Progress) -> None:
    """Let ``code`` open what is sealed, once it was ``typed`` back from its paper; raises ``Refusal``."""
    progress.step(0, 1)
    if read_code(typed, RECOVERY_GROUPS, "typed") != code:
        text = translate("Dossier", "Dit is een andere code. Typ de code van hierboven.")
        raise Refusal(text, "typed")
    school.store.dossier.keep_code(opened, code)


def recover_reader(school: OpenSchool, typed: str, passphrase: str, progress: Progress) -> OpenDossier:
    """What is sealed, opened by the code of the noodblad for who has the school open, with a new passphrase."""
    progress.step(0, 1)
    chosen = require_good(passphrase, names_of(school))
    try:
        school.store.dossier.recover(school.person.id, typed, chosen)
    except Trouble as trouble:
        raise Refusal(translate("Dossier", "Deze code hoort niet bij deze school."), "code") from trouble
    return school.store.dossier.unlock(school.person.id, chosen)
