"""What a visit asks of company and road: when one can come, and how far it is; asked from more than one page."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.commands.travel import VisitHours, WayDraft, keep_visit_hours, keep_way
from app.queries.travel import WayRow, named, visit_hours
from app.text import translate
from ui.desk.desk import Desk


def edit_visit_hours(desk: Desk, parent: QWidget, company_id: UUID) -> None:
    """Ask on which days and between which times a company can be visited."""
    from ui.dialogs.visit_hours import VisitHoursDialog

    known = desk.ask(visit_hours, company_id)
    if known is None:
        return
    dialog = VisitHoursDialog(known, parent)
    fact = translate("Forms", "Bezoektijden van {company} bewaard").format(company=known.name)

    def keep(hours: VisitHours) -> None:
        done = desk.do(keep_visit_hours, fact, dialog.refuse, company_id=company_id, hours=hours, seen=known.version)
        if done is not None:
            dialog.accept()

    dialog.answered.connect(keep)
    dialog.open()


def edit_way(
    desk: Desk, parent: QWidget, *, known: WayRow | None = None, legs: Sequence[WayDraft] = (), at: int = 0
) -> None:
    """Ask how far it is between two places; ``legs`` are those of a day, of which ``at`` is shown first."""
    from ui.dialogs.way import WayDialog

    dialog = WayDialog(known, legs, at, parent)

    def keep(draft: WayDraft) -> None:
        words = translate("Forms", "{here} naar {there}: {minutes} minuten, eigen reistijd")
        fact = words.format(here=named(draft.here), there=named(draft.there), minutes=draft.minutes)
        key, seen = (None, None) if known is None else (known.id, known.version)
        if desk.do(keep_way, fact, dialog.refuse, draft=draft, way_id=key, seen=seen) is not None:
            dialog.accept()

    dialog.answered.connect(keep)
    dialog.open()
