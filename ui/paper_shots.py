"""Every document of the practice school, in each of its editions and languages: for the eye and for the validators."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from app.documents import Bundle, Document, Options, RecoverySheetData, read_texts, render
from app.documents.kinds import Kind, kinds
from app.documents.texts import languages_of
from ui.application import Application
from ui.leaving.printing import pictures
from ui.unattended import settle, until

_DOTS = 100
_ENOUGH_PAGES = 3
_SCHOOL = "ROC Waalhaven"
_CODE = "K7QF-2M9X-R4TZ-8WPB-3HJD-6VNC-9SYE"
"""Of no school: any that has the form of one."""


def take_papers(app: QApplication, application: Application, folder: Path) -> None:
    """Write every document below ``folder`` as PDF, and its first pages as pictures."""
    for name, pdf in papers(app, application):
        (folder / f"{name}.pdf").write_bytes(pdf)
        for at, picture in enumerate(pictures(pdf, _DOTS, range(_enough(pdf))), start=1):
            picture.save(str(folder / f"{name}-{at}.png"))


def papers(app: QApplication, application: Application) -> Iterator[tuple[str, bytes]]:
    """Every document in its editions, by a name of its own, as it leaves the program."""
    from app.clock import today

    yield from _kinds(app, application)
    for name, document in _others(app, application):
        yield name, render(document, Options(today())).pdf


def _enough(pdf: bytes) -> int:
    from ui.desk.pdfium import opened

    with opened(pdf) as document:
        return min(len(document), _ENOUGH_PAGES)


def _kinds(app: QApplication, application: Application) -> Iterator[tuple[str, bytes]]:
    """What the page Documenten makes, as it comes out of that page."""
    from ui.pages.documents import DocumentsPage

    application.window.show_page("documents")
    page = application.window.page("documents")
    if not isinstance(page, DocumentsPage):
        raise TypeError(page)
    for kind in kinds():
        for edition, how in _editions(kind):
            page.show_paper(kind.name, **how)
            settle(app, application)
            yield f"{kind.name}{edition}", page.pdf


def _editions(kind: Kind) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every way to make a paper, by what is added to its name."""
    for mono in (False, True):
        ending = "-mono" if mono else ""
        yield ending, {"mono": mono}
        if kind.large:
            yield f"-large{ending}", {"mono": mono, "large": True}
        if kind.booklet:
            yield f"-booklet{ending}", {"mono": mono, "booklet": True}
    for language in languages_of(kind.texts)[1:] if kind.translated else ():
        yield f"-{language}", {"language": language}
        yield f"-{language}-large", {"language": language, "large": True}


def _others(app: QApplication, application: Application) -> Iterator[tuple[str, Document]]:
    """What other pages keep as paper."""
    yield "herstelblad", RecoverySheetData(_SCHOOL, _CODE, read_texts("recovery_sheet"))
    yield from _overviews(application)
    yield from _talks(application)
    yield from _round(app, application)
    yield from _incident(app, application)


def _overviews(application: Application) -> Iterator[tuple[str, Document]]:
    """Goals, shortage, hand-over, and the file of one student."""
    from app.clock import today
    from app.documents.overviews import handover_report, shortage_report, stagepact_report
    from app.documents.person_file import person_report
    from app.queries.policy import norm
    from app.queries.privacy import person_file
    from app.queries.stagepact import stagepact
    from app.queries.students import students
    from app.queries.supply import call_list, needs
    from app.queries.workload import guided_by, workload

    session = application.session
    if session is None:
        return
    ask, now = session.desk.ask, today()
    short = [row for row in ask(needs, today=now) if row.short > 0]
    calls = {
        (row.period_id, row.programme_id): ask(
            call_list, today=now, period_id=row.period_id, programme_id=row.programme_id
        )
        for row in short
    }
    one, other = ask(workload, today=now).rows[:2]
    handed = ask(guided_by, supervisor_id=one.id, today=now)
    known = ask(person_file, kind="student", key=ask(students, today=now).rows[0].id)
    yield "stagepact-cijfers", stagepact_report(_SCHOOL, "", ask(stagepact, today=now), ask(norm, now))
    yield "tekort", shortage_report(_SCHOOL, short, calls, now)
    yield "overdracht", handover_report(_SCHOOL, handed, one.name, other.name, now)
    yield "inzage", person_report(_SCHOOL, known)


