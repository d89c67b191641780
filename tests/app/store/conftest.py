"""A small school on disk."""

import os
import shutil
import subprocess

import pytest

from app.store import people
from app.store.direct import connected
from app.store.folder import SchoolFolder
from app.store.lineage import Register, adopt
from app.store.store import Store
from app.terms.people import Role
from tests.app.store.waterland import CHEAP, NOTES, PASSPHRASE, Opened, School


@pytest.fixture
def opened(tmp_path):
    path = tmp_path / "school.keys"
    unlocked, code = people.create(
        path, school_name="Waterland", name="Noor Bakker", role=Role.COORDINATOR, passphrase=PASSPHRASE, cost=CHEAP
    )
    return Opened(path, unlocked, code)


@pytest.fixture(scope="session")
def made_school(tmp_path_factory):
    """A school that is made once, to be copied: its folder, key and recovery code."""
    folder = SchoolFolder(tmp_path_factory.mktemp("made") / "waterland")
    folder.path.mkdir()
    unlocked, code = people.create(
        folder.keys,
        school_name="Waterland",
        name="Noor Bakker",
        role=Role.COORDINATOR,
        passphrase=PASSPHRASE,
        cost=CHEAP,
    )
    store = Store(folder.database, unlocked.key, "none yet")
    store.make()
    store.close()
    with connected(folder.database, unlocked.key) as connection:
        connection.execute("begin")
        for number in range(NOTES):
            connection.execute("insert into meta (key, value) values (?, ?)", (f"note {number}", "regel " * 60))
        connection.execute("commit")
        connection.execute("pragma wal_checkpoint(truncate)")
    return folder, unlocked.person.id, code


@pytest.fixture
def school(made_school, tmp_path):
    made, person, code = made_school
    root = tmp_path / "laptop"
    folder = SchoolFolder(root / "waterland")
    shutil.copytree(made.path, folder.path)
    unlocked = people.unlock(folder.keys, person, PASSPHRASE)
    register = Register(root)
    adopt(folder, unlocked, register)
    return School(folder, unlocked, code, register)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 3 MB."""
    point = tmp_path / "small"
    point.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(point)], check=False)
    if made.returncode:
        pytest.skip("this machine does not let us make a small disk")
    yield point
    subprocess.run([umount, str(point)], check=True)
