import shutil
from pathlib import Path

import pytest

from app.errors import Refusal, Trouble, TroubleKind
from app.progress import Cancelled, Progress
from app.store import people
from app.store.archive import open_archive, read_archive
from app.store.backup import back_up
from app.store.folder import SchoolFolder, device_of
from app.store.handover import Newcomer, accept, hand_over, take_back
from app.store.lineage import Known, Register, adopt, claim, refusal_of
from app.terms.people import Role
from app.terms.store import Reason, Standing
from tests.app.store.waterland import CHEAP, PASSPHRASE, School, rows_of

OTHER = "drie eenden op het ijs"
SAM = Newcomer("Sam de Wit", Role.COORDINATOR, OTHER, CHEAP)


@pytest.fixture
def post(tmp_path):
    """The way between two laptops."""
    place = tmp_path / "post"
    place.mkdir()
    return place


@pytest.fixture
def elsewhere(tmp_path):
    root = tmp_path / "sams laptop"
    return Register(root), SchoolFolder(root / "waterland")


def give(school, post, to="Sam de Wit"):
    return hand_over(school.folder, school.unlocked, school.register, to=to, place=post, cost=CHEAP)


def take(path, secret, folder, register, newcomer=None):
    archive = read_archive(path)
    accept(open_archive(archive, secret), archive, folder, register, newcomer=newcomer)


def standing(school):
    return claim(school.folder, school.unlocked, school.register).standing


def as_sam(elsewhere, code=""):
    register, folder = elsewhere
    sam = next(person for person in people.people(folder.keys) if person.name == "Sam de Wit")
    return School(folder, people.unlock(folder.keys, sam.id, OTHER), code, register)


def test_a_colleague_takes_over_with_a_code_by_phone_and_a_passphrase_of_their_own(school, post, elsewhere):
    rows = school.rows()
    given = give(school, post)
    register, folder = elsewhere
    take(given.archive, given.code.lower().replace("-", " "), folder, register, SAM)
    sam = as_sam(elsewhere)
    assert sam.rows() == rows
    assert sam.unlocked.person.role is Role.COORDINATOR
    assert standing(sam) is Standing.OURS
    assert device_of(folder) != device_of(school.folder)
    assert [person.name for person in people.people(folder.keys)] == ["Noor Bakker", "Sam de Wit"]


def test_the_code_serves_once(school, post, elsewhere, tmp_path):
    given = give(school, post)
    register, folder = elsewhere
    take(given.archive, given.code, folder, register, SAM)
    sam = as_sam(elsewhere)
    again = back_up(folder, sam.unlocked, [tmp_path], Reason.ON_DEMAND)[0].archive
    with pytest.raises(Trouble) as caught:
        open_archive(read_archive(again), given.code)
    assert caught.value.kind is TroubleKind.WRONG_KEY


def test_a_colleague_of_mensen_needs_no_code(school, post, elsewhere):
    people.add_person(
        school.folder.keys, school.unlocked, name="Sam de Wit", role=Role.SUPERVISOR, passphrase=OTHER, cost=CHEAP
    )
    given = give(school, post)
    assert given.code is None
    register, folder = elsewhere
    take(given.archive, OTHER, folder, register)
    assert standing(as_sam(elsewhere)) is Standing.OURS


def test_with_a_code_one_chooses_a_passphrase_first(school, post, elsewhere):
    given = give(school, post)
    register, folder = elsewhere
    with pytest.raises(Refusal, match="eigen wachtzin") as caught:
        take(given.archive, given.code, folder, register)
    assert caught.value.field == "passphrase"
    with pytest.raises(Refusal, match="minstens 10 tekens"):
        take(given.archive, given.code, folder, register, Newcomer("Sam", Role.COORDINATOR, "kort", CHEAP))
    take(given.archive, given.code, folder, register, SAM)
    assert standing(as_sam(elsewhere)) is Standing.OURS


def test_what_was_handed_over_can_only_be_read_until_it_is_taken_back(school, post):
    device = device_of(school.folder)
    give(school, post)
    found = claim(school.folder, school.unlocked, school.register)
    assert (found.standing, found.device, found.handed_to) == (Standing.HANDED_OVER, "", "Sam de Wit")
    assert "over aan Sam de Wit" in str(refusal_of(found))
    with pytest.raises(Refusal, match="over aan Sam de Wit"):
        give(school, post)
    taken = take_back(school.folder, school.unlocked, school.register)
    assert standing(school) is Standing.OURS
    assert taken == device_of(school.folder) != device
    with pytest.raises(Refusal, match="al in gebruik"):
        take_back(school.folder, school.unlocked, school.register)


def test_the_school_comes_back_with_the_work_of_the_colleague(school, post, elsewhere):
    given = give(school, post)
    register, folder = elsewhere
    take(given.archive, given.code, folder, register, SAM)
    sam = as_sam(elsewhere)
    sam.write("door Sam")
    rows = sam.rows()
    back = give(sam, post, to="Noor Bakker")
    assert back.code is None
    take(back.archive, PASSPHRASE, school.folder, school.register)
    assert school.rows() == rows
    assert standing(school) is Standing.OURS
    assert standing(sam) is Standing.HANDED_OVER
    give(school, post)
    assert standing(school) is Standing.HANDED_OVER


