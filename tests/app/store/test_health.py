import errno
import itertools
import os
import shutil
import sqlite3
import subprocess
from datetime import timedelta

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from app import clock
from app.errors import Trouble, TroubleKind
from app.store import ballast
from app.store.direct import connected
from app.store.engine import open_engine, writing
from app.store.health import examine
from app.store.troubles import in_words, sentence, trouble_of


def kind_of(action, *arguments, **named):
    with pytest.raises(Trouble) as caught:
        action(*arguments, **named)
    return caught.value.kind


def check(school, **named):
    examine(school.folder, school.unlocked, **named)


def settle(school):
    """Bring everything into the main file."""
    with connected(school.folder.database, school.unlocked.key) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")


def tear(school):
    """Change a page that holds only rows."""
    settle(school)
    with school.folder.database.open("rb+") as file:
        file.seek(school.folder.database.stat().st_size - 3 * 4096)
        file.write(os.urandom(4096))


def test_a_sound_school_opens_quietly(school):
    check(school)
    check(school, after_crash=True)


def test_an_empty_file_is_no_new_school(school):
    school.folder.database.write_bytes(b"")
    assert kind_of(check, school) is TroubleKind.DAMAGED


def test_a_missing_file_is_not_made_anew(school):
    school.folder.database.unlink()
    assert kind_of(check, school) is TroubleKind.DAMAGED
    assert not school.folder.database.exists()


@pytest.mark.parametrize("lost", [1000, 4096, 200_000])
def test_a_truncated_file_is_damage(school, lost):
    settle(school)
    with school.folder.database.open("rb+") as file:
        file.truncate(school.folder.database.stat().st_size - lost)
    assert kind_of(check, school) is TroubleKind.DAMAGED


def test_another_programs_file_is_damage(school):
    with sqlite3.connect(school.folder.database.with_name("other.db")) as other:
        other.execute("create table x (y)")
    other.close()
    shutil.copy(school.folder.database.with_name("other.db"), school.folder.database)
    assert kind_of(check, school) is TroubleKind.DAMAGED


def test_our_key_on_a_file_that_is_not_a_school_is_damage(school):
    with connected(school.folder.database, school.unlocked.key) as connection:
        connection.execute("pragma application_id = 7")
    assert kind_of(check, school) is TroubleKind.DAMAGED


def test_a_torn_page_is_found_once_a_day_and_after_a_crash(school):
    check(school)
    tear(school)
    check(school)  # proven already today
    assert kind_of(check, school, after_crash=True) is TroubleKind.DAMAGED
    with clock.at(clock.now() + timedelta(days=1)):
        assert kind_of(check, school) is TroubleKind.DAMAGED
        assert kind_of(check, school) is TroubleKind.DAMAGED  # a failed check is not taken for done


def test_a_torn_note_of_the_last_check_only_means_checking_again(school):
    check(school)
    school.folder.checked.write_bytes(b"torn")
    tear(school)
    assert kind_of(check, school) is TroubleKind.DAMAGED


def write_at_once(school):
    with connected(school.folder.database, school.unlocked.key) as connection:
        connection.execute("pragma busy_timeout = 0")
        connection.execute("begin immediate")


def test_a_second_writer_that_waits_in_vain_is_told_so(school):
    with connected(school.folder.database, school.unlocked.key) as one:
        one.execute("begin immediate")
        one.execute("insert into meta (key, value) values ('a', 'b')")
        assert kind_of(write_at_once, school) is TroubleKind.LOCKED
    write_at_once(school)


def test_troubles_come_through_sqlalchemy_too(school, tmp_path):
    school.folder.database.write_bytes(os.urandom(8192))
    engine = open_engine(school.folder.database, school.unlocked.key)
    with pytest.raises(Trouble) as caught, in_words(), engine.connect() as connection:
        connection.execute(text("select 1 from meta"))
    engine.dispose()
    assert caught.value.kind is TroubleKind.DAMAGED


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, TroubleKind.FULL),
        (errno.EROFS, TroubleKind.READ_ONLY),
        (errno.EACCES, TroubleKind.READ_ONLY),
        (errno.ENOENT, None),
    ],
)
def test_what_the_system_says_is_translated(number, kind):
    trouble = trouble_of(OSError(number, "x"))
    assert (trouble and trouble.kind) is kind


def test_a_row_that_moved_on_is_stale():
    assert trouble_of(StaleDataError()).kind is TroubleKind.STALE


def test_our_own_bugs_stay_bugs():
    assert trouble_of(KeyError("x")) is None
    assert trouble_of(driver.IntegrityError("x")) is None
    with pytest.raises(KeyError), in_words():
        raise KeyError


@pytest.mark.parametrize("kind", list(TroubleKind))
def test_every_trouble_has_its_sentence(kind):
    assert sentence(kind).endswith(".")
    assert len({sentence(other) for other in TroubleKind}) == len(TroubleKind)


def test_ballast_is_kept_once_and_given_back_once(school):
    assert ballast.keep(school.folder)
    assert school.folder.ballast.stat().st_size == 16 << 20
    written = school.folder.ballast.stat().st_mtime_ns
    assert ballast.keep(school.folder)
    assert school.folder.ballast.stat().st_mtime_ns == written
    assert ballast.release(school.folder)
    assert not ballast.release(school.folder)


@pytest.mark.heavy
def test_a_read_only_disk_is_told_so(school, small_disk):
    settle(school)
    shutil.copy(school.folder.database, small_disk / "school.db")
    subprocess.run([shutil.which("mount"), "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(Trouble) as caught, connected(small_disk / "school.db", school.unlocked.key) as connection:
        connection.execute("insert into meta (key, value) values ('a', 'b')")
    assert caught.value.kind is TroubleKind.READ_ONLY


@pytest.mark.heavy
def test_on_a_full_disk_the_ballast_makes_the_next_write_possible(school, small_disk):
    engine = fill_up(school, small_disk)
    with pytest.raises(OperationalError) as caught, writing(engine).begin() as connection:
        connection.execute(text("delete from meta where key like 'filler%'"))
    assert trouble_of(caught.value).kind is TroubleKind.FULL
    (small_disk / "reserve").unlink()
    with writing(engine).begin() as connection:
        connection.execute(text("delete from meta where key like 'filler%'"))
    engine.dispose()


def fill_up(school, disk):
    """Write until the disk is full, with a reserve beside it."""
    settle(school)
    shutil.copy(school.folder.database, disk / "school.db")
    (disk / "reserve").write_bytes(b"x" * (1 << 20))
    engine = open_engine(disk / "school.db", school.unlocked.key)
    with pytest.raises(OperationalError):
        write_forever(engine)
    return engine


def write_forever(engine):
    line = text("insert into meta values (:key, :value)")
    for number in itertools.count():
        with writing(engine).begin() as connection:
            connection.execute(line, {"key": f"filler {number}", "value": "z" * 9000})
