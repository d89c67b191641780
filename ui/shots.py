"""Pictures of every page, dialog and document, in both themes and the sizes that people use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.terms.pipeline import Lane
from ui.application import Application
from ui.paper_shots import take_papers
from ui.places import page_entries
from ui.sealed_shots import sealed_scenes
from ui.theme import ThemeChoice, apply
from ui.unattended import practising, settle


@dataclass(frozen=True, slots=True)
class View:
    """A theme, a size of the window and a size of the text."""

    theme: ThemeChoice
    size: tuple[int, int]
    scale: float

    @property
    def name(self) -> str:
        """As it stands in a file name."""
        return f"{self.theme}-{self.size[0]}x{self.size[1]}-{round(self.scale * 100)}"


VIEWS = (
    View("light", (1440, 900), 1.0),
    View("dark", (1440, 900), 1.0),
    View("light", (1920, 1080), 1.0),
    View("light", (1366, 768), 1.0),
    View("light", (1366, 768), 1.5),
    View("dark", (1366, 768), 2.0),
)


OPENING: Mapping[str, tuple[str, ...]] = {
    "placements": (
        "placements.propose",
        "placements.own_find",
        "placements.no_place",
        "placements.wish",
        "placements.wishes",
        "placements.progress",
        "placements.documents",
        "placements.renew",
        "placements.contact",
        "placements.sign",
        "placements.judge",
        "placements.hours",
        "placements.guide",
        "placements.change",
        "placements.money",
        "placements.beside",
        "placements.support",
        "placements.note",
        "placements.end",
        "placements.refused",
        "placements.aside",
        "placements.add",
    ),
    "contact": (
        "contact.view_day",
        "contact.out",
        "contact.road",
        "contact.visits",
        "contact.absent",
        "contact.report",
        "contact.content",
        "contact.view_shares",
        "contact.enter",
        "contact.view_meet",
        "contact.meet_plan",
        "contact.meet_objected",
        "contact.norm_add",
    ),
    "students": ("students.add", "students.import", "students.export"),
    "companies": ("companies.add", "companies.near"),
    "supervisors": ("supervisors.transfer",),
    "places": ("places.period", "places.yes", "places.helps"),
    "documents": ("documents.check", "documents.everybody", "documents.locked"),
    "matching": ("matching.new", "matching.inputs", "matching.calls"),
    "settings": ("settings.helpline.new", "shortcuts"),
}
"""Actions of a page that open a dialog worth a picture."""


def take_shots(app: QApplication, folder: Path, *, once: bool = False) -> int:
    """Make every picture below ``folder``, or each screen ``once``; gives the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    with practising(app) as application:
        for view in VIEWS[:1] if once else VIEWS:
            apply(app, view.theme, view.scale)
            application.window.resize(QSize(*view.size))
            for name, widget in _scenes(app, application):
                settle(app, application)
                widget.grab().save(str(folder / f"{name}-{view.name}.png"))
                print(f"{name}-{view.name}.png")  # noqa: T201 - a tool of the terminal
        take_papers(app, application, folder)
    return 0


def _scenes(app: QApplication, application: Application) -> Iterator[tuple[str, QWidget]]:
    """Every page, the dialogs that its actions open, and the details beside a list."""
    window = application.window
    for entry in page_entries(application):
        window.show_page(entry.key)
        settle(app, application)
        yield entry.key, window
        for key in OPENING.get(entry.key, ()):
            _choose_card(application, key)
            settle(app, application)
            application.actions.get(key).trigger()
            settle(app, application)
            dialogs = [found for found in window.findChildren(QDialog) if found.isVisible()]
            if not (dialogs or window.covered or ".view_" in key):
                raise LookupError(f"{key} shows nothing")
            if ".view_" in key:
                yield key.replace(".", "-"), window
            if window.covered:
                yield key.replace(".", "-"), window
                window.uncover()
            for dialog in dialogs:
                yield key.replace(".", "-"), dialog
                dialog.reject()
            settle(app, application)
        yield from _parts(app, application, window.page(entry.key))
    yield from _details(app, application)


