import json
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.errors import Refusal, Trouble, TroubleKind
from app.store import people
from app.store.keys import copy_of
from app.terms.people import Role
from tests.app.store.waterland import CHEAP, PASSPHRASE

OTHER = "drie eenden op het ijs"


def add_sam(opened, role=Role.SUPERVISOR):
    return people.add_person(opened.path, opened.unlocked, name="Sam de Wit", role=role, passphrase=OTHER, cost=CHEAP)


def kind_of_failure(*arguments, action=people.unlock):
    with pytest.raises(Trouble) as caught:
        action(*arguments)
    return caught.value.kind


def test_who_opens_a_school_is_known_by_name_and_role_and_gets_the_same_key(opened):
    sam = add_sam(opened)
    noor = opened.unlocked.person
    assert [(person.name, person.role) for person in people.people(opened.path)] == [
        ("Noor Bakker", Role.COORDINATOR),
        ("Sam de Wit", Role.SUPERVISOR),
    ]
    as_sam = people.unlock(opened.path, sam.id, OTHER)
    as_noor = people.unlock(opened.path, noor.id, PASSPHRASE)
    assert as_sam.key == as_noor.key == opened.unlocked.key
    assert len(as_sam.key) == 32
    assert (as_sam.person, as_noor.person) == (sam, noor)
    assert as_sam.school == as_noor.school


def test_each_person_signs_with_keys_of_their_own(opened):
    sam = people.unlock(opened.path, add_sam(opened).id, OTHER)
    noor = opened.unlocked
    for unlocked in (sam, noor):
        assert unlocked.signing.public_key().public_bytes_raw() == unlocked.person.signing
        assert unlocked.sealing.public_key().public_bytes_raw() == unlocked.person.sealing
    assert sam.person.signing != noor.person.signing
    assert sam.sealing.exchange(noor.sealing.public_key()) == noor.sealing.exchange(sam.sealing.public_key())


def test_the_file_holds_no_key_and_no_passphrase(opened):
    content = opened.path.read_bytes() + copy_of(opened.path).read_bytes()
    for secret in (
        opened.unlocked.key,
        opened.unlocked.key.hex().encode(),
        PASSPHRASE.encode(),
        opened.code.encode(),
        opened.unlocked.signing.private_bytes_raw(),
    ):
        assert secret not in content


def test_only_this_account_may_read_the_file(opened):
    if os.name != "posix":
        pytest.skip("permission bits are POSIX's; on Windows the profile folder guards")
    assert opened.path.stat().st_mode & 0o077 == 0


