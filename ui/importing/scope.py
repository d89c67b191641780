"""Which klassen, opleidingen and periods a file is about: what is in it, and what of that counts now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.queries.import_rows import Preview, Scope
from app.queries.teaching import groups, periods, programmes
from ui.dialogs.import_scope import ImportScopeDialog

if TYPE_CHECKING:
    from ui.desk.desk import Desk


def ask_scope(desk: Desk, shown: Preview, screen: QWidget, take: Callable[[Scope], None]) -> None:
    """Ask which part of the school a file speaks for; outside it nobody is missed."""
    whole = shown.file_scope
    names = {row.id: row.name for row in desk.ask(programmes)}
    classes = [(row.code, f"{row.code} · {names[row.programme_id]}") for row in desk.ask(groups)]
    taught = [(row.crebo, f"{row.name} ({row.crebo})") for row in desk.ask(programmes)]
    terms = {row.code: row.code for row in desk.ask(periods)}
    dialog = ImportScopeDialog(
        shown.scope,
        classes if whole.groups else (),
        taught if whole.programmes else (),
        sorted(terms.items()) if whole.periods else (),
        screen,
    )
    dialog.chosen.connect(take)
    dialog.open()
