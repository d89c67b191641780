import os
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import clock
from app.errors import Refusal, Trouble, TroubleKind
from app.progress import Cancelled, Progress
from app.store import people
from app.store.archive import check_database, open_archive, read_archive
from app.store.backup import archives_in, back_up, drafted, inspect, newest_good, pack, rotate, safeguard
from app.store.direct import connected
from app.store.folder import device_of
from app.store.keys import read_keys
from app.terms.people import Role
from app.terms.store import Reason
from tests.app.store.waterland import CHEAP, PASSPHRASE, rows_of

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def place(tmp_path):
    place = tmp_path / "usb"
    place.mkdir()
    return place


@pytest.fixture
def archive(school, place):
    return back_up(school.folder, school.unlocked, [place], Reason.ON_DEMAND)[0].archive


def kind_of_failure(action, *arguments):
    with pytest.raises(Trouble) as caught:
        action(*arguments)
    return caught.value.kind


def number_of_notes(school):
    with connected(school.folder.database, school.unlocked.key) as connection:
        return connection.execute("select count(*) from meta").fetchone()[0]


def leftovers(*folders):
    return [path.name for folder in folders for path in folder.iterdir() if "part" in path.name]


@pytest.mark.parametrize("secret", ["passphrase", "code"])
def test_a_backup_shows_what_is_in_it_to_who_has_a_secret(school, archive, secret):
    preview = inspect(archive, {"passphrase": PASSPHRASE, "code": school.code.lower()}[secret])
    assert preview.school_name == "Waterland"
    assert preview.people == ("Noor Bakker",)
    assert preview.contents.device == device_of(school.folder)
    assert preview.contents.counts["meta"] == number_of_notes(school)
    assert preview.contents.counts["student"] == 0
    assert preview.archive.header.reason is Reason.ON_DEMAND
    assert preview.archive.header.made_at == clock.now()


def test_another_passphrase_opens_nothing(archive):
    assert kind_of_failure(inspect, archive, "een heel andere wachtzin") is TroubleKind.WRONG_KEY


def test_a_backup_names_nobody_in_clear(school, archive):
    with zipfile.ZipFile(archive) as file:
        clear = b"".join(file.read(name) for name in file.namelist())
    for word in (b"Noor", b"Bakker", b"Waterland", b"regel", b"SQLite format 3", school.unlocked.key):
        assert word not in clear
    assert "aterland" not in archive.name


def test_a_backup_has_a_key_of_its_own(school, archive):
    opening = open_archive(read_archive(archive), PASSPHRASE)
    assert bytes(opening.key) != school.unlocked.key == bytes(opening.data_key)
    with zipfile.ZipFile(archive) as file:
        file.extract("school.db", archive.parent)
    database = archive.parent / "school.db"
    assert rows_of(database, opening.key) == school.rows()
    assert kind_of_failure(rows_of, database, opening.data_key) is TroubleKind.DAMAGED


def test_a_backup_leaves_nothing_beside_it(school, archive, place):
    assert leftovers(school.folder.path, place) == []
    assert [path.name for path in place.iterdir()] == [archive.name]


def test_every_place_gets_one_and_a_place_that_is_away_keeps_nobody_from_theirs(school, place, tmp_path):
    kept = back_up(school.folder, school.unlocked, [tmp_path / "away", place], Reason.AT_CLOSE)
    assert [(one.place.name, one.archive is not None) for one in kept] == [("away", False), ("usb", True)]
    assert isinstance(kept[0].trouble, FileNotFoundError)
    check_database(read_archive(kept[1].archive))


def test_what_cannot_be_taken_back_waits_for_a_backup(school, place, tmp_path):
    with pytest.raises(Refusal, match="Kies eerst een map"):
        safeguard(school.folder, school.unlocked, [], Reason.BEFORE_IMPORT)
    with pytest.raises(FileNotFoundError):
        safeguard(school.folder, school.unlocked, [tmp_path / "away"], Reason.BEFORE_UPDATE)
    safeguard(school.folder, school.unlocked, [tmp_path / "away", place], Reason.BEFORE_UPDATE)
    assert [archive.header.reason for archive in archives_in(place)] == [Reason.BEFORE_UPDATE]


def test_two_backups_in_one_second_are_two_files(school, place):
    made = [back_up(school.folder, school.unlocked, [place], Reason.ON_DEMAND)[0].archive for _ in range(2)]
    assert len(set(made)) == len(archives_in(place)) == 2


def test_what_was_only_in_the_write_ahead_file_is_in_the_backup(school, place):
    with connected(school.folder.database, school.unlocked.key) as connection:
        connection.execute("pragma wal_autocheckpoint = 0")
        connection.execute("insert into meta (key, value) values ('pas geschreven', 'x')")
        wal = school.folder.database.with_name("school.db-wal")
        assert wal.stat().st_size > 0
        archive = back_up(school.folder, school.unlocked, [place], Reason.ON_DEMAND)[0].archive
    assert inspect(archive, PASSPHRASE).contents.counts["meta"] == number_of_notes(school)


