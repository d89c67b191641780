"""What must hold for every widget, page and dialog; each law gives the offenders in words.

``clipped``: no visible text is cut. ``nameless``: every control can be named by a screen reader.
``said_twice``: no description, and so no tip, repeats the name.
``untranslated``: with the ``Shout`` translator installed, every text of ours carries its marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTableView,
    QWidget,
)

from app.dates import SHORT_WEEKDAYS, WEEKDAYS
from ui.widgets.bits import KeyHint
from ui.widgets.text import Text

_SLACK = 1
_SAME_IN_EVERY_LANGUAGE = {"Driehoek", *WEEKDAYS, *SHORT_WEEKDAYS}  # names of days come from the locale


class Shout(QTranslator):
    """Marks whatever went through translation."""

    def translate(self, _context, text, _comment=None, _n=-1):
        return f"«{text}»"


def spoken(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def nameless(root: QWidget) -> list[str]:
    """The controls that the Tab key reaches and that have no name."""
    reached = [widget for widget in _all(root) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
    controls = [widget for widget in reached if not widget.isHidden() and not isinstance(widget, QScrollBar)]
    return [_who(widget) for widget in controls if not spoken(widget)]


def said_twice(root: QWidget) -> list[str]:
    """The visible controls of which a screen reader says the same words twice."""
    controls = [widget for widget in _all(root) if widget.isVisible() and widget.focusPolicy()]
    return [
        _who(widget)
        for widget in controls
        if spoken(widget)
        and spoken(widget) == QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)
    ]


def clipped(root: QWidget) -> list[str]:
    """The visible labels and buttons whose text does not fit where they are."""
    return [
        f"{_who(widget)} needs {need} has {has}"
        for widget in _all(root)
        if widget.isVisible() and isinstance(widget, QLabel | QAbstractButton) and widget.text()
        for need, has in _too_small(widget)
    ]


def untranslated(root: QWidget, data: Iterable[str] = ()) -> list[str]:
    """The texts without the marks of ``Shout``, save those that are data of the test."""
    known = tuple(item for item in data if item)
    return sorted({text for widget in _all(root) for text in _texts(widget) if _is_ours(text, known)})


def _all(root: QWidget) -> Iterator[QWidget]:
    yield root
    yield from root.findChildren(QWidget)


def _who(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} «{text or widget.accessibleName() or widget.objectName()}»"


def _too_small(widget: QLabel | QAbstractButton) -> Iterator[tuple[str, str]]:
    if isinstance(widget, Text) and widget.elides:
        return
    wraps = (isinstance(widget, QLabel) and widget.wordWrap()) or widget.hasHeightForWidth()
    need = widget.sizeHint()
    height = widget.heightForWidth(widget.width()) if wraps else need.height()
    width = widget.minimumSizeHint().width() if wraps else need.width()
    if isinstance(widget, QAbstractButton) and not wraps:
        width = widget.minimumSizeHint().width()
    if width > widget.width() + _SLACK or height > widget.height() + _SLACK:
        yield f"{width}×{height}", f"{widget.width()}×{widget.height()}"
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(parent.parentWidget(), QAbstractScrollArea):
        return
    right, bottom = widget.x() + widget.width(), widget.y() + widget.height()
    if right > parent.width() + _SLACK or bottom > parent.height() + _SLACK:
        yield f"{right}×{bottom} in its parent", f"{parent.width()}×{parent.height()}"


def _texts(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, KeyHint):
        return
    yield from (widget.accessibleName(), widget.toolTip())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QTableView) and widget.model() is not None:
        model = widget.model()
        for at in range(model.columnCount()):
            yield str(model.headerData(at, Qt.Orientation.Horizontal) or "")
    if isinstance(widget, QAbstractItemView):
        return


def _is_ours(text: str, known: tuple[str, ...]) -> bool:
    words = any(letter.isalpha() for letter in text)
    return words and "«" not in text and text not in _SAME_IN_EVERY_LANGUAGE and not text.startswith(known)
