"""The whole road: work, back up, lose the laptop, and go on with nothing but the archive."""

import shutil

from app.commands.people import CompanyDraft, keep_company
from app.store import people
from app.store.archive import open_archive, read_archive
from app.store.folder import SchoolFolder
from app.store.lineage import Register
from app.store.opening import hold, open_school
from app.store.restore import restore
from app.store.search import find
from app.terms.drafts import DraftKey
from app.terms.store import Reason
from tests.app.store.waterland import PASSPHRASE
from tests.dump import dump


def open_as_noor(folder, register, lock, person):
    unlocked = people.unlock(folder.keys, person, PASSPHRASE)
    return open_school(folder, unlocked, register, lock, places=[])


def test_work_goes_on_from_the_archive_alone(school, tmp_path):
    place = tmp_path / "usb"
    place.mkdir()
    person = school.unlocked.person.id
    lock = hold(school.folder)
    opened = open_as_noor(school.folder, school.register, lock, person)
    for number in range(30):
        opened.store.change(keep_company, opened.actor, draft=CompanyDraft(name=f"Garage Łukasik {number}"))
    opened.store.save_draft(DraftKey("student"), {"first_name": "half ingevuld"})
    before, device = dump(opened.store), opened.store.device
    archive = opened.back_up([place], Reason.AT_CLOSE)[0].archive
    opened.put_away()
    lock.release()
    shutil.rmtree(school.folder.path.parent)

    register, folder = Register(tmp_path / "bare"), SchoolFolder(tmp_path / "bare" / "waterland")
    packed = read_archive(archive)
    restore(open_archive(packed, school.code), packed, folder, register)
    lock = hold(folder)
    again = open_as_noor(folder, register, lock, person)

    assert dump(again.store) | {"meta": []} == before | {"meta": []}
    assert again.store.verify() == []
    assert again.store.load_draft(DraftKey("student")) == {"first_name": "half ingevuld"}
    assert again.store.device != device
    step = again.store.change(keep_company, again.actor, draft=CompanyDraft(name="Bakkerij Zoë")).step
    assert (step.device, step.seq) == (again.store.device, 1)
    with again.store.reading() as session:
        assert len(find(session, "lukasik")) == 30
        assert len(find(session, "bakkerij zoe")) == 1
    again.put_away()
    lock.release()
