"""Making a new school, answer by answer: the work behind the set-up screen (see ``ui.opening.school_file``)."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from app.commands.school import FreeDayDraft, HelplineDraft, SchoolDraft, SetUp, change_school, set_up_school
from app.commands.settings import copy_holidays
from app.errors import Refusal
from app.progress import Progress
from app.queries.school import school as school_row
from app.resources import toml
from app.rules.holidays import SchoolHoliday
from app.store import people
from app.store.backup import back_up
from app.store.backup_places import remember_places
from app.store.ciphers import Cost
from app.store.folder import SchoolFolder, default_root, new_folder
from app.store.lineage import Register, claim
from app.store.opening import Founder, OpenSchool, found_school
from app.store.people import Person, Unlocked
from app.store.places import check_place
from app.store.store import Store
from app.terms.people import Role
from app.terms.school import FreeDayKind, Place
from app.terms.store import Reason
from ui.opening.school_file import refusal_of


@dataclass(frozen=True, slots=True)
class Founded:
    """A school that has just been made: where, open as whom, and its recovery code, which is nowhere else."""

    folder: SchoolFolder
    unlocked: Unlocked
    code: str = field(repr=False)


def objection_to(root: Path) -> Refusal | None:
    """Why no school may stand below ``root``, in words."""
    return check_place(root, default_root())


def found(
    *, root: Path, draft: SchoolDraft, name: str, passphrase: str, cost: Cost | None, progress: Progress
) -> Founded:
    """Make the school, with the helplines that come with the program; ``name`` is its first coordinator."""
    progress.step(0, 2)
    if (objection := objection_to(root)) is not None:
        raise objection
    register = Register(root)
    founder = Founder(name, Role.COORDINATOR, passphrase, cost)
    folder = new_folder(root, draft.name)
    unlocked, code = found_school(folder, register, draft.name, founder, asks_code=True)
    progress.step(1, 2)
    store = _store(folder, unlocked, register)
    try:
        store.change(set_up_school, name, draft=SetUp(draft, factory_helplines()))
    finally:
        store.close()
    return Founded(folder, unlocked, code)


def adjust(
    founded: Founded, names: tuple[str, str], passphrases: tuple[str, str], cost: Cost | None, progress: Progress
) -> None:
    """Let the school and its first person be called ``names``; ``passphrases`` are the old and the new one."""
    progress.step(0, 1)
    path, unlocked = founded.folder.keys, founded.unlocked
    person = _person_of(unlocked)
    if people.school_name(path) != names[0]:
        people.rename_school(path, unlocked, names[0])
    if person.name != names[1]:
        unlocked.person = people.change_person(path, unlocked, person.id, name=names[1], role=person.role)
    if passphrases[0] != passphrases[1]:
        people.change_passphrase(path, person.id, *passphrases, cost)


def types_back(founded: Founded, typed: str, progress: Progress) -> bool:
    """Whether ``typed`` is the recovery code; raises ``Refusal`` that names the group with a slip."""
    progress.step(0, 1)
    right = people.is_recovery_code(founded.folder.keys, founded.unlocked, typed)
    if right:
        founded.folder.unproven.unlink(missing_ok=True)
    return right


def finish_founding(school: OpenSchool) -> None:
    """Give a school whose set-up was cut off before its first answers were stored what every school begins with."""
    with school.store.reading() as session:
        known = school_row(session)
    if known is None and school.store.only_reading is None:
        draft = SetUp(SchoolDraft(people.school_name(school.folder.keys)), factory_helplines())
        school.store.change(set_up_school, school.actor, draft=draft)


def finish(
    *,
    founded: Founded,
    root: Path,
    draft: SchoolDraft,
    holidays: tuple[SchoolHoliday, ...],
    place: Path | None,
    progress: Progress,
) -> None:
    """Store the last answers of set-up, and make the first backup in ``place``; raises why that does not go there."""
    register, person = Register(root), _person_of(founded.unlocked)
    store = _store(founded.folder, founded.unlocked, register)
    try:
        with store.reading() as session:
            row = school_row(session)
        if row is not None:
            store.change(change_school, person.name, draft=draft, seen=row.version)
        if holidays:
            store.change(copy_holidays, person.name, drafts=holiday_drafts(holidays))
    finally:
        store.close()
    if place is not None:
        (kept,) = back_up(founded.folder, founded.unlocked, [place], Reason.ON_DEMAND, progress)
        if kept.trouble is not None:
            raise Refusal(str(refusal_of(kept.trouble)), "place")
        remember_places(founded.folder, [place])


def abandon(founded: Founded) -> None:
    """Leave nothing of a school whose set-up was broken off; there is nothing in it yet."""
    founded.unlocked.drop()
    shutil.rmtree(founded.folder.path, ignore_errors=True)


def factory_helplines() -> tuple[HelplineDraft, ...]:
    """The helplines that every school begins with; only what the file says was checked has a date."""
    return tuple(
        HelplineDraft(
            row["name"],
            row["what_for"],
            row["phone"],
            row["web"],
            row["email"],
            row["hours"],
            Place(row["place"]),
            shown=row.get("shown", True),
            checked_on=row.get("checked"),
        )
        for row in toml("texts", "nl", "helplines.toml")["helpline"]
    )


def holiday_drafts(holidays: tuple[SchoolHoliday, ...]) -> tuple[FreeDayDraft, ...]:
    """School holidays as free days of the school."""
    return tuple(
        FreeDayDraft(holiday.name, FreeDayKind.HOLIDAY, holiday.first_day, holiday.last_day) for holiday in holidays
    )


def _store(folder: SchoolFolder, unlocked: Unlocked, register: Register) -> Store:
    return Store(folder.database, unlocked.key, claim(folder, unlocked, register).device)


def _person_of(unlocked: Unlocked) -> Person:
    if unlocked.person is None:
        raise RuntimeError("opened with a code, as nobody")
    return unlocked.person
