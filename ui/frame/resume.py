"""Where somebody was when the screen locked, and the way back: page, details, form and field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.terms.drafts import DraftKey
from ui.desk.drafts import KeptDraft
from ui.desk.forms import reopen
from ui.frame.page import Page
from ui.reporting.flow import FORM as REPORT
from ui.reporting.offer import offer_report
from ui.reporting.screen import ReportScreen
from ui.widgets.form import FormDialog

if TYPE_CHECKING:
    from ui.desk.desk import Desk
    from ui.frame.window import Window
    from ui.session import Session


@dataclass(frozen=True, slots=True)
class Spot:
    """The page in view, the details beside it, and the form and field that somebody was typing in."""

    page: str = ""
    details: tuple[str, UUID] | None = None
    form: DraftKey | None = None
    field: str = ""


def spot_of(window: Window, details: tuple[str, UUID] | None) -> Spot:
    """Where somebody is now; what they typed last is kept as a draft."""
    for screen in window.findChildren(ReportScreen):
        if screen.isVisible():
            screen.keep_now()
            return Spot(window.shown, details, screen.key)
    for kept in window.findChildren(KeptDraft):
        dialog = kept.parent()
        if isinstance(dialog, FormDialog) and dialog.isVisible():
            kept.keep_now()
            return Spot(window.shown, details, kept.key, _field_of(dialog))
    page = window.page(window.shown)
    return Spot(window.shown, details, page.begun() if isinstance(page, Page) else None)


def go_back(session: Session, spot: Spot) -> None:
    """Show the spot again; what is gone meanwhile is left out."""
    window, desk = session.application.window, session.desk
    window.show_page(spot.page or "today")
    if spot.details is not None:
        desk.open(*spot.details)
    if spot.form is None:
        return
    page = window.page(spot.page)
    if not (isinstance(page, Page) and page.reopen(spot.form)):
        _reopen_elsewhere(desk, window, spot, spot.form)
    for dialog in window.findChildren(FormDialog):
        if dialog.isVisible() and spot.field:
            dialog.form[spot.field].setFocus(Qt.FocusReason.OtherFocusReason)


def _reopen_elsewhere(desk: Desk, window: Window, spot: Spot, form: DraftKey) -> None:
    """Open a form that belongs to no page alone."""
    if form.form == REPORT and form.subject:
        placement, _, appointment = form.subject.partition(":")
        offer_report(desk, window, UUID(hex=placement), UUID(hex=appointment) if appointment else None)
        return
    company = spot.details[1] if spot.details is not None and spot.details[0] == "company" else None
    reopen(desk, window, form, company)


def _field_of(dialog: FormDialog) -> str:
    """The name of the field that has the focus; empty where none has."""
    focus = QApplication.focusWidget()
    names = dialog.form.values
    return next((name for name in names if focus is not None and dialog.form[name].isAncestorOf(focus)), "")
