"""A number or an address on the clipboard, for a minute: long enough to paste it, not to be found there later."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

_SECONDS = 60


class Clip(QObject):
    """Puts text on the clipboard and takes it away again, unless something else was copied meanwhile."""

    def __init__(self, parent: QObject, seconds: float = _SECONDS) -> None:
        super().__init__(parent)
        self._text = ""
        self._timer = QTimer(self, singleShot=True, interval=round(seconds * 1000))
        self._timer.timeout.connect(self.forget)

    def copy(self, text: str) -> None:
        """Put ``text`` on the clipboard for a minute."""
        self._text = text
        QGuiApplication.clipboard().setText(text)
        self._timer.start()

    def forget(self) -> None:
        """Take away what was copied here, if it is still there."""
        clipboard = QGuiApplication.clipboard()
        if self._text and clipboard.text() == self._text:
            clipboard.clear()
        self._text = ""