def test_a_backup_is_of_one_instant_while_others_write(school, place):
    stop = threading.Event()
    written = []
    before = number_of_notes(school)

    def write():
        with connected(school.folder.database, school.unlocked.key) as connection:
            while not stop.is_set():
                number = len(written)
                connection.execute("begin immediate")
                for half in ("a", "b"):
                    connection.execute("insert into meta (key, value) values (?, ?)", (f"{half}{number}", "y" * 500))
                connection.execute("commit")
                written.append(number)

    writer = threading.Thread(target=write)
    writer.start()
    while not written:
        time.sleep(0)
    try:
        archive = back_up(school.folder, school.unlocked, [place], Reason.ON_DEMAND)[0].archive
    finally:
        stop.set()
        writer.join()
    counts = inspect(archive, PASSPHRASE).contents.counts
    assert counts["meta"] % 2 == before % 2  # never half of a pair
    assert before < counts["meta"] <= before + 2 * len(written)


def test_progress_is_told_and_cancelling_leaves_nothing(school, place):
    steps = []
    back_up(school.folder, school.unlocked, [place], Reason.ON_DEMAND, Progress(lambda *step: steps.append(step)))
    assert steps[-1] == (1, 1)
    assert all(done <= total for done, total in steps)
    assert len(steps) > 1

    def cancel(_done, _total):
        stopping.cancel()

    stopping = Progress(cancel)
    with pytest.raises(Cancelled):
        back_up(school.folder, school.unlocked, [place], Reason.ON_DEMAND, stopping)
    assert len(archives_in(place)) == 1
    assert leftovers(school.folder.path, place) == []


