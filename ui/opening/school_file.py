"""What the screen does with the keys of a school: who may open it, all of it work for the lanes.

This module, ``founding`` and ``copies`` are about the file itself, not about what is in it, so none of
this is a command at the desk. Here alone these screens meet that side of the store. Each piece of work takes
``progress`` and raises ``Refusal``, ``Trouble`` or ``OSError``, for which ``refusal_of`` has the words.
"""

from __future__ import annotations

from app.errors import Refusal, Trouble
from app.progress import Progress
from app.store import laptop, people
from app.store.ciphers import Cost
from app.store.folder import SchoolFolder
from app.store.opening import OpenSchool
from app.store.passphrases import require_good, strength
from app.store.people import Person, Unlocked
from app.store.troubles import sentence, trouble_of
from app.terms.people import Role, Strength
from app.text import translate


def refusal_of(error: Exception) -> Refusal:
    """What went wrong, for the user; an error that is our own mistake is raised again."""
    if isinstance(error, Refusal):
        return error
    trouble = error if isinstance(error, Trouble) else trouble_of(error)
    if trouble is not None:
        return Refusal(sentence(trouble.kind))
    if isinstance(error, OSError):
        words = translate(
            "SchoolFile", "Dat lukt niet: {reason}. Kijk of de schijf er nog is, en kies anders een andere."
        )
        return Refusal(words.format(reason=error.strerror or error))
    raise error


def weakness(passphrase: str, names: tuple[str, ...]) -> str:
    """What is wrong with a new passphrase, in a sentence; empty when it may be used."""
    try:
        require_good(passphrase, names)
    except Refusal as refusal:
        return str(refusal)
    return ""


def strength_of(passphrase: str) -> Strength:
    """How hard a passphrase is to guess, while someone types it."""
    return strength(passphrase)


def recover(
    *, folder: SchoolFolder, code: str, person_id: str, passphrase: str, cost: Cost | None, progress: Progress
) -> Unlocked:
    """Open the school with its recovery code and give a person a new passphrase."""
    progress.step(0, 2)
    try:
        recovered = people.unlock_with_recovery(folder.keys, code)
    except Trouble as trouble:
        raise Refusal(sentence(trouble.kind), "recovery_code") from trouble
    progress.step(1, 2)
    try:
        return people.give_passphrase(folder.keys, recovered, person_id, passphrase, cost)
    finally:
        recovered.drop()


def people_of(folder: SchoolFolder) -> list[Person]:
    """Who may open the school."""
    return people.people(folder.keys)


def name_of(folder: SchoolFolder) -> str:
    """What the school is called on the lock screen."""
    return people.school_name(folder.keys)


def rename(school: OpenSchool, name: str, progress: Progress) -> None:
    """Call the school ``name`` on the lock screen, where it says something else."""
    progress.step(0, 1)
    if people.school_name(school.folder.keys) != name:
        people.rename_school(school.folder.keys, school.unlocked, name)


def keep_person(
    *,
    school: OpenSchool,
    person_id: str | None,
    name: str,
    role: Role,
    passphrase: str,
    cost: Cost | None,
    progress: Progress,
) -> Person:
    """Let one more person open the school, or correct someone's name and role."""
    progress.step(0, 1)
    path, unlocked = school.folder.keys, school.unlocked
    if person_id is None:
        return people.add_person(path, unlocked, name=name, role=role, passphrase=passphrase, cost=cost)
    return people.change_person(path, unlocked, person_id, name=name, role=role)


def remove_person(school: OpenSchool, person_id: str, progress: Progress) -> None:
    """Take someone's way in away."""
    progress.step(0, 1)
    if person_id == school.person.id:
        raise Refusal(translate("SchoolFile", "Je kunt jezelf niet weghalen. Dat doet een andere BPV-coördinator."))
    people.remove_person(school.folder.keys, school.unlocked, person_id)


def change_passphrase(school: OpenSchool, old: str, new: str, cost: Cost | None, progress: Progress) -> None:
    """Give the one who has the school open another passphrase."""
    progress.step(0, 1)
    try:
        people.change_passphrase(school.folder.keys, school.person.id, old, new, cost)
    except Trouble as trouble:
        raise Refusal(sentence(trouble.kind), "old") from trouble


def new_code(school: OpenSchool, cost: Cost | None, progress: Progress) -> str:
    """A new recovery code; the old one no longer opens the school."""
    progress.step(0, 1)
    return people.new_recovery_code(school.folder.keys, school.unlocked, cost)


def is_code_of(school: OpenSchool, typed: str, progress: Progress) -> bool:
    """Whether ``typed`` is the recovery code of the open school; raises ``Refusal`` for a slip.

    A right one is on paper now, and is not asked for at the next start.
    """
    progress.step(0, 1)
    right = people.is_recovery_code(school.folder.keys, school.unlocked, typed)
    if right:
        school.folder.unproven.unlink(missing_ok=True)
    return right


def lacks_code(school: OpenSchool) -> bool:
    """Whether nobody showed yet that the recovery code is on paper, and who opened it can make a new one."""
    return school.folder.unproven.exists() and school.person.role is Role.COORDINATOR


def remember(school: OpenSchool, wanted: bool, progress: Progress) -> None:  # noqa: FBT001 - what was ticked
    """Let this laptop open the school for who is in it, or ask the passphrase again from now on."""
    progress.step(0, 1)
    (laptop.remember if wanted else laptop.forget)(school.folder.keys, school.unlocked)


def remembered_person(folder: SchoolFolder) -> str | None:
    """The first person that a laptop remembers; the keyring was not asked yet."""
    return next((person.id for person in people.people(folder.keys) if laptop.remembers(folder.keys, person.id)), None)


def unlock_remembered(folder: SchoolFolder, person_id: str, progress: Progress) -> Unlocked | None:
    """Open the school with the key in this laptop's keyring; ``None`` when there is none that fits."""
    progress.step(0, 1)
    return laptop.unlock_remembered(folder.keys, person_id)


def is_remembered(school: OpenSchool) -> bool:
    """Whether a laptop remembers who has the school open."""
    return laptop.remembers(school.folder.keys, school.person.id)
