"""Everything that can be done by a key or a button, in one list: for buttons, search and the F1 page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.theme import icon
from ui.widgets.button import ICON_PROPERTY, key_text


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One line of the overview: what it does, by which key, and where it holds."""

    text: str
    key: str
    section: str


def local_action(
    owner: QObject,
    text: str,
    icon_name: str,
    slot: Callable[[], object],
    shortcut: str | QKeySequence.StandardKey | QKeySequence | Qt.Key = "",
) -> QAction:
    """An action of ``owner`` whose key works in the widgets that it is added to, and in what is inside them."""
    action = QAction(text, owner)
    action.setProperty(ICON_PROPERTY, icon_name)
    action.setShortcut(QKeySequence(shortcut))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked=False: slot())
    return action


class Actions(QObject):
    """The actions of the program by key, in the order in which they were added.

    ``section`` says where an action holds (the whole program, a page) and heads the overview.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._sections: dict[str, str] = {}
        self._fixed: list[Shortcut] = []

    def add(
        self,
        key: str,
        text: str,
        slot: Callable[[], object],
        *,
        owner: QWidget,
        section: str,
        shortcut: str | QKeySequence.StandardKey | QKeySequence = "",
        icon_name: str = "",
    ) -> QAction:
        """Make an action that works while ``owner``, or a widget in it, has the focus.

        Raises ``ValueError`` when the key is taken.
        """
        if key in self._actions:
            raise ValueError(key)
        action = local_action(owner, text, icon_name, slot, shortcut)
        if icon_name:
            action.setIcon(icon(icon_name, "petrol"))
        owner.addAction(action)
        self._actions[key] = action
        self._sections[key] = section
        action.destroyed.connect(lambda: self._forget(key, action))
        return action

    def note(self, text: str, key: str, section: str) -> None:
        """Add a line to the overview for a key that a widget handles itself, as arrows in a list."""
        line = Shortcut(text, key, section)
        if line not in self._fixed:
            self._fixed.append(line)

    def get(self, key: str) -> QAction:
        """The action with ``key``; raises ``KeyError`` when there is none."""
        return self._actions[key]

    @property
    def all(self) -> Sequence[tuple[str, QAction]]:
        """Every action with its key."""
        return list(self._actions.items())

    def shortcuts(self) -> list[Shortcut]:
        """What the overview shows: everything that has a key, section by section."""
        lines = [
            Shortcut(action.text().replace("&", ""), key_text(action.shortcut()), self._sections[key])
            for key, action in self._actions.items()
            if not action.shortcut().isEmpty()
        ]
        lines += self._fixed
        order = {section: at for at, section in reversed(list(enumerate(line.section for line in lines)))}
        return sorted(lines, key=lambda line: order[line.section])

    def _forget(self, key: str, action: QAction) -> None:
        if self._actions.get(key) is action:
            del self._actions[key]
            del self._sections[key]
