import itertools
import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app import clock
from app.errors import Refusal, Trouble, TroubleKind
from app.progress import Cancelled, Progress
from app.store import people
from app.store.archive import open_archive, read_archive
from app.store.backup import back_up
from app.store.folder import SchoolFolder, device_of
from app.store.handover import hand_over
from app.store.lineage import Register, claim
from app.store.restore import finish_restore, forget_aside, restore
from app.terms.people import Role
from app.terms.store import Reason, Standing
from tests.app.store.waterland import CHEAP, PASSPHRASE, rows_of

OTHER = "drie eenden op het ijs"


@pytest.fixture
def archive(school, tmp_path):
    place = tmp_path / "usb"
    place.mkdir()
    return back_up(school.folder, school.unlocked, [place], Reason.ON_DEMAND)[0].archive


@pytest.fixture
def bare(tmp_path):
    """Another laptop, with nothing on it."""
    return Register(tmp_path / "bare"), SchoolFolder(tmp_path / "bare" / "waterland")


def put_back(path, folder, register, secret=PASSPHRASE, progress=None):
    archive = read_archive(path)
    return restore(open_archive(archive, secret), archive, folder, register, progress)


@pytest.mark.parametrize("secret", ["passphrase", "code"])
def test_an_archive_alone_gives_the_school_back_row_for_row_on_a_bare_machine(school, archive, bare, tmp_path, secret):
    rows = school.rows()
    device = device_of(school.folder)
    alone = shutil.copy(archive, tmp_path / "alone.driehoek")
    shutil.rmtree(school.folder.path.parent)
    register, folder = bare
    restored = put_back(Path(alone), folder, register, {"passphrase": PASSPHRASE, "code": school.code}[secret])
    assert rows_of(folder.database, school.unlocked.key) == rows
    assert restored.device == device_of(folder) != device
    again = people.unlock(folder.keys, school.unlocked.person.id, PASSPHRASE)
    assert again.key == school.unlocked.key
    assert claim(folder, again, register).standing is Standing.OURS
    assert people.unlock_with_recovery(folder.keys, school.code).key == school.unlocked.key


def test_putting_back_goes_to_the_day_of_the_backup_and_keeps_today_aside(school, archive):
    then = school.rows()
    school.write("na de back-up")
    now = school.rows()
    device = device_of(school.folder)
    restored = put_back(archive, school.folder, school.register)
    assert school.rows() == then
    assert restored.device == device_of(school.folder) != device
    assert rows_of(school.folder.aside / "school.db", school.unlocked.key) == now
    assert claim(school.folder, school.unlocked, school.register).standing is Standing.OURS
    assert not school.folder.incoming.exists()


def test_putting_back_brings_no_removed_person_back(school, tmp_path):
    sam = people.add_person(
        school.folder.keys, school.unlocked, name="Sam", role=Role.SUPERVISOR, passphrase=OTHER, cost=CHEAP
    )
    archive = back_up(school.folder, school.unlocked, [tmp_path], Reason.ON_DEMAND)[0].archive
    people.remove_person(school.folder.keys, school.unlocked, sam.id)
    assert put_back(archive, school.folder, school.register).kept_people
    assert [person.name for person in people.people(school.folder.keys)] == ["Noor Bakker"]


def test_a_damaged_school_is_replaced_with_its_people(school, archive):
    rows = school.rows()
    for path in (school.folder.database, school.folder.keys, school.folder.keys.with_name("school.keys.bak")):
        path.write_bytes(os.urandom(3000))
    assert not put_back(archive, school.folder, school.register).kept_people
    assert school.rows() == rows
    assert people.unlock(school.folder.keys, school.unlocked.person.id, PASSPHRASE).key == school.unlocked.key


def test_a_school_is_not_put_back_beside_itself(school, archive, tmp_path):
    beside = SchoolFolder(tmp_path / "laptop" / "nog-een")
    with pytest.raises(Refusal, match="staat al op deze laptop"):
        put_back(archive, beside, school.register)
    assert not beside.path.exists()


def test_another_schools_folder_is_not_overwritten(school, archive, opened):
    register = Register(opened.path.parent / "elders")
    with pytest.raises(Refusal, match="staat een andere school"):
        put_back(archive, SchoolFolder(opened.path.parent), register)