@pytest.mark.parametrize("member", ["header.json", "slots.json", "contents", "school.db"])
def test_a_changed_member_is_damage(school, archive, place, member):
    changed = place / "changed.driehoek"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = bytearray(old.read(name))
            if name == member:
                content = content.replace(b"zelf", b"import") if name == "header.json" else content
                if name in ("slots.json", "contents"):
                    content += b" " if name == "slots.json" else b""
                if name == "contents":
                    place_of_text = content.index(b'"text": "') + 20
                    content[place_of_text] ^= 1
                if name == "school.db":
                    content[len(content) // 2] ^= 1
            new.writestr(zipfile.ZipInfo(name), bytes(content))

    def read_all():
        opened = read_archive(changed)
        open_archive(opened, PASSPHRASE)
        check_database(opened)

    assert kind_of_failure(read_all) is TroubleKind.DAMAGED


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip at all" * 100])
def test_whatever_is_no_archive_is_damage(place, content):
    (place / "driehoek-x.driehoek").write_bytes(content)
    assert kind_of_failure(read_archive, place / "driehoek-x.driehoek") is TroubleKind.DAMAGED
    assert archives_in(place) == []


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_whatever_happens_to_an_archive_it_is_whole_or_damage(archive, data):
    """Nothing but the place of the database in it is left alone; its own changes are tested above."""
    whole = archive.read_bytes()
    clear = len(whole) - 589_000
    places = st.one_of(st.integers(0, clear), st.integers(len(whole) - 400, len(whole) - 1))
    torn = bytearray(whole)
    for place in data.draw(st.lists(places, min_size=1, max_size=4)):
        torn[place] = data.draw(st.integers(0, 255))
    changed = archive.with_name("changed.driehoek")
    changed.write_bytes(torn)
    try:
        opened = read_archive(changed)
        open_archive(opened, PASSPHRASE)
        check_database(opened)
    except Trouble as trouble:
        seen = trouble.kind
    else:
        seen = None
    assert seen in (None, TroubleKind.DAMAGED, TroubleKind.NEWER, TroubleKind.WRONG_KEY)


def test_an_archive_that_swells_when_unpacked_is_damage(archive, place):
    bomb = place / "bomb.driehoek"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            method = zipfile.ZIP_DEFLATED if name == "school.db" else zipfile.ZIP_STORED
            new.writestr(name, bytes(1 << 20) if name == "school.db" else old.read(name), method)
    assert kind_of_failure(check_database, read_archive(bomb)) is TroubleKind.DAMAGED


def test_an_archive_cut_short_is_damage(archive):
    with archive.open("rb+") as file:
        file.truncate(archive.stat().st_size * 2 // 3)
    assert kind_of_failure(read_archive, archive) is TroubleKind.DAMAGED


def test_an_archive_of_a_later_version_says_so(archive, place):
    later = place / "later.driehoek"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(later, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'"format": 1', b'"format": 2'))
    assert kind_of_failure(read_archive, later) is TroubleKind.NEWER


def test_the_newest_good_backup_is_found_past_a_damaged_one(school, place, tmp_path):
    made = []
    for hour in range(3):
        with clock.at(NOW + timedelta(hours=hour)):
            made.append(back_up(school.folder, school.unlocked, [place], Reason.ON_DEMAND)[0].archive)
    with made[2].open("rb+") as file:
        file.seek(made[2].stat().st_size // 2)
        file.write(b"\0" * 5000)
    found = newest_good([tmp_path / "away", place], school.unlocked.school)
    assert found.path == made[1]
    assert newest_good([place], "another school") is None


def test_old_backups_make_room_but_never_the_one_before_an_update(school, place):
    with clock.at(NOW):
        first = back_up(school.folder, school.unlocked, [place], Reason.BEFORE_UPDATE)[0].archive
    content = first.read_bytes()
    stranger = place / "driehoek-vreemd.driehoek"
    stranger.write_bytes(b"of another program")
    for minute in range(1, 9):
        with clock.at(NOW + timedelta(minutes=minute)):
            back_up(school.folder, school.unlocked, [place], Reason.AT_CLOSE)
    reasons = [archive.header.reason for archive in archives_in(place, school.unlocked.school)]
    assert reasons == [Reason.AT_CLOSE] * 3 + [Reason.BEFORE_UPDATE]
    assert first.read_bytes() == content
    assert stranger.exists()
    assert rotate(place, school.unlocked.school) == []
    assert rotate(place, "another school") == []


def test_a_backup_opens_with_the_people_of_its_own_day(school, place):
    sam = people.add_person(
        school.folder.keys,
        school.unlocked,
        name="Sam de Wit",
        role=Role.COORDINATOR,
        passphrase="drie eenden op het ijs",
        cost=CHEAP,
    )
    before = back_up(school.folder, school.unlocked, [place], Reason.ON_DEMAND)[0].archive
    people.remove_person(school.folder.keys, school.unlocked, sam.id)
    after = back_up(school.folder, school.unlocked, [place], Reason.ON_DEMAND)[0].archive
    assert inspect(before, "drie eenden op het ijs").people == ("Noor Bakker", "Sam de Wit")
    assert kind_of_failure(inspect, after, "drie eenden op het ijs") is TroubleKind.WRONG_KEY


def test_a_damaged_school_gives_no_backup_that_looks_good(school, place):
    with connected(school.folder.database, school.unlocked.key) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    with school.folder.database.open("rb+") as file:
        file.seek(school.folder.database.stat().st_size - 3 * 4096)
        file.write(os.urandom(4096))
    arguments = (school.folder, school.unlocked, [place], Reason.AT_CLOSE)
    assert kind_of_failure(back_up, *arguments) is TroubleKind.DAMAGED
    assert list(place.iterdir()) == []
    assert leftovers(school.folder.path) == []


@pytest.mark.heavy
def test_a_full_disk_leaves_no_half_backup_and_tells_so(school, place, small_disk):
    (small_disk / "other").write_bytes(b"x" * (2 << 20))
    kept = back_up(school.folder, school.unlocked, [small_disk, place], Reason.AT_CLOSE)
    assert kept[0].trouble.kind is TroubleKind.FULL
    assert kept[1].archive is not None
    assert [path.name for path in small_disk.iterdir()] == ["other"]


@pytest.mark.heavy
def test_a_disk_that_fills_up_while_we_write_leaves_nothing_half(school, small_disk):
    keys = read_keys(school.folder.keys)
    with drafted(school.folder, school.unlocked, keys, Progress()) as draft:
        room = shutil.disk_usage(small_disk).free - draft.database.stat().st_size // 2
        (small_disk / "other").write_bytes(b"x" * room)
        with pytest.raises(OSError, match="No space left"):
            pack(draft, small_disk / "half.driehoek", school.unlocked, Reason.AT_CLOSE)
    assert [path.name for path in small_disk.iterdir()] == ["other"]


BACKING_UP = """
import sys
from pathlib import Path
from app.progress import Progress
from app.store import people
from app.store.backup import back_up
from app.store.folder import SchoolFolder
from app.terms.store import Reason
folder = SchoolFolder(Path(sys.argv[1]))
unlocked = people.unlock(folder.keys, sys.argv[2], sys.argv[3])
print("ready", flush=True)
while True:
    back_up(folder, unlocked, [Path(sys.argv[4])], Reason.AT_CLOSE, Progress(lambda *_: print("step", flush=True)))
"""


@pytest.mark.heavy
def test_a_killed_backup_leaves_whole_backups_and_a_sound_school(school, place):
    before = school.rows()
    for lines in (2, 3, 4, 5, 7, 9, 11, 13, 17, 20, 23, 26):
        child = subprocess.Popen(
            [
                sys.executable,
                "-c",
                BACKING_UP,
                str(school.folder.path),
                school.unlocked.person.id,
                PASSPHRASE,
                str(place),
            ],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[3],
        )
        for _ in range(lines):
            child.stdout.readline()
        child.kill()
        child.communicate()
        for path in place.glob("*.driehoek"):
            check_database(read_archive(path))
        assert school.rows() == before
    back_up(school.folder, school.unlocked, [place], Reason.AT_CLOSE)
    assert leftovers(school.folder.path, place) == []
