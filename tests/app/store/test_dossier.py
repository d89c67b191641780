"""What is sealed opens for its readers and for nobody else, wherever a copy of it lies."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from app.errors import Refusal, Trouble, TroubleKind
from app.store import people
from app.store.archive import open_archive, read_archive
from app.store.backup import back_up
from app.store.ciphers import CannotOpenError
from app.store.codes import RECOVERY_GROUPS, new_code
from app.store.dossier import Dossier, beside, copy_name
from app.store.folder import SchoolFolder
from app.store.handover import accept, hand_over
from app.store.keys import copy_of
from app.store.lineage import Register
from app.store.opening import Founder, found_school
from app.store.restore import restore
from app.terms.people import Role
from app.terms.store import Reason
from tests.app.store.waterland import CHEAP, PASSPHRASE

KEY = bytes(range(32))
STORY = "Hij zei dat ik daar niet hoor. " * 60
OTHER = "een heel andere wachtzin"


@pytest.fixture
def dossier(tmp_path):
    dossier = Dossier(tmp_path / "dossier.keys", KEY)
    dossier.found("noor", PASSPHRASE, CHEAP)
    return dossier


@pytest.fixture
def waterland(school):
    """The small school on disk, whose first person reads what is sealed."""
    place = Dossier(beside(school.folder.keys), school.unlocked.key)
    place.found(school.unlocked.person.id, PASSPHRASE, CHEAP)
    return school


def dossier_of(folder, unlocked):
    return Dossier(folder.dossier, unlocked.key)


def test_anyone_seals_and_a_reader_reads(dossier):
    file, content = dossier.seal(STORY)
    assert file.version == 4
    opened = dossier.unlock("noor", PASSPHRASE)
    assert opened.read(file, content) == STORY.rstrip()
    changed = opened.write(file, "Anders")
    assert opened.read(file, changed) == "Anders"


def test_nothing_can_be_sealed_that_nobody_could_ever_read(tmp_path):
    with pytest.raises(Refusal, match="niemand die Meldingen mag lezen"):
        Dossier(tmp_path / "dossier.keys", KEY).seal(STORY)


def test_another_passphrase_and_another_person_open_nothing(dossier):
    with pytest.raises(Trouble) as caught:
        dossier.unlock("noor", OTHER)
    assert caught.value.kind is TroubleKind.WRONG_KEY
    with pytest.raises(Refusal, match="mag Meldingen niet lezen"):
        dossier.unlock("colleague", PASSPHRASE)


def test_a_file_opens_only_under_its_own_id(dossier):
    first, content = dossier.seal(STORY)
    second, _other = dossier.seal("Iets anders")
    opened = dossier.unlock("noor", PASSPHRASE)
    for file in (second, uuid4()):
        with pytest.raises(CannotOpenError):
            opened.read(file, content)
    for torn in ("", "{}", json.dumps({"nonce": "AA==", "text": "AA=="}), content.replace("text", "tekst")):
        with pytest.raises(CannotOpenError):
            opened.read(first, torn)


def test_the_length_of_a_text_tells_little(dossier):
    assert len(dossier.seal("Kort")[1]) == len(dossier.seal("Een wat langer verhaal " * 30)[1])


def test_after_the_lock_nothing_opens(dossier):
    file, content = dossier.seal(STORY)
    opened = dossier.unlock("noor", PASSPHRASE)
    opened.drop()
    assert not opened.is_open
    with pytest.raises(Trouble) as caught:
        opened.read(file, content)
    assert caught.value.kind is TroubleKind.LOCKED


def test_the_lock_of_the_school_shuts_it_for_everybody(dossier):
    first, second = dossier.unlock("noor", PASSPHRASE), dossier.unlock("noor", PASSPHRASE)
    dossier.shut()
    assert not first.is_open
    assert not second.is_open


def test_a_second_reader_reads_what_was_and_what_comes_until_they_are_dismissed(dossier):
    before = dossier.seal("Van vroeger")
    dossier.admit(dossier.unlock("noor", PASSPHRASE), "imane", OTHER, CHEAP)
    after = dossier.seal("Van later")
    imane = dossier.unlock("imane", OTHER)
    assert [imane.read(*before), imane.read(*after)] == ["Van vroeger", "Van later"]
    with pytest.raises(Refusal, match="mag al lezen"):
        dossier.admit(imane, "noor", OTHER, CHEAP)
    dossier.dismiss("imane")
    with pytest.raises(CannotOpenError):
        imane.read(*before)
    with pytest.raises(Refusal, match="de laatste"):
        dossier.dismiss("noor")


def test_the_sole_reader_who_forgot_the_passphrase_reads_on_by_the_noodblad_once(dossier):
    before = dossier.seal("Van vroeger")
    code = new_code(RECOVERY_GROUPS)
    assert not dossier.has_code
    dossier.keep_code(dossier.unlock("noor", PASSPHRASE), code, CHEAP)
    after = dossier.seal("Van later")
    assert dossier.readers == ("noor",)
    assert dossier.has_code
    with pytest.raises(Refusal, match="typefout"):
        dossier.recover("noor", "0" + code[1:] if code[0] != "0" else "1" + code[1:], OTHER, CHEAP)
    dossier.recover("noor", code.lower(), OTHER, CHEAP)
    opened = dossier.unlock("noor", OTHER)
    assert [opened.read(*before), opened.read(*after)] == ["Van vroeger", "Van later"]
    with pytest.raises(Trouble):
        dossier.unlock("noor", PASSPHRASE)
    with pytest.raises(Refusal, match="geen noodblad"):
        dossier.recover("noor", code, PASSPHRASE, CHEAP)


def test_a_new_noodblad_makes_the_earlier_one_worthless_and_another_code_opens_nothing(dossier):
    first, second = new_code(RECOVERY_GROUPS), new_code(RECOVERY_GROUPS)
    for code in (first, second):
        dossier.keep_code(dossier.unlock("noor", PASSPHRASE), code, CHEAP)
    with pytest.raises(Trouble) as caught:
        dossier.recover("noor", first, OTHER, CHEAP)
    assert caught.value.kind is TroubleKind.WRONG_KEY
    dossier.shred([dossier.seal(STORY)[0]])
    dossier.keep_readers(["noor"])
    assert dossier.has_code
    with pytest.raises(Refusal, match="de laatste"):
        dossier.dismiss("noor")


def test_what_is_half_typed_is_for_its_writer_alone(dossier, tmp_path):
    dossier.admit(dossier.unlock("noor", PASSPHRASE), "imane", OTHER, CHEAP)
    noor, imane = dossier.unlock("noor", PASSPHRASE), dossier.unlock("imane", OTHER)
    dossier.keep_draft("noor", STORY)
    assert dossier.draft(noor) == STORY.rstrip()
    assert dossier.draft(imane) == ""
    assert b"hoor" not in (tmp_path / "dossier.drafts").read_bytes()
    held = json.loads((tmp_path / "dossier.drafts").read_bytes())
    (tmp_path / "dossier.drafts").write_text(json.dumps({"imane": held["noor"], "noor": "geen base64"}))
    assert [dossier.draft(noor), dossier.draft(imane)] == ["", ""]
    dossier.keep_draft("noor", "Half")
    dossier.keep_draft("noor", "")
    assert dossier.draft(noor) == ""
    (tmp_path / "dossier.drafts").write_text("torn")
    assert dossier.draft(noor) == ""


def test_who_left_the_school_no_longer_reads_but_the_last_reader_stays(dossier):
    dossier.admit(dossier.unlock("noor", PASSPHRASE), "imane", OTHER, CHEAP)
    dossier.keep_readers(["imane", "mees"])
    assert dossier.readers == ("imane",)
    dossier.keep_readers(["mees"])
    assert dossier.readers == ("imane",)


def test_the_first_reader_is_chosen_once(dossier):
    with pytest.raises(Refusal, match="wie al mag lezen"):
        dossier.found("mees", OTHER, CHEAP)


def test_a_shredded_file_is_gone_also_from_the_second_copy(dossier, tmp_path):
    file, content = dossier.seal(STORY)
    box = dossier.box(file, "noor")
    opened = dossier.unlock("noor", PASSPHRASE)
    dossier.shred([file])
    with pytest.raises(CannotOpenError):
        opened.read(file, content)
    for path in (tmp_path / "dossier.keys", copy_of(tmp_path / "dossier.keys")):
        assert file.hex not in path.read_text()
    assert box is not None


def test_a_torn_file_is_read_from_its_second_copy(dossier, tmp_path):
    file, content = dossier.seal(STORY)
    (tmp_path / "dossier.keys").write_bytes(b"{")
    assert dossier.unlock("noor", PASSPHRASE).read(file, content) == STORY.rstrip()
    copy_of(tmp_path / "dossier.keys").write_bytes(b"{")
    with pytest.raises(Trouble) as caught:
        dossier.seal("Meer")
    assert caught.value.kind is TroubleKind.DAMAGED


def test_nobody_can_put_a_key_of_their_own_among_the_readers(dossier, tmp_path):
    forged = Dossier(tmp_path / "elsewhere.keys", bytes(32))
    forged.found("noor", OTHER, CHEAP)
    for path in (tmp_path / "dossier.keys", copy_of(tmp_path / "dossier.keys")):
        path.write_bytes((tmp_path / "elsewhere.keys").read_bytes())
    with pytest.raises(Trouble) as caught:
        dossier.seal(STORY)
    assert caught.value.kind is TroubleKind.DAMAGED


def test_the_reader_changes_the_passphrase_and_reads_on(dossier):
    file, content = dossier.seal(STORY)
    dossier.change_passphrase("noor", PASSPHRASE, OTHER, CHEAP)
    assert dossier.unlock("noor", OTHER).read(file, content) == STORY.rstrip()
    with pytest.raises(Trouble):
        dossier.unlock("noor", PASSPHRASE)


def test_who_founds_a_school_is_its_first_reader_and_a_new_passphrase_serves_both(tmp_path):
    folder = SchoolFolder(tmp_path / "waterland")
    founder = Founder("Noor Bakker", Role.COORDINATOR, PASSPHRASE, CHEAP)
    unlocked, _code = found_school(folder, Register(tmp_path), "Waterland", founder)
    sealed = dossier_of(folder, unlocked).seal(STORY)
    people.change_passphrase(folder.keys, unlocked.person.id, PASSPHRASE, "zeven zwanen op het ijs", CHEAP)
    opened = dossier_of(folder, unlocked).unlock(unlocked.person.id, "zeven zwanen op het ijs")
    assert opened.read(*sealed) == STORY.rstrip()


def test_the_copy_in_a_backup_place_is_overwritten_so_that_erasing_reaches_it(waterland, tmp_path):
    place = tmp_path / "usb"
    place.mkdir()
    dossier = dossier_of(waterland.folder, waterland.unlocked)
    file, _content = dossier.seal(STORY)
    back_up(waterland.folder, waterland.unlocked, [place], Reason.ON_DEMAND)
    copy = place / copy_name(waterland.unlocked.school)
    assert file.hex in copy.read_text()
    dossier.shred([file])
    back_up(waterland.folder, waterland.unlocked, [place], Reason.ON_DEMAND)
    assert [path.name for path in place.iterdir() if path.suffix == ".keys"] == [copy.name]
    assert file.hex not in copy.read_text()


def test_a_restore_over_the_school_brings_no_erased_file_back(waterland, tmp_path):
    place = tmp_path / "usb"
    place.mkdir()
    dossier = dossier_of(waterland.folder, waterland.unlocked)
    file, _content = dossier.seal(STORY)
    kept = back_up(waterland.folder, waterland.unlocked, [place], Reason.ON_DEMAND)[0].archive
    dossier.shred([file])
    archive = read_archive(kept)
    restore(open_archive(archive, PASSPHRASE), archive, waterland.folder, waterland.register)
    for path in tmp_path.rglob("*dossier.keys*"):
        assert path.parent == place or file.hex not in path.read_text()
    assert dossier.box(file, waterland.unlocked.person.id) is None


def test_on_a_bare_machine_the_copy_beside_the_archive_comes_along(waterland, tmp_path):
    place = tmp_path / "usb"
    place.mkdir()
    sealed = dossier_of(waterland.folder, waterland.unlocked).seal(STORY)
    archive = read_archive(back_up(waterland.folder, waterland.unlocked, [place], Reason.ON_DEMAND)[0].archive)
    bare = SchoolFolder(tmp_path / "elsewhere" / "waterland")
    restore(open_archive(archive, PASSPHRASE), archive, bare, Register(tmp_path / "elsewhere"))
    unlocked = people.unlock(bare.keys, waterland.unlocked.person.id, PASSPHRASE)
    assert dossier_of(bare, unlocked).unlock(unlocked.person.id, PASSPHRASE).read(*sealed) == STORY.rstrip()


def test_a_hand_over_takes_the_keys_along_and_brings_them_back(waterland, tmp_path):
    dossier = dossier_of(waterland.folder, waterland.unlocked)
    sealed = dossier.seal(STORY)
    person = people.add_person(
        waterland.folder.keys, waterland.unlocked, name="Mees", role=Role.SUPERVISOR, passphrase=OTHER, cost=CHEAP
    )
    given = hand_over(waterland.folder, waterland.unlocked, waterland.register, to=person.name, place=tmp_path)
    there = SchoolFolder(tmp_path / "there" / "waterland")
    archive = read_archive(given.archive)
    accept(open_archive(archive, OTHER), archive, there, Register(tmp_path / "there"))
    theirs = dossier_of(there, people.unlock(there.keys, person.id, OTHER))
    with pytest.raises(Refusal, match="mag Meldingen niet lezen"):
        theirs.unlock(person.id, OTHER)
    later = theirs.seal("Bij de collega opgeschreven")
    theirs.shred([sealed[0]])
    back = hand_over(
        there,
        people.unlock(there.keys, person.id, OTHER),
        Register(tmp_path / "there"),
        to="Noor Bakker",
        place=tmp_path,
    )
    archive = read_archive(back.archive)
    accept(open_archive(archive, PASSPHRASE), archive, waterland.folder, waterland.register)
    opened = dossier.unlock(waterland.unlocked.person.id, PASSPHRASE)
    assert opened.read(*later) == "Bij de collega opgeschreven"
    with pytest.raises(CannotOpenError):
        opened.read(*sealed)
    assert not [path for path in waterland.folder.aside.iterdir() if "dossier" in path.name]