def test_a_school_that_was_handed_over_is_not_put_back(school, archive, tmp_path):
    given = hand_over(school.folder, school.unlocked, school.register, to="Noor Bakker", place=tmp_path)
    with pytest.raises(Refusal, match="terug"):
        put_back(archive, school.folder, school.register)
    with pytest.raises(Refusal, match="overdracht"):
        put_back(given.archive, school.folder, school.register)


def test_a_backup_of_a_copy_that_went_another_way_is_refused(school, archive, bare):
    register, folder = bare
    put_back(archive, folder, register)
    elsewhere = people.unlock(folder.keys, school.unlocked.person.id, PASSPHRASE)
    other = back_up(folder, elsewhere, [archive.parent], Reason.ON_DEMAND)[0].archive
    with pytest.raises(Refusal, match="andere kopie"):
        put_back(other, school.folder, school.register)


def test_a_damaged_archive_changes_nothing(school, archive):
    rows = school.rows()
    with archive.open("rb+") as file:
        file.seek(archive.stat().st_size // 2)
        file.write(os.urandom(64))
    with pytest.raises(Trouble) as caught:
        put_back(archive, school.folder, school.register)
    assert caught.value.kind is TroubleKind.DAMAGED
    assert school.rows() == rows
    assert claim(school.folder, school.unlocked, school.register).standing is Standing.OURS
    assert not school.folder.incoming.exists()


def test_cancelling_changes_nothing(school, archive):
    rows = school.rows()

    def cancel(_done, _total):
        progress.cancel()

    progress = Progress(cancel)
    with pytest.raises(Cancelled):
        put_back(archive, school.folder, school.register, progress=progress)
    assert school.rows() == rows
    assert not school.folder.incoming.exists()


def test_a_half_built_school_is_thrown_away(school):
    rows = school.rows()
    school.folder.incoming.mkdir()
    (school.folder.incoming / "school.db").write_bytes(b"half")
    finish_restore(school.folder)
    assert school.rows() == rows
    assert not school.folder.incoming.exists()


def test_what_lay_aside_is_removed_after_a_month(school, archive):
    put_back(archive, school.folder, school.register)
    laid = datetime.fromtimestamp(school.folder.aside.stat().st_mtime, UTC)
    with clock.at(laid + timedelta(days=29)):
        forget_aside(school.folder)
    assert school.folder.aside.exists()
    with clock.at(laid + timedelta(days=31)):
        forget_aside(school.folder)
    assert not school.folder.aside.exists()


RESTORING = """
import itertools
import os
import signal
import sys
from pathlib import Path
from app.store.archive import open_archive, read_archive
from app.store.folder import SchoolFolder
from app.store.lineage import Register
from app.store.restore import restore
archive = read_archive(Path(sys.argv[1]))
opening = open_archive(archive, sys.argv[2])
folder = SchoolFolder(Path(sys.argv[3]))
steps = itertools.count()
def die_at_the_step(event, arguments):
    touches = event in {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.utime"}
    writes = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if (touches or writes) and next(steps) == int(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(die_at_the_step)
restore(opening, archive, folder, Register(folder.path.parent))
"""


@pytest.mark.heavy
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a signal of POSIX")
def test_a_restore_killed_at_any_step_leaves_the_old_or_the_new_school(school, archive):
    then = school.rows()
    school.write("na de back-up")
    now = school.rows()
    kept = school.folder.path.parent.parent / "kept"
    shutil.copytree(school.folder.path.parent, kept, copy_function=shutil.copy2)
    seen = []
    for step in itertools.count():
        shutil.rmtree(school.folder.path.parent)
        shutil.copytree(kept, school.folder.path.parent)
        child = subprocess.run(
            [sys.executable, "-c", RESTORING, str(archive), PASSPHRASE, str(school.folder.path), str(step)],
            check=False,
            cwd=Path(__file__).parents[3],
        )
        finish_restore(school.folder)
        rows = school.rows()
        assert rows in (then, now)
        seen.append(rows == then)
        assert people.unlock(school.folder.keys, school.unlocked.person.id, PASSPHRASE).key == school.unlocked.key
        assert claim(school.folder, school.unlocked, school.register).standing in (Standing.MOVED, Standing.OURS)
        if child.returncode == 0:
            break
        assert child.returncode == -signal.SIGKILL
    assert seen == sorted(seen)  # once the new school stands, a later crash does not bring the old one back
    assert not seen[0]
    assert seen[-2]