def test_a_wrong_passphrase_and_a_damaged_file_are_told_apart(opened):
    noor = opened.unlocked.person.id
    assert kind_of_failure(opened.path, noor, "vier andere losse woorden") is TroubleKind.WRONG_KEY
    content = opened.path.read_bytes()
    for path in (opened.path, copy_of(opened.path)):
        path.write_bytes(content[: len(content) // 2])
    assert kind_of_failure(opened.path, noor, PASSPHRASE) is TroubleKind.DAMAGED


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\x00" * 500, b'{"sha256": 3, "format": 1}'])
def test_whatever_is_not_a_keys_file_is_damage(opened, content):
    opened.path.write_bytes(content)
    copy_of(opened.path).unlink()
    assert kind_of_failure(opened.path, action=people.people) is TroubleKind.DAMAGED


def test_a_flipped_bit_anywhere_is_mended_from_the_copy(opened):
    whole = opened.path.read_bytes()
    for place in range(0, len(whole), 97):
        torn = bytearray(whole)
        torn[place] ^= 1
        opened.path.write_bytes(torn)
        assert people.unlock(opened.path, opened.unlocked.person.id, PASSPHRASE).key == opened.unlocked.key
        mended = opened.path.read_bytes()
        assert mended == whole or json.loads(mended) == json.loads(whole)  # a bit in the space between words
        opened.path.write_bytes(whole)


def test_a_lost_file_or_a_lost_copy_comes_back_from_the_other(opened):
    whole = opened.path.read_bytes()
    opened.path.unlink()
    people.people(opened.path)
    copy_of(opened.path).unlink()
    people.people(opened.path)
    assert opened.path.read_bytes() == copy_of(opened.path).read_bytes() == whole


def test_a_role_changed_from_outside_is_damage_once_a_key_is_known(opened):
    sam = add_sam(opened)
    body = json.loads(opened.path.read_text("utf-8"))
    body["people"][1]["role"] = Role.COORDINATOR.value
    rewrite(opened.path, body)
    assert people.people(opened.path)[1].role is Role.COORDINATOR
    assert kind_of_failure(opened.path, sam.id, OTHER) is TroubleKind.DAMAGED


def rewrite(path, body):
    """As a forger would: with a right checksum, but without the data key."""
    import hashlib

    body.pop("sha256")
    plain = json.dumps(body, sort_keys=True, separators=(",", ":"))
    content = json.dumps({**body, "sha256": hashlib.sha256(plain.encode()).hexdigest()})
    path.write_text(content, "utf-8")
    copy_of(path).write_text(content, "utf-8")


def test_two_people_cannot_be_swapped_in_the_file(opened):
    sam = add_sam(opened)
    body = json.loads(opened.path.read_text("utf-8"))
    one, two = body["people"]
    for part in ("salt", "argon2id", "data", "private"):
        one[part], two[part] = two[part], one[part]
    rewrite(opened.path, body)
    assert kind_of_failure(opened.path, opened.unlocked.person.id, OTHER) is TroubleKind.WRONG_KEY
    assert kind_of_failure(opened.path, sam.id, PASSPHRASE) is TroubleKind.WRONG_KEY


def test_a_file_that_asks_for_all_memory_is_damage(opened):
    body = json.loads(opened.path.read_text("utf-8"))
    body["people"][0]["argon2id"]["memory"] = 1 << 30
    rewrite(opened.path, body)
    assert kind_of_failure(opened.path, opened.unlocked.person.id, PASSPHRASE) is TroubleKind.DAMAGED


def test_a_file_of_a_later_version_says_so(opened):
    body = json.loads(opened.path.read_text("utf-8"))
    body["format"] = 2
    rewrite(opened.path, body)
    assert kind_of_failure(opened.path, opened.unlocked.person.id, PASSPHRASE) is TroubleKind.NEWER


def test_changing_a_passphrase_rewraps_and_keeps_every_key(opened):
    noor = opened.unlocked.person
    people.change_passphrase(opened.path, noor.id, PASSPHRASE, "lange wandeling zonder haast", CHEAP)
    again = people.unlock(opened.path, noor.id, "lange wandeling zonder haast")
    assert again.key == opened.unlocked.key
    assert again.person == noor
    assert kind_of_failure(opened.path, noor.id, PASSPHRASE) is TroubleKind.WRONG_KEY
    opened.path.write_bytes(b"torn")
    assert kind_of_failure(opened.path, noor.id, PASSPHRASE) is TroubleKind.WRONG_KEY


def test_a_passphrase_changes_only_for_who_knows_the_old_one(opened):
    noor = opened.unlocked.person
    wrong = (opened.path, noor.id, "niet de oude wachtzin", "lange wandeling zonder haast", CHEAP)
    assert kind_of_failure(*wrong, action=people.change_passphrase) is TroubleKind.WRONG_KEY
    with pytest.raises(Refusal, match="bakker"):
        people.change_passphrase(opened.path, noor.id, PASSPHRASE, "noorbakker12", CHEAP)


@pytest.mark.parametrize("shape", [str, str.lower, lambda code: code.replace("-", "  ").replace("0", "O")])
def test_the_recovery_code_opens_the_school_and_gives_a_new_passphrase(opened, shape):
    noor = opened.unlocked.person
    recovered = people.unlock_with_recovery(opened.path, shape(opened.code))
    assert recovered.key == opened.unlocked.key
    assert recovered.person is None
    again = people.give_passphrase(opened.path, recovered, noor.id, "lange wandeling zonder haast", CHEAP)
    assert (again.person.name, again.person.role) == (noor.name, noor.role)
    assert again.person.signing != noor.signing
    assert people.unlock(opened.path, noor.id, "lange wandeling zonder haast").person == again.person


def test_another_recovery_code_ends_the_first(opened):
    code = people.new_recovery_code(opened.path, opened.unlocked, CHEAP)
    assert people.is_recovery_code(opened.path, opened.unlocked, code.lower())
    assert not people.is_recovery_code(opened.path, opened.unlocked, opened.code)
    assert kind_of_failure(opened.path, opened.code, action=people.unlock_with_recovery) is TroubleKind.WRONG_KEY
    assert people.unlock_with_recovery(opened.path, code).key == opened.unlocked.key


def test_a_removed_person_no_longer_opens_the_school(opened):
    sam = add_sam(opened)
    people.remove_person(opened.path, opened.unlocked, sam.id)
    with pytest.raises(Refusal, match="niet meer openen"):
        people.unlock(opened.path, sam.id, OTHER)
    assert people.people(opened.path) == [opened.unlocked.person]


def test_a_school_always_keeps_a_coordinator(opened):
    add_sam(opened)
    noor = opened.unlocked.person
    with pytest.raises(Refusal, match="laatste BPV-coördinator"):
        people.remove_person(opened.path, opened.unlocked, noor.id)
    with pytest.raises(Refusal, match="laatste BPV-coördinator"):
        people.change_person(opened.path, opened.unlocked, noor.id, name="Noor", role=Role.SUPERVISOR)
    changed = people.change_person(opened.path, opened.unlocked, noor.id, name="Noor Visser", role=Role.COORDINATOR)
    assert people.people(opened.path)[0] == changed
    assert people.unlock(opened.path, noor.id, PASSPHRASE).person.name == "Noor Visser"


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CONFIDANT])
def test_only_a_coordinator_says_who_may_open(opened, role):
    sam = people.unlock(opened.path, add_sam(opened, role).id, OTHER)
    with pytest.raises(Refusal, match="Alleen een BPV-coördinator"):
        people.add_person(
            opened.path, sam, name="Bo", role=Role.COORDINATOR, passphrase="een eigen lange zin", cost=CHEAP
        )
    with pytest.raises(Refusal, match="Alleen een BPV-coördinator"):
        people.remove_person(opened.path, sam, opened.unlocked.person.id)
    with pytest.raises(Refusal, match="Alleen een BPV-coördinator"):
        people.new_recovery_code(opened.path, sam, CHEAP)


