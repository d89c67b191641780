import platform
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from app.errors import Trouble, TroubleKind
from app.store.folder import SchoolFolder, default_root, device_of, draw_device, new_folder, schools
from app.store.lock import SchoolLock, holder, server_name


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "school").mkdir()
    return SchoolFolder(tmp_path / "school")


def test_schools_live_in_local_application_data():
    assert default_root().name == "scholen"
    assert "Driehoek" in default_root().parts


def test_a_school_gets_a_folder_named_after_it(tmp_path):
    first = new_folder(tmp_path, "Wáterland  College (zuid)")
    assert first.path == tmp_path / "waterland-college-zuid"
    first.path.mkdir()
    assert new_folder(tmp_path, "Waterland College Zuid").path == tmp_path / "waterland-college-zuid-2"
    assert new_folder(tmp_path, "…").path == tmp_path / "school"


def test_the_schools_of_a_laptop_are_listed_by_name(opened, tmp_path):
    home = tmp_path / "scholen" / "een"
    home.mkdir(parents=True)
    shutil.copy(opened.path, home / "school.keys")
    (tmp_path / "scholen" / "leeg").mkdir()
    broken = tmp_path / "elders"
    broken.mkdir()
    (broken / "school.keys").write_bytes(b"torn")
    found = schools(tmp_path / "scholen", [broken, home])
    assert [(school.name, school.folder.path.name) for school in found] == [("elders", "elders"), ("Waterland", "een")]
    assert schools(tmp_path / "nergens", []) == []


def test_a_device_keeps_its_id(folder):
    device = draw_device(folder)
    assert device_of(folder) == device
    assert len(device) == 32
    assert draw_device(folder) != device


def test_a_copied_folder_is_recognised(folder, tmp_path):
    draw_device(folder)
    shutil.copytree(folder.path, tmp_path / "kopie")
    assert device_of(SchoolFolder(tmp_path / "kopie")) is None
    assert device_of(folder) is not None


def test_a_folder_put_back_in_the_same_place_is_recognised(folder, tmp_path):
    draw_device(folder)
    shutil.copytree(folder.path, tmp_path / "kopie")
    shutil.rmtree(folder.path)
    shutil.copytree(tmp_path / "kopie", folder.path)
    assert device_of(folder) is None


def test_a_moved_folder_is_recognised(folder, tmp_path):
    draw_device(folder)
    folder.path.rename(tmp_path / "verhuisd")
    assert device_of(SchoolFolder(tmp_path / "verhuisd")) is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff"])
def test_a_torn_device_file_is_no_device(folder, content):
    draw_device(folder)
    folder.device.write_bytes(content)
    assert device_of(folder) is None


HOLDING = """
import sys
from pathlib import Path
from app.store.folder import SchoolFolder
from app.store.lock import SchoolLock
lock = SchoolLock.take(SchoolFolder(Path(sys.argv[1])))
print("held", flush=True)
sys.stdin.read()
lock.release()
"""


@pytest.fixture
def other_program(folder):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(folder.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )
    assert child.stdout.readline().strip() == b"held"
    yield child
    if child.poll() is None:
        child.kill()
    child.communicate()


def test_a_second_program_is_refused_and_learns_who_was_first(folder, other_program):
    with pytest.raises(Trouble) as caught:
        SchoolLock.take(folder)
    assert caught.value.kind is TroubleKind.LOCKED
    first = holder(folder)
    assert (first.process, first.host) == (other_program.pid, platform.node())
    assert datetime.fromisoformat(first.since).tzinfo is not None


def test_a_killed_program_leaves_no_lock_but_is_remembered(folder, other_program):
    other_program.kill()
    other_program.wait()
    lock = SchoolLock.take(folder)
    assert lock.after_crash
    lock.release()


def test_a_closed_program_leaves_nothing(folder, other_program):
    other_program.communicate()
    lock = SchoolLock.take(folder)
    assert not lock.after_crash
    lock.release()
    assert holder(folder) is None


def test_two_schools_have_two_servers(folder, tmp_path):
    assert server_name(folder) == server_name(SchoolFolder(folder.path / "." / ".." / "school"))
    assert server_name(folder) != server_name(SchoolFolder(tmp_path / "andere"))
