"""Ctrl+K: people and companies with their number, pages and actions, in one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QObject

from app.clock import today
from app.queries.search import HitRow, hits
from app.text import fold
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.frame.window import Window
from ui.widgets.button import key_text
from ui.widgets.search_palette import Hit

_ICONS: Mapping[str, str] = {
    "student": "graduation-cap",
    "company": "building-2",
    "company_person": "user",
    "supervisor": "briefcase",
}
_MOST_ACTIONS = 6


class Search(QObject):
    """What the search field of the window finds, and where choosing it leads."""

    def __init__(self, desk: Desk, actions: Actions, window: Window) -> None:
        super().__init__(window)
        self._desk = desk
        self._actions = actions
        self._window = window

    def find(self, text: str) -> Sequence[Hit]:
        """People and companies first, each with the number to call, then pages and actions.

        The group of the best hit comes first; an empty text gives the pages.
        """
        found = self._desk.ask(hits, text=text, today=today()) if text.strip() else ()
        by_group: dict[str, list[Hit]] = {}
        for row in found:
            hit = self._found(row)
            by_group.setdefault(hit.group, []).append(hit)
        together = [hit for group in by_group.values() for hit in group]
        return [*together, *self._pages(text), *self._doings(text)]

    def go(self, key: tuple[str, object]) -> None:
        """Show what was chosen, or do it."""
        kind, value = key
        if kind == "page":
            self._window.show_page(str(value))
        elif kind == "action":
            self._actions.get(str(value)).trigger()
        elif isinstance(value, HitRow):
            self._desk.open(*value.opens)

    def _found(self, row: HitRow) -> Hit:
        group = self.tr("Leerbedrijven") if row.kind == "company" else self.tr("Mensen")
        about = (self.tr("stagebegeleider"),) if row.kind == "supervisor" else row.about
        return Hit(("hit", row), row.title, " · ".join(about), _ICONS[row.kind], group, row.phone)

    def _pages(self, text: str) -> Iterator[Hit]:
        for entry in self._window.entries:
            if _matches(entry.title, text):
                yield Hit(("page", entry.key), entry.title, "", entry.icon, self.tr("Pagina’s"), "")

    def _doings(self, text: str) -> Iterator[Hit]:
        if not text.strip():
            return
        found = 0
        for key, action in self._actions.all:
            words = action.text().replace("&", "")
            if action.isEnabled() and _matches(words, text) and found < _MOST_ACTIONS:
                found += 1
                yield Hit(("action", key), words, "", "sparkles", self.tr("Doen"), key_text(action.shortcut()))


def _matches(words: str, text: str) -> bool:
    """Whether every word typed begins a word of ``words``."""
    beginnings = fold(words).split()
    return all(any(word.startswith(part) for word in beginnings) for part in fold(text).split())
