import shutil

import pytest
from sqlalchemy import text

from app.errors import Refusal, Trouble, TroubleKind
from app.store import people
from app.store.backup import newest_good
from app.store.direct import connected
from app.store.folder import SchoolFolder, device_of, schools
from app.store.handover import hand_over
from app.store.lineage import NotOursError, Register, adopt
from app.store.lock import SchoolLock
from app.store.opening import Founder, found_school, hold, open_school
from app.terms.people import Role
from app.terms.store import Reason, Standing
from tests.app.store.waterland import CHEAP, PASSPHRASE

NOOR = Founder("Noor Bakker", Role.COORDINATOR, PASSPHRASE, CHEAP)


@pytest.fixture
def laptop(tmp_path):
    return Register(tmp_path / "laptop"), SchoolFolder(tmp_path / "laptop" / "waterland")


@pytest.fixture
def held(school):
    lock = hold(school.folder)
    yield lock
    lock.release()


def open_it(school, lock, places=()):
    unlocked = people.unlock(school.folder.keys, school.unlocked.person.id, PASSPHRASE)
    return open_school(school.folder, unlocked, school.register, lock, places=places)


def test_a_new_school_opens_for_the_one_who_made_it(laptop):
    register, folder = laptop
    unlocked, code = found_school(folder, register, "Waterland", NOOR)
    assert [school.name for school in schools(folder.path.parent, [])] == ["Waterland"]
    lock = hold(folder)
    opened = open_school(folder, unlocked, register, lock, places=[])
    assert (opened.claim.standing, opened.store.device) == (Standing.OURS, device_of(folder))
    with opened.store.reading() as session:
        assert session.scalar(text("select count(*) from student")) == 0
    opened.put_away()
    lock.release()
    again = people.unlock_with_recovery(folder.keys, code)
    assert people.people(folder.keys)[0].name == "Noor Bakker"
    with pytest.raises(Trouble) as caught:
        _ = unlocked.key
    assert caught.value.kind is TroubleKind.LOCKED
    assert again.school == unlocked.school


def test_a_new_school_is_made_wholly_or_not_at_all(laptop):
    register, folder = laptop
    with pytest.raises(Refusal, match="minstens 10 tekens"):
        found_school(folder, register, "Waterland", Founder("Noor", Role.COORDINATOR, "kort", CHEAP))
    assert list(folder.path.parent.iterdir()) == []
    folder.path.with_name("waterland.half").mkdir()
    (folder.path.with_name("waterland.half") / "school.keys").write_bytes(b"of a crash")
    assert schools(folder.path.parent, []) == []
    found_school(folder, register, "Waterland", NOOR)
    assert sorted(path.name for path in folder.path.parent.iterdir()) == ["schools.json", "waterland"]


def test_a_new_school_takes_no_folder_that_is_in_use(laptop):
    register, folder = laptop
    folder.path.mkdir(parents=True)
    (folder.path / "brief.txt").touch()
    with pytest.raises(Refusal, match="niet leeg") as caught:
        found_school(folder, register, "Waterland", NOOR)
    assert caught.value.field == "folder"
    (folder.path / "brief.txt").unlink()
    found_school(folder, register, "Waterland", NOOR)


def test_the_screen_locks_and_unlocks_while_the_folder_stays_held(school, held):
    open_it(school, held).put_away()
    with pytest.raises(Trouble) as caught:
        SchoolLock.take(school.folder)
    assert caught.value.kind is TroubleKind.LOCKED
    again = people.unlock(school.folder.keys, school.unlocked.person.id, PASSPHRASE)
    opened = open_school(school.folder, again, school.register, held, places=[])
    assert opened.actor == "Noor Bakker"
    opened.put_away()


def test_closing_leaves_one_file_and_a_backup(school, held, tmp_path):
    opened = open_it(school, held)
    made = opened.back_up([tmp_path], Reason.AT_CLOSE)
    opened.put_away()
    assert newest_good([tmp_path], school.unlocked.school).path == made[0].archive
    assert [path.name for path in school.folder.path.glob("school.db*")] == ["school.db"]


def test_a_crash_is_followed_by_a_check_of_every_page(school):
    school.folder.lock.write_bytes(b'{"process": 1, "host": "x", "since": "y"}')
    with connected(school.folder.database, school.unlocked.key) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    lock = hold(school.folder)
    assert lock.after_crash
    open_it(school, lock).put_away()
    lock.release()
    with school.folder.database.open("rb+") as file:
        file.seek(school.folder.database.stat().st_size - 3 * 4096)
        file.write(bytes(4096))
    lock = hold(school.folder)
    open_it(school, lock).put_away()  # checked today, closed as it should be
    lock.release()
    school.folder.lock.write_bytes(b"{}")
    lock = hold(school.folder)
    with pytest.raises(Trouble) as caught:
        open_it(school, lock)
    lock.release()
    assert caught.value.kind is TroubleKind.DAMAGED


def test_what_was_handed_over_opens_for_reading_only(school, held, tmp_path):
    hand_over(school.folder, school.unlocked, school.register, to="Sam de Wit", place=tmp_path, cost=CHEAP)
    opened = open_it(school, held)
    assert (opened.claim.standing, opened.claim.handed_to) == (Standing.HANDED_OVER, "Sam de Wit")
    assert "Sam de Wit" in str(opened.store.only_reading)
    with opened.store.reading() as session:
        assert session.scalar(text("select count(*) from student")) == 0
    opened.put_away()


def test_a_copy_does_not_open_and_a_moved_school_does_after_asking(school, tmp_path):
    copy = SchoolFolder(tmp_path / "laptop" / "kopie")
    shutil.copytree(school.folder.path, copy.path)
    lock = hold(copy)
    with pytest.raises(NotOursError) as caught:
        open_school(copy, school.unlocked, school.register, lock, places=[])
    assert caught.value.claim.standing is Standing.COPY
    shutil.rmtree(school.folder.path)
    with pytest.raises(NotOursError) as caught:
        open_school(copy, school.unlocked, school.register, lock, places=[])
    assert caught.value.claim.standing is Standing.MOVED
    adopt(copy, school.unlocked, school.register)
    open_school(copy, school.unlocked, school.register, lock, places=[]).put_away()
    lock.release()


def test_after_the_recovery_code_one_chooses_a_passphrase_first(school, held):
    recovered = people.unlock_with_recovery(school.folder.keys, school.code)
    with pytest.raises(Refusal, match="nieuwe wachtzin"):
        open_school(school.folder, recovered, school.register, held, places=[])
    person = school.unlocked.person.id
    again = people.give_passphrase(school.folder.keys, recovered, person, "lange wandeling zonder haast", CHEAP)
    open_school(school.folder, again, school.register, held, places=[]).put_away()


def set_revision(school, revision):
    with connected(school.folder.database, school.unlocked.key) as connection:
        connection.execute("update alembic_version set version_num = ?", (revision,))


def test_a_school_of_a_later_program_says_so(school, held):
    set_revision(school, "9999")
    with pytest.raises(Trouble) as caught:
        open_it(school, held)
    assert caught.value.kind is TroubleKind.NEWER
