"""Keys that are typed just after a key that opened a dialog: they do nothing to what lies beneath it.

A desktop hands the focus over some tenths of a second after a dialog opened. Until then Qt still finds shortcuts in
the window beneath, where each letter is an action on the card in hand.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget


def is_late(watched: QObject, event: QEvent) -> bool:
    """Whether ``event`` is the shortcut of something beneath the dialog that is open."""
    if event.type() != QEvent.Type.Shortcut:
        return False
    dialog = QApplication.activeModalWidget()
    return dialog is not None and not any(
        isinstance(holder, QWidget) and (holder is dialog or dialog.isAncestorOf(holder))
        for holder in _holders(watched)
    )


def _holders(watched: QObject) -> Sequence[QObject | None]:
    """Where a shortcut belongs."""
    return watched.associatedObjects() if isinstance(watched, QAction) else [watched.parent()]
