"""What can be done with the paper in view: the usual as buttons, the rest behind one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.switch import Switch

_USUAL = ("save", "everybody", "text")
_RARE = ("locked", "open", "mail", "find", "check")
_AT_TIMES = ("everybody", "text")
"""Buttons that not every paper has."""
_TUCKED = "everybody"
"""What goes behind the last button where the text is large, so that the head stays one line."""
_GAP = 14


class Head(QWidget):
    """The switch between the papers and the register, and the buttons of the paper in view."""

    def __init__(self, switch: Switch, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch, self._actions = switch, actions
        self._tucked = False
        self._buttons = QWidget(self)
        beside = FlowLayout(self._buttons)
        self._button = {key: Button.of(actions[key]) for key in _USUAL}
        for button in self._button.values():
            beside.addWidget(button)
        self._more = Button(self.tr("Meer"), "chevron-down")
        self._more.clicked.connect(self._offer)
        beside.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(switch, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self._buttons, 1)

    def show_buttons(self, *, shown: bool) -> None:
        """Whether there is a paper in view to do something with."""
        self._buttons.setVisible(shown)

    def sift(self) -> None:
        """Leave out what cannot be done with this paper."""
        able = {key for key in self._button if self._actions[key].isEnabled() or key not in _AT_TIMES}
        need = self._switch.sizeHint().width() + self._more.sizeHint().width() + 2 * _GAP
        need += sum(self._button[key].sizeHint().width() + _GAP for key in able)
        self._tucked = need > self.width()
        for key, button in self._button.items():
            button.setVisible(key in able and not (self._tucked and key == _TUCKED))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sift()

    def menu(self) -> QMenu:
        """What is done now and then; it deletes itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offered = (_TUCKED, *_RARE) if self._tucked else _RARE
        menu.addActions([self._actions[key] for key in offered if self._actions[key].isEnabled()])
        return menu

    def _offer(self) -> None:
        self.menu().popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