def _parts(app: QApplication, application: Application, page: QWidget | None) -> Iterator[tuple[str, QWidget]]:
    """Every part of the settings, and every step of the matching rounds."""
    from app.queries.matching import rounds
    from ui.pages.documents import DocumentsPage
    from ui.pages.matching import MatchingPage
    from ui.pages.settings.page import SettingsPage

    yield from sealed_scenes(app, application, page)
    if isinstance(page, DocumentsPage):
        page.show_view("register")
        settle(app, application)
        yield "documents-register", application.window
        page.show_view("papers")
        page.show_paper("tipkaart")
        application.actions.get("documents.text").trigger()
        settle(app, application)
        yield "documents-text", application.window
        page.show_paper("tipkaart")
    if isinstance(page, SettingsPage):
        for key in page.keys:
            page.show_part(key)
            settle(app, application)
            yield f"settings-{key}", application.window
    if isinstance(page, MatchingPage):
        for row in reversed(page.desk.ask(rounds)):
            page.open_round(row.id)
            for step in page.steps:
                page.show_step(step)
                settle(app, application)
                yield f"matching-{row.state}-{row.variant}-{step}", application.window


def _choose_card(application: Application, key: str) -> None:
    """Choose a card on the board, or a paper, that the action has something to say about."""
    from app.clock import today
    from app.queries.board import board
    from ui.widgets.lane_board import LaneBoard
    from ui.widgets.row_table import RowTable

    if key.startswith("contact."):
        _choose_talk(application)
    page, session = application.window.page("placements"), application.session
    if key in {"documents.everybody", "documents.locked"}:
        _choose_paper(application)
    if key == "matching.calls":
        _choose_round(application)
    if key.startswith(("supervisors.", "places.")):
        for table in application.window.findChildren(RowTable):
            table.hold_one()
    if page is None or session is None or not key.startswith("placements."):
        return
    seeking = key in {
        "placements.propose",
        "placements.aside",
        "placements.own_find",
        "placements.no_place",
        "placements.wish",
    }
    rows = session.desk.ask(board, today=today())
    lane = Lane.SEEKING if seeking else Lane.RUNNING
    for lanes in page.findChildren(LaneBoard):
        lanes.choose(next(row.participation_id for row in rows if row.lane is lane))


def _choose_talk(application: Application) -> None:
    """Bring the next day with visits of somebody in view, one of them and a kennismaking in hand."""
    from app.clock import today
    from app.queries.contact import contacts
    from app.terms.pipeline import Form
    from ui.pages.contact import ContactPage

    page, session = application.window.page("contact"), application.session
    if not isinstance(page, ContactPage) or session is None:
        return
    rows = session.desk.ask(contacts, today=today())
    visits = ((one.day, row) for row in rows for one in row.appointments if one.is_open and one.form is Form.VISIT)
    day, row = min(((day, row) for day, row in visits if day > today()), key=lambda found: found[0])
    page.show_guide(row.supervisor_id)
    page.calendar.show_day(day)
    page.hand.choose(row.placement_id)
    if page.meetings.table.rows.rowCount():
        page.meetings.table.choose(page.meetings.table.rows.rows[0].placement_id)


def _choose_round(application: Application) -> None:
    """Bring the proposal of a round in view."""
    from app.queries.matching import rounds
    from app.terms.matching import RoundState
    from ui.pages.matching import MatchingPage

    page = application.window.page("matching")
    if isinstance(page, MatchingPage):
        page.open_round(next(row.id for row in page.desk.ask(rounds) if row.state is RoundState.PROPOSED))


def _choose_paper(application: Application) -> None:
    """Bring a paper about persons in view."""
    from ui.pages.documents import DocumentsPage

    page = application.window.page("documents")
    if isinstance(page, DocumentsPage):
        page.show_paper("progress_shared")


def _details(app: QApplication, application: Application) -> Iterator[tuple[str, QWidget]]:
    from app.clock import today
    from app.queries.board import board
    from app.queries.companies import companies

    session = application.session
    if session is None:
        return
    card = next(row for row in session.desk.ask(board, today=today()) if row.placement_id is not None)
    company = session.desk.ask(companies, today=today()).rows[0]
    for page, kind, key in (("placements", "student", card.student_id), ("companies", "company", company.id)):
        application.window.show_page(page)
        session.desk.open(kind, key)
        settle(app, application)
        yield f"{page}-details", application.window
        application.window.drawer.close_details()