def _talks(application: Application) -> Iterator[tuple[str, Document]]:
    """The report of a talk, and the folder of the first day on which somebody goes out."""
    from app.clock import today
    from app.documents.talk_list import talk_list_paper
    from app.documents.talk_papers import talk_report, visit_folder
    from app.queries.contact import contacts
    from app.queries.contact_day import day_route
    from app.queries.contact_sheets import sheets, work_processes
    from app.queries.givings import givings
    from app.queries.paper_lists import Wanted
    from app.queries.paper_progress import shared_progress
    from app.queries.policy import words
    from ui.leaving.gathering import Gatherer, Wish

    session = application.session
    if session is None:
        return
    desk, now = session.desk, today()
    rows = desk.ask(contacts, today=now)
    told = next(row for row in rows if row.promises)
    progress = desk.ask(shared_progress, placement_id=told.placement_id, today=now)
    if progress is not None:
        yield "gespreksverslag", talk_report(progress, told, _SCHOOL, dict(desk.ask(words, now)), now)
    out, day = min(
        ((row, one.day) for row in rows for one in row.appointments if one.is_open and one.day > now),
        key=lambda found: found[1],
    )
    route = desk.ask(day_route, rows, day=day, supervisor_id=out.supervisor_id)
    card = next(kind for kind in kinds() if kind.name == "tipkaart_place")
    gatherer = Gatherer(desk)
    cards = [gatherer.gather(Wish(card, now, stop.row.placement_id)).document for stop in route.stops[:2]]
    given = desk.ask(givings, wanted=Wanted(now), versions=gatherer.versions())
    sheet = visit_folder(route, out.supervisor, _SCHOOL, now, {row.id: row.reach for row in given})
    mine = next(one for one in sheets(rows) if one.supervisor_id == out.supervisor_id)
    yield "lijst-begeleider", talk_list_paper(mine, _SCHOOL, now, desk.ask(work_processes, rows))
    yield "bezoekmap", Bundle(_SCHOOL, "Bezoekmap", (sheet, *cards))  # type: ignore[arg-type]  # all are cards


def _round(app: QApplication, application: Application) -> Iterator[tuple[str, Document]]:
    """The papers of the round that is on the board, and its letters as they go to the printer."""
    from app.documents.pieces import pieces
    from app.queries.matching import rounds
    from app.terms.matching import RoundState
    from ui.pages.matching import MatchingPage

    application.window.show_page("matching")
    page = application.window.page("matching")
    if not isinstance(page, MatchingPage):
        raise TypeError(page)
    page.open_round(next(row.id for row in page.desk.ask(rounds) if row.state is RoundState.PLACED))
    settle(app, application)
    for name in ("protocol", "accounts", "letters", "invitations"):
        document = page.paper(name)
        if document is None:
            raise LookupError(name)
        if name in {"letters", "invitations"}:
            yield f"matching-{name}", Bundle(document.school, document.title, pieces(document))
        else:
            yield f"matching-{name}", document


def _incident(app: QApplication, application: Application) -> Iterator[tuple[str, Document]]:
    """What leaves Meldingen: the note that a student takes home, a file, and the numbers of the school."""
    from app.clock import today
    from app.dates import school_year
    from app.documents.incident_papers import Section, case, numbers, receipt
    from app.queries.incidents import incident_file, incidents, known_names, school_numbers
    from ui.opening.practice import PASSPHRASE
    from ui.pages.incidents import IncidentsPage

    application.window.show_page("incidents")
    page = application.window.page("incidents")
    if not isinstance(page, IncidentsPage):
        raise TypeError(page)
    page.room.unlock(PASSPHRASE)
    until(app, lambda: page.room.is_open)
    ask = partial(page.room.ask)
    file = ask(incident_file, file_id=ask(incidents, today=today())[0].id, today=today())
    if file is not None:
        names = page.desk.ask(known_names)
        yield "melding-briefje", receipt(file, _SCHOOL, ())
        yield "melding-dossier", case(file, _SCHOOL, tuple(Section), masked=False, names=names)
        yield "melding-dossier-afgedekt", case(file, _SCHOOL, tuple(Section), masked=True, names=names)
    yield "melding-cijfers", numbers(ask(school_numbers, year=school_year(today())), _SCHOOL)
    page.room.lock()
