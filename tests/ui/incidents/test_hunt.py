"""Words that exist in Meldingen only are hunted through every file that the program wrote, and every row it keeps."""

from __future__ import annotations

import logging

from app.clock import today
from app.commands.sealed_notes import leave_note
from app.progress import Progress
from app.queries.incidents import incidents
from app.store.direct import connected
from app.store.people import people, unlock
from app.terms.incidents import Ground, Kind, Origin, Recipient, Track
from app.terms.store import Reason
from tests.program import PASSPHRASE
from tests.ui.incidents.meldingen import Meldingen
from ui.dialogs.incident_consent import IncidentConsentDialog, IncidentGroundDialog, IncidentPromiseDialog
from ui.dialogs.incident_step import IncidentStepDialog
from ui.unattended import settle

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
