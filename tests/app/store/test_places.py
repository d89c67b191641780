import os
import sys
from pathlib import Path

import pytest

from app.store.disks import Disk, disk_of, mount_of, mount_over, mounts_in
from app.store.places import all_on_one_disk, check_place, cloud_of, is_unc, objection_to, where
from app.terms.store import Where

MOUNTINFO = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 27 0:40 / /home rw - nfs4 server:/home rw,vers=4.2
41 27 0:41 / /mnt/groep\040map rw - cifs //server/groep rw
42 27 0:42 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
43 27 0:43 / /dev/shm rw - tmpfs tmpfs rw
44 27 8:1 / /mnt/windows rw - fuseblk /dev/sda1 rw
45 27 7:0 / /media/cd ro - iso9660 /dev/sr0 ro
46 41 8:2 / /mnt/groep\040map/eigen rw - ext4 /dev/sda2 rw
""".strip()
MEMORY = Path("/dev/shm")  # noqa: S108 - a disk of its own kind, only looked at
SUGGESTION = Path("/home/noor/.local/share/Driehoek")
linux = pytest.mark.skipif(sys.platform == "win32", reason="reads /proc")


def mount_for(path):
    return mount_over(Path(path), mounts_in(MOUNTINFO))


@linux
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/home/noor/school", "op het netwerk"),
        ("/mnt/groep map/bpv", "op het netwerk"),
        ("/run/user/1000/gvfs/smb-share", "op het netwerk"),
        (MEMORY / "school", "leeg als de laptop uit is geweest"),
        ("/media/cd/school", "kun je niet schrijven"),
        ("/srv/school", None),
        ("/mnt/windows/school", None),
        ("/mnt/groep map/eigen/school", None),
        ("/homework/school", None),
    ],
)
def test_a_network_or_vanishing_file_system_is_refused_in_words(path, words):
    objection = objection_to(Path(path), mount_for(path))
    assert objection is None if words is None else words in objection


def test_a_disk_that_can_be_taken_out_is_refused():
    mount = mount_for("/srv")
    loose = type(mount)(mount.point, mount.source, Disk.REMOVABLE)
    assert "los kunt halen" in objection_to(Path("/srv/school"), loose)


@pytest.mark.parametrize(
    ("path", "cloud"),
    [
        (r"C:\Users\noor\OneDrive\Documenten\school", "OneDrive"),
        (r"C:\Users\noor\OneDrive - Waterland College\school", "OneDrive"),
        ("/home/noor/Dropbox/bpv", "Dropbox"),
        ("/home/noor/dropbox (Waterland)/bpv", "Dropbox"),
        (r"C:\Users\noor\iCloudDrive\bpv", "iCloud"),
        ("/home/noor/Library/CloudStorage/GoogleDrive-noor@school.example/Mijn Drive", "Google Drive"),
        (r"G:\Mijn Drive\bpv", "Google Drive"),
        ("/home/noor/SURFdrive/bpv", "SURFdrive"),
        ("/home/noor/Nextcloud2/bpv", "Nextcloud of ownCloud"),
        (r"C:\Users\noor\AppData\Local\Driehoek", None),
        ("/home/noor/onedrives/bpv", None),
    ],
)
def test_folders_of_sync_programs_are_known_by_name(path, cloud):
    assert cloud_of(Path(path)) == cloud


def test_a_moved_onedrive_is_known_by_what_windows_says(tmp_path, monkeypatch):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Werk"))
    assert cloud_of(tmp_path / "Werk" / "bpv") == "OneDrive"
    assert cloud_of(tmp_path / "Thuis") is None


def test_a_sync_folder_is_known_by_its_marker(tmp_path):
    (tmp_path / "gedeeld" / ".stfolder").mkdir(parents=True)
    assert cloud_of(tmp_path / "gedeeld" / "bpv") == "Syncthing"


@pytest.mark.parametrize(
    ("path", "unc"),
    [
        (r"\\server\groep", True),
        ("//server/groep", True),
        (r"\\?\UNC\server\groep", True),
        (r"\\?\C:\school", False),
        (r"C:\school", False),
        ("/home/noor", False),
    ],
)
def test_a_path_to_another_machine_is_known(path, unc):
    assert is_unc(path) is unc


def test_a_refusal_offers_another_place(tmp_path):
    refusal = check_place(tmp_path / "OneDrive" / "school", SUGGESTION)
    assert refusal.field == "folder"
    assert str(refusal).endswith(f"Neem bijvoorbeeld {SUGGESTION}.")


def test_a_link_into_a_sync_folder_is_seen_through(tmp_path):
    (tmp_path / "Dropbox" / "bpv").mkdir(parents=True)
    try:
        (tmp_path / "bpv").symlink_to(tmp_path / "Dropbox" / "bpv", target_is_directory=True)
    except OSError:
        pytest.skip("this account may not make links")
    assert "Dropbox" in str(check_place(tmp_path / "bpv" / "school", SUGGESTION))


@linux
def test_a_folder_in_which_one_may_not_write_is_refused(tmp_path):
    if os.geteuid() == 0:
        place = Path("/proc/self")  # nobody writes there, not even root
    else:
        place = tmp_path / "dicht"
        place.mkdir(mode=0o500)
    assert "mag je niet schrijven" in str(check_place(place / "school", SUGGESTION))


@linux
def test_memory_is_no_place_for_a_school():
    if not MEMORY.is_dir() or mount_of(MEMORY).disk is not Disk.VANISHING:
        pytest.skip("no memory disk here")
    assert "leeg" in str(check_place(MEMORY / "school", SUGGESTION))


def test_an_ordinary_folder_is_fine(tmp_path):
    mount = mount_of(tmp_path)
    if mount is not None and mount.disk is not Disk.LOCAL:
        pytest.skip("the tests themselves run on another kind of disk")
    assert check_place(tmp_path / "nog" / "niet" / "gemaakt", SUGGESTION) is None


def test_backups_beside_the_school_are_on_the_same_disk(tmp_path):
    live, place = tmp_path / "live", tmp_path / "backups"
    place.mkdir()
    assert where(live, place) is Where.SAME_DISK
    assert where(live, tmp_path / "usb") is Where.AWAY
    (tmp_path / "OneDrive").mkdir()
    assert where(live, tmp_path / "OneDrive") is Where.CLOUD
    assert all_on_one_disk(live, [place])
    assert all_on_one_disk(live, [])
    assert not all_on_one_disk(live, [place, tmp_path / "OneDrive"])
    assert not all_on_one_disk(live, [tmp_path / "usb"])


@linux
def test_another_disk_is_told_apart(tmp_path):
    if not MEMORY.is_dir() or disk_of(MEMORY) == disk_of(tmp_path):
        pytest.skip("only one disk here")
    assert where(tmp_path, MEMORY) is Where.OTHER_DISK
