"""Who is erased is gone: from the rows, the journal, the search index, and from an older file that is put back."""

from __future__ import annotations

import json
import shutil

import pytest
from sqlalchemy import select

from app import clock
from app.commands.people import StudentDraft, keep_student, write_note
from app.errors import Refusal
from app.store.archive import open_archive, read_archive
from app.store.backup import back_up
from app.store.direct import connected
from app.store.erasures import read_erasures
from app.store.journal import EDIT
from app.store.lineage import Register
from app.store.opening import hold, open_school
from app.store.restore import restore
from app.store.search import find
from app.store.store import Store
from app.terms.store import Reason
from tests.app.queries.conftest import filled, school  # noqa: F401 - fixtures of the small fictional school
from tests.app.store.waterland import PASSPHRASE
from tests.app.store.waterland import School as Waterland
from tests.conftest import KEY, MONDAY
from tests.dump import dump
from tests.school import ACTOR


def erase(school, name):  # noqa: F811 - the fixture
    with clock.at(MONDAY):
        return school.store.erase([("student", school.students[name])], ACTOR)


def mentions(store, *words):
    """Which of these words the file tells, in its rows, its search index or its journal."""
    with store.reading() as session:
        journal = [(row.before, row.after) for row in session.execute(select(EDIT.c.before, EDIT.c.after))]
    told = json.dumps(dump(store), default=str, ensure_ascii=False) + str(journal)
    return {word for word in words if word in told or word.lower() in told}


def test_nothing_of_who_was_erased_is_left_and_the_chain_still_holds(school):  # noqa: F811 - the fixture
    words = ("Benhaddou", "30112", school.students["Amira"].hex)
    assert mentions(school.store, *words) == set(words)
    step = erase(school, "Amira")
    assert mentions(school.store, *words) == set()
    assert school.store.verify() == []
    assert step.final
    with school.store.reading() as session:
        assert find(session, "benhaddou") == []


def test_everybody_else_stays_as_they_were(school):  # noqa: F811 - the fixture
    before = dump(school.store)
    erase(school, "Amira")
    after = dump(school.store)
    assert len(after["student"]) == len(before["student"]) - 1
    assert all(row in before["student"] for row in after["student"])
    assert after["company"] == before["company"]
    assert after["supervisor"] == before["supervisor"]


def test_what_was_done_about_them_before_cannot_come_back(school):  # noqa: F811 - the fixture
    key = school.students["Amira"]
    step = school.store.change(write_note, ACTOR, text="Belde over Amira Benhaddou", student_id=key).step
    back = school.store.take_back(step, ACTOR)
    erase(school, "Amira")
    for past in (step, back):
        with pytest.raises(Refusal):
            school.store.take_back(past, ACTOR)
    assert mentions(school.store, "Benhaddou") == set()


def test_an_older_file_loses_them_again_when_it_is_opened(school, tmp_path):  # noqa: F811 - the fixture
    with school.store._engine.connect() as connection:
        connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
    older = tmp_path / "elsewhere" / "school.db"
    older.parent.mkdir()
    shutil.copy(school.store.path, older)
    erase(school, "Amira")
    shutil.copy(school.store.path.with_name("school.erased"), older.with_name("school.erased"))
    store = Store(older, KEY, "laptop")
    assert mentions(store, "Benhaddou")
    store.erase_again()
    assert mentions(store, "Benhaddou") == set()
    steps = dump(store)
    store.erase_again()
    assert dump(store) == steps
    store.close()


def test_the_list_says_nothing_about_anybody(school):  # noqa: F811 - the fixture
    erase(school, "Amira")
    path = school.store.path.with_name("school.erased")
    assert {one.kind for one in read_erasures(path)} == {"student"}
    assert "Amira" not in path.read_text(encoding="utf-8")


def test_a_list_that_cannot_be_read_keeps_nobody_out(school):  # noqa: F811 - the fixture
    school.store.path.with_name("school.erased").write_text("{", encoding="utf-8")
    school.store.erase_again()
    erase(school, "Amira")
    assert mentions(school.store, "Benhaddou") == set()


@pytest.fixture
def waterland(made_school, tmp_path):
    """A school in its folder with one student, open to no one."""
    from app.store import people
    from app.store.folder import SchoolFolder
    from app.store.lineage import adopt

    made, person, code = made_school
    root = tmp_path / "laptop"
    folder = SchoolFolder(root / "waterland")
    shutil.copytree(made.path, folder.path)
    unlocked, register = people.unlock(folder.keys, person, PASSPHRASE), Register(root)
    adopt(folder, unlocked, register)
    store = Store(folder.database, unlocked.key, "laptop")
    store.prepare()
    draft = StudentDraft("30101", "Amira", "", "Benhaddou", None)
    key = store.change(keep_student, ACTOR, draft=draft).result
    store.close()
    return Waterland(folder, unlocked, code, register), key


@pytest.mark.parametrize("elsewhere", [False, True], ids=["same laptop", "another laptop"])
def test_a_backup_that_is_put_back_has_them_no_more(waterland, tmp_path, elsewhere):
    from app.store import people
    from app.store.folder import SchoolFolder

    made, key = waterland
    place = tmp_path / "usb"
    place.mkdir()
    old = back_up(made.folder, made.unlocked, [place], Reason.ON_DEMAND)[0].archive
    store = Store(made.folder.database, made.unlocked.key, "laptop")
    store.erase([("student", key)], ACTOR)
    store.close()
    back_up(made.folder, made.unlocked, [place], Reason.ON_DEMAND)
    folder, register = made.folder, made.register
    if elsewhere:
        shutil.rmtree(made.folder.path.parent)
        folder, register = SchoolFolder(tmp_path / "other" / "waterland"), Register(tmp_path / "other")
    archive = read_archive(old)
    restore(open_archive(archive, PASSPHRASE), archive, folder, register)
    with connected(folder.database, made.unlocked.key) as connection:
        assert connection.execute("select last_name from student").fetchall() == [("Benhaddou",)]
    unlocked = people.unlock(folder.keys, made.unlocked.person.id, PASSPHRASE)
    lock = hold(folder)
    opened = open_school(folder, unlocked, register, lock, places=[])
    assert mentions(opened.store, "Benhaddou") == set()
    opened.put_away()
    lock.release()
