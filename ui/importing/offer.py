"""The door to an import: over the whole window, with a backup before anything is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.progress import Progress
from app.text import translate
from ui.importing.flow import ImportFlow
from ui.importing.screen import ImportScreen

if TYPE_CHECKING:
    from app.store.opening import OpenSchool
    from ui.desk.desk import Desk
    from ui.frame.window import Window


def offer_import(desk: Desk, school: OpenSchool, window: Window, *, practising: bool = False) -> None:
    """Let somebody read tables in; the school to practise with needs no backup."""
    if desk.presenting:
        desk.refused.emit(
            translate("Import", "In de presentatiemodus zijn namen verborgen. Zet die uit om iets in te lezen.")
        )
        return
    screen = ImportScreen()
    flow = ImportFlow(desk, school.store, screen, None if practising else partial(_safeguard, school))

    def leave() -> None:
        window.uncover()
        page = window.page(window.shown)
        if page is not None:
            page.setFocus()

    flow.ended.connect(leave)
    window.cover(screen)


def _safeguard(school: OpenSchool, *, progress: Progress) -> None:
    """A backup where this laptop keeps them; raises when no place got it."""
    from app.store.backup import safeguard
    from app.store.backup_places import remembered_places
    from app.terms.store import Reason

    safeguard(school.folder, school.unlocked, remembered_places(school.folder), Reason.BEFORE_IMPORT, progress)
