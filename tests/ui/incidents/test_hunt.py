"""Words that exist in Meldingen only are hunted through every file that the program wrote, and every row it keeps."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtWidgets import QFileDialog

from app.clock import today
from app.commands.sealed_notes import leave_note
from app.documents import Options, kinds, render
from app.documents.overviews import stagepact_report
from app.documents.person_file import person_json, person_report
from app.progress import Progress
from app.queries.incidents import incidents
from app.queries.policy import norm
from app.queries.privacy import person_file
from app.queries.stagepact import stagepact
from app.queries.students import students
from app.store.direct import connected
from app.store.people import people, unlock
from app.terms.incidents import Ground, Kind, Origin, Recipient, Track
from app.terms.store import Reason
from tests.documents.reader import page_text
from tests.program import PASSPHRASE
from tests.ui.incidents.meldingen import Meldingen
from ui.dialogs.export_list import ExportListDialog, Format
from ui.dialogs.incident_consent import IncidentConsentDialog, IncidentGroundDialog, IncidentPromiseDialog
from ui.dialogs.incident_step import IncidentStepDialog
from ui.opening.practice import PASSPHRASE as OPENING
from ui.paper_shots import take_papers
from ui.unattended import practising, settle, until

SENTINELS = (
    "Zwaluwstaart vertelde dit in de kantine",
    "Kwikzilver bij het magazijn",
    "Windvaan op donderdag",
    "Pimpelmees zag het",
    "Boterbloem aan de telefoon",
    "Zandloper half opgeschreven",
    "Kiekendief verzegeld bericht",
    "Vuurtoren beloofd",
)
CODES = (Kind.SEXUAL.value, Ground.BELIEF.value)


@pytest.mark.heavy
def test_nothing_of_it_lies_in_the_open_anywhere(qapp, program, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    room = Meldingen(qapp, program)
    place = tmp_path / "usb"
    place.mkdir()
    school = program.session.school
    program.session.desk.do(leave_note, "", None, None, origin=Origin.ALONE, text=SENTINELS[6])
    room.open()
    room.begin(
        what=SENTINELS[0],
        where=SENTINELS[1],
        when=SENTINELS[2],
        witnesses=SENTINELS[3],
        kind=Kind.SEXUAL,
        track=Track.INCIDENT,
        **room.student(),
    )
    code = room.file.incident.code
    room.press("step")
    room.fill(IncidentStepDialog, text=SENTINELS[4])
    room.press("promise")
    room.fill(IncidentPromiseDialog, text=SENTINELS[7], day=today())
    room.press("consent")
    room.fill(IncidentConsentDialog, recipient=Recipient.COMPANY)
    room.press("ground")
    room.fill(IncidentGroundDialog, grounds=frozenset({Ground.BELIEF}))
    room.press("undo")
    school.back_up([place], Reason.ON_DEMAND, Progress())
    room.press("step")
    typed = room.dialog(IncidentStepDialog).form["text"]
    typed.set_value(SENTINELS[5])
    typed.tell()
    room.press("lock")
    assert (school.folder.path / "dossier.drafts").stat().st_size > 1000
    for key in ("today", "students", "companies", "placements", "documents"):
        program.window.show_page(key)
        settle(qapp, program)
        shown = room.words()
        assert not [word for word in (*SENTINELS, code) if word in shown], key
        assert program.window.windowTitle() == "Driehoek"
    found = program.window.top.search.provider("zwaluwstaart")
    assert [hit for hit in found if "waluwstaart" in str(hit)] == []
    program.lock()
    settle(qapp, program)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"school.db", "dossier.keys", "school.keys"} <= {path.name for path in files}
    assert [path for path in files if path.parent == place]
    needles = [word.encode() for word in (*SENTINELS, code)]
    assert [(path.name, needle) for path in files for needle in needles if needle in path.read_bytes()] == []
    assert not [word for word in SENTINELS if word in caplog.text]
    hunt_rows(school)
    room_again(qapp, program, school)


def hunt_rows(school) -> None:
    """Who can open the school and writes SQL finds ciphertext only: in the rows, the journal, the index, the drafts."""
    unlocked = unlock(school.folder.keys, people(school.folder.keys)[0].id, PASSPHRASE)
    with connected(school.folder.database, unlocked.key) as connection:
        tables = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
        for table in tables:
            held = repr(connection.execute(f'select * from "{table}"').fetchall())  # noqa: S608 - our own names
            assert not [word for word in SENTINELS if word in held], table
            if table != "journal_step":
                assert not [word for word in CODES if f"'{word}'" in held or f'"{word}"' in held], table
    unlocked.drop()


def room_again(qapp, program, school) -> None:
    """After all that its reader still finds everything."""
    program.open(school.folder, unlock(school.folder.keys, people(school.folder.keys)[0].id, PASSPHRASE))
    settle(qapp, program)
    room = Meldingen(qapp, program)
    room.open()
    (row,) = room.page.room.ask(incidents, today=today())
    room.page.show_file(row.id)
    assert SENTINELS[0] in room.words()


@pytest.mark.heavy
def test_what_the_other_pages_put_in_files_holds_none_of_it(qapp, program, tmp_path):
    room = Meldingen(qapp, program)
    room.open()
    about = room.student()
    story = {"what": SENTINELS[0], "where": SENTINELS[1], "when": SENTINELS[2], "witnesses": SENTINELS[3]}
    room.begin(**story, kind=Kind.SEXUAL, **about)
    hidden = (*SENTINELS, room.file.incident.code, Kind.SEXUAL.label)
    room.press("lock")
    written = [exported(qapp, program, tmp_path, key) for key in ("students", "companies")]
    desk, school = program.session.desk, "ROC Waalhaven"
    for row in desk.ask(students, today=today()).rows:
        known = desk.ask(person_file, kind="student", key=row.id)
        written.append(page_text(render(person_report(school, known), Options(today())).pdf))
        written.append(person_json(school, known, today()).decode())
    program.window.show_page("documents")
    page = program.window.page("documents")
    for kind in kinds():
        page.show_paper(kind.name)
        settle(qapp, program)
        written.append(page_text(page.pdf))
    report = stagepact_report(school, "", desk.ask(stagepact, today=today()), desk.ask(norm, today()))
    written.append(page_text(render(report, Options(today())).pdf))
    assert all(len(text) > 100 for text in written)
    assert [(text[:40], word) for text in written for word in hidden if word in " ".join(text.split())] == []


@pytest.mark.heavy
def test_no_paper_of_a_whole_school_holds_any_of_it(qapp, tmp_path):
    with practising(qapp) as program:
        room = Meldingen(qapp, program)
        room.open(OPENING)
        started = {"what": SENTINELS[0], "where": SENTINELS[1], "when": SENTINELS[2], "witnesses": SENTINELS[3]}
        room.begin(**started, kind=Kind.SEXUAL, **room.student())
        codes = [row.code for row in room.page.room.ask(incidents, today=today())]
        room.press("lock")
        take_papers(qapp, program, tmp_path)
    papers = {path.name: page_text(path.read_bytes()) for path in tmp_path.glob("*.pdf")}
    others = {name: text for name, text in papers.items() if not name.startswith("melding-")}
    assert len(others) > 50
    hidden = (*SENTINELS, *codes)
    assert [(name, word) for name, text in others.items() for word in hidden if word in " ".join(text.split())] == []


def exported(qapp, program, tmp_path, key) -> str:
    """The list of a page as it is exported, all of it."""
    program.window.show_page(key)
    settle(qapp, program)
    program.actions.get(f"{key}.export").trigger()
    (dialog,) = [one for one in program.window.findChildren(ExportListDialog) if one.isVisible()]
    dialog.form["format"].set_value(Format.CSV)
    dialog.save()
    path = tmp_path / f"{key}.csv"
    (place,) = [one for one in program.window.findChildren(QFileDialog) if one.isVisible()]
    place.fileSelected.emit(str(path))
    place.reject()
    until(qapp, path.exists)
    settle(qapp, program)
    return path.read_text("utf-8-sig")