def test_nobody_is_listed_twice_and_no_school_is_overwritten(opened):
    add_sam(opened)
    with pytest.raises(Refusal, match="Sam de Wit staat al in de lijst"):
        add_sam(opened)
    with pytest.raises(Refusal, match="staat al een school"):
        people.create(opened.path, school_name="X", name="Y", role=Role.COORDINATOR, passphrase=PASSPHRASE, cost=CHEAP)


def test_the_school_is_renamed(opened):
    people.rename_school(opened.path, opened.unlocked, " Waterland College ")
    assert people.school_name(opened.path) == "Waterland College"


def test_another_schools_key_cannot_change_this_one(opened, tmp_path):
    stranger, _ = people.create(
        tmp_path / "other.keys", school_name="X", name="Y", role=Role.COORDINATOR, passphrase=PASSPHRASE, cost=CHEAP
    )
    arguments = (opened.path, stranger, "Z")
    assert kind_of_failure(*arguments, action=people.rename_school) is TroubleKind.DAMAGED


def test_a_dropped_key_is_gone(opened):
    opened.unlocked.drop()
    with pytest.raises(Trouble) as caught:
        _ = opened.unlocked.key
    assert caught.value.kind is TroubleKind.LOCKED
    assert opened.unlocked.signing is None


def test_a_full_disk_leaves_the_old_keys(opened, tmp_path):
    """The part file cannot be made, so the write fails before anything is replaced."""
    (tmp_path / "school.keys.part").mkdir()
    with pytest.raises(OSError, match=re.escape("school.keys.part")):
        people.rename_school(opened.path, opened.unlocked, "Anders")
    assert people.school_name(opened.path) == "Waterland"


@pytest.mark.heavy
def test_a_full_disk_keeps_the_old_passphrase(opened, small_disk):
    path = small_disk / "school.keys"
    shutil.copy(opened.path, path)
    (small_disk / "other").write_bytes(b"x" * shutil.disk_usage(small_disk).free)
    with pytest.raises(OSError, match="No space left"):
        people.change_passphrase(path, opened.unlocked.person.id, PASSPHRASE, "lange wandeling zonder haast", CHEAP)
    assert people.unlock(path, opened.unlocked.person.id, PASSPHRASE).key == opened.unlocked.key
    assert not (small_disk / "school.keys.part").exists()


RENAMER = """
import sys
import threading
from pathlib import Path
from app.store import people
path = Path(sys.argv[1])
unlocked = people.unlock(path, sys.argv[2], sys.argv[3])
number = 0
while True:
    number += 1
    people.rename_school(path, unlocked, f"Waterland {number}")
    print(number, flush=True)
"""


@pytest.mark.heavy
def test_a_killed_write_leaves_the_old_or_the_new_keys(opened):
    noor = opened.unlocked.person
    last = 0
    for round_ in range(20):
        child = subprocess.Popen(
            [sys.executable, "-c", RENAMER, str(opened.path), noor.id, PASSPHRASE],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[3],
            text=True,
        )
        lines = [child.stdout.readline() for _ in range(1 + round_ % 7)]
        child.kill()
        lines += child.stdout.readlines()
        child.wait()
        child.stdout.close()
        last = int([line for line in lines if line.endswith("\n")][-1])
        seen = int(people.school_name(opened.path).split()[-1])
        assert seen in (last, last + 1)
        assert people.unlock(opened.path, noor.id, PASSPHRASE).key == opened.unlocked.key


def test_reading_while_another_thread_writes_harms_neither(opened):
    stop, troubles = threading.Event(), []

    def read():
        while not stop.is_set():
            try:
                people.people(opened.path)
            except Exception as error:  # noqa: BLE001 - whatever it is, it may not be there
                troubles.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(40):
            people.rename_school(opened.path, opened.unlocked, f"Waterland {number}")
    finally:
        stop.set()
        reader.join()
    assert troubles == []
    assert copy_of(opened.path).read_bytes() == opened.path.read_bytes()
    assert people.school_name(opened.path) == "Waterland 39"