def test_after_taking_back_the_colleagues_work_went_another_way(school, post, elsewhere):
    given = give(school, post)
    register, folder = elsewhere
    take(given.archive, given.code, folder, register, SAM)
    take_back(school.folder, school.unlocked, school.register)
    rows = school.rows()
    back = give(as_sam(elsewhere), post, to="Noor Bakker")
    with pytest.raises(Refusal, match="In beide mappen is gewerkt"):
        take(back.archive, PASSPHRASE, school.folder, school.register)
    assert school.rows() == rows


def test_one_does_not_take_over_what_one_gave_nor_twice(school, post, elsewhere):
    given = give(school, post)
    with pytest.raises(Refusal, match="gaf je zelf"):
        take(given.archive, PASSPHRASE, school.folder, school.register)
    register, folder = elsewhere
    take(given.archive, given.code, folder, register, SAM)
    with pytest.raises(Refusal, match="al overgenomen"):
        take(given.archive, given.code, folder, register, SAM)
    assert standing(as_sam(elsewhere)) is Standing.OURS


def test_a_backup_is_no_hand_over(school, post, elsewhere):
    archive = back_up(school.folder, school.unlocked, [post], Reason.ON_DEMAND)[0].archive
    register, folder = elsewhere
    with pytest.raises(Refusal, match="geen overdracht"):
        take(archive, PASSPHRASE, folder, register)


@pytest.mark.parametrize("stop", ["no place", "cancel"])
def test_a_hand_over_that_fails_leaves_the_school_here(school, post, stop):
    device = device_of(school.folder)

    def cancel(_done, _total):
        progress.cancel()

    progress = Progress(cancel)
    with pytest.raises((OSError, Cancelled)):
        hand_over(
            school.folder,
            school.unlocked,
            school.register,
            to="Sam de Wit",
            place=post if stop == "cancel" else post / "away",
            progress=progress,
            cost=CHEAP,
        )
    found = claim(school.folder, school.unlocked, school.register)
    assert (found.standing, found.device) == (Standing.OURS, device)
    assert list(post.iterdir()) == []


def test_a_copied_folder_is_refused_while_the_school_is_there(school, tmp_path):
    shutil.copytree(school.folder.path, tmp_path / "laptop" / "kopie")
    copy = School(SchoolFolder(tmp_path / "laptop" / "kopie"), school.unlocked, "", school.register)
    found = claim(copy.folder, copy.unlocked, copy.register)
    assert found.standing is Standing.COPY
    assert str(school.folder.path) in str(refusal_of(found))
    with pytest.raises(Refusal, match="kopie"):
        adopt(copy.folder, copy.unlocked, copy.register)
    assert standing(school) is Standing.OURS


def test_a_moved_folder_is_taken_up_again_on_a_new_device(school, tmp_path):
    device = device_of(school.folder)
    school.folder.path.rename(tmp_path / "laptop" / "verhuisd")
    moved = School(SchoolFolder(tmp_path / "laptop" / "verhuisd"), school.unlocked, "", school.register)
    assert standing(moved) is Standing.MOVED
    assert adopt(moved.folder, moved.unlocked, moved.register) != device
    assert standing(moved) is Standing.OURS


def test_a_folder_brought_from_another_laptop_is_taken_up_only_when_asked(school, tmp_path):
    shutil.copytree(school.folder.path, tmp_path / "other" / "waterland")
    other = School(SchoolFolder(tmp_path / "other" / "waterland"), school.unlocked, "", Register(tmp_path / "other"))
    found = claim(other.folder, other.unlocked, other.register)
    assert found.standing is Standing.MOVED
    assert "andere laptop" in str(refusal_of(found))


def test_an_older_database_put_in_the_folder_is_refused(school, post, tmp_path):
    old = tmp_path / "old.db"
    shutil.copy(school.folder.database, old)
    give(school, post)
    take_back(school.folder, school.unlocked, school.register)
    for suffix in ("-wal", "-shm"):
        school.folder.database.with_name(f"school.db{suffix}").unlink(missing_ok=True)
    shutil.copy(old, school.folder.database)
    found = claim(school.folder, school.unlocked, school.register)
    assert found.standing is Standing.OLDER
    assert "verouderd" in str(refusal_of(found))


def test_a_lost_register_is_made_again(school):
    path = school.folder.path.parent / "schools.json"
    before = school.register.known(school.unlocked.school)
    for content in (b"torn", b"[]", b'{"schools": {"x": 3}}', b'{"schools": {"x": {}}}'):
        path.write_bytes(content)
        assert school.register.paths() == []
        assert standing(school) is Standing.OURS
        assert school.register.known(school.unlocked.school) == before == Known(school.folder.path, before.trail)
    assert school.register.paths() == [school.folder.path]


def test_the_register_names_nobody(school):
    content = Path(school.folder.path.parent / "schools.json").read_text("utf-8")
    assert "Noor" not in content
    assert rows_of(school.folder.database, school.unlocked.key) is not None
