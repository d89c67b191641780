"""The door to a report: over the whole window, back to the page afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from app.clock import today
from app.queries.contact import contact
from app.terms.pipeline import Moment
from app.text import translate
from ui.desk.contentment import ask_content
from ui.reporting.flow import start_report

if TYPE_CHECKING:
    from ui.desk.desk import Desk
    from ui.frame.window import Window


def offer_report(desk: Desk, window: Window, placement_id: UUID, appointment_id: UUID | None) -> None:
    """Let somebody report a talk; while names are hidden there is nothing to report."""
    if desk.presenting:
        desk.refused.emit(translate("Report", "In de presentatiemodus zijn namen verborgen. Zet die eerst uit."))
        return
    flow = start_report(desk, placement_id, appointment_id)
    if flow is None:
        desk.refused.emit(translate("Report", "Deze plaatsing bestaat niet meer."))
        return

    def leave() -> None:
        window.uncover()
        page = window.page(window.shown)
        if page is not None:
            page.setFocus()
        row = desk.ask(contact, placement_id, today=today()) if flow.recorded is Moment.END else None
        if row is not None and row.content_due:
            ask_content(desk, window, row, row.content_due)

    flow.ended.connect(leave)
    window.cover(flow.screen)
    flow.screen.show_step(flow.screen.step)
