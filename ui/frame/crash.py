"""Our own mistakes: kept in a log and a report without values, and told in one dialog."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from copy import copy
from itertools import count
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app import clock
from app.progress import Cancelled
from ui.frame.report import report, stack_lines
from ui.theme import look
from ui.widgets.button import Button, Kind
from ui.widgets.text import Text

LOG_NAME = "driehoek.log"
_LOG_BYTES, _LOGS = 500_000, 3
_REPORTS = 10
_log = logging.getLogger("driehoek")


class _Formatter(logging.Formatter):
    """Writes the place of an error, never its message: that quotes values."""

    def format(self, record: logging.LogRecord) -> str:
        own = copy(record)
        vars(own)["exc_text"] = None  # another handler may have written the message of the error into it
        return super().format(own)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        return "\n".join(stack_lines(ei[1])) if ei[1] is not None else ""


class CrashDialog(QDialog):
    """Says that we made a mistake, what is safe, and shows the report that can be sent on."""

    def __init__(self, text: str, file: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Er ging iets mis"))
        self._text, self._file = text, file
        words = self.tr(
            "Dit is een fout van het programma. Wat je al had bewaard, staat er nog. "
            "Kijk of je laatste stap is gelukt. Het verslag hieronder bevat geen namen en geen inhoud; "
            "je mag het doorsturen."
        )
        shown = QPlainTextEdit(text)
        shown.setReadOnly(True)
        shown.setAccessibleName(self.tr("Verslag van de fout"))
        shown.setMinimumSize(look().px(480), look().px(180))
        copy = Button(self.tr("Kopieer verslag"), "file-output")
        copy.clicked.connect(self._copy)
        folder = Button(self.tr("Toon bestand"), "folder-open")
        folder.clicked.connect(self._show_folder)
        folder.setVisible(file is not None)
        close = Button(self.tr("Verder werken"), kind=Kind.PRIMARY)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(copy)
        foot.addWidget(folder)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(12)
        column.addWidget(Text(self.tr("Er ging iets mis"), "section"))
        column.addWidget(Text(words, wrap=True))
        column.addWidget(shown, 1)
        column.addLayout(foot)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

    def _show_folder(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))


class Crashes(QObject):
    """Catches what nobody caught, in any thread; one dialog at a time.

    ``parent_of`` gives the window over which the dialog opens.
    """

    caught = Signal(str)
    """The report of an error, once it has been kept."""
    _arrived = Signal(object)

    def __init__(self, folder: Path, parent_of: Callable[[], QWidget | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._parent_of = parent_of
        self._open: CrashDialog | None = None
        self._log: RotatingFileHandler | None = None
        self._before: tuple[Any, Any] | None = None
        self._arrived.connect(self._tell)

    @property
    def dialog(self) -> CrashDialog | None:
        """The dialog that is open now."""
        return self._open

    def install(self) -> None:
        """Catch and log from now on; a folder that refuses costs only the log."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(
                self._folder / LOG_NAME, maxBytes=_LOG_BYTES, backupCount=_LOGS, encoding="utf-8"
            )
        except OSError:
            handler = None
        if handler is not None:
            handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
            logging.getLogger().addHandler(handler)
            self._log = handler
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def uninstall(self) -> None:
        """Let go of the hooks and the log."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None
        if self._log is not None:
            logging.getLogger().removeHandler(self._log)
            self._log.close()
            self._log = None

    def catch(self, error: BaseException) -> None:
        """Keep a report of an error and tell the user; safe from any thread."""
        if isinstance(error, Cancelled):
            return
        _log.error("caught\n%s", "\n".join(stack_lines(error)))
        self._arrived.emit(error)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.catch(error)

    def _thread_hook(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.catch(arguments.exc_value)

    def _tell(self, error: BaseException) -> None:
        text = report(error)
        file = self._keep(text)
        self.caught.emit(text)
        app = QCoreApplication.instance()
        if self._open is not None or not isinstance(app, QApplication) or QThread.currentThread() != app.thread():
            return
        self._open = CrashDialog(text, file, self._parent_of())
        self._open.destroyed.connect(self._closed)
        self._open.open()

    def _keep(self, text: str) -> Path | None:
        """Write the report beside the log; the oldest go when there are many."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            stem = f"fout-{clock.now():%Y%m%d-%H%M%S}"
            names = (self._folder / f"{stem}-{at:03}.txt" for at in count())
            file = next(name for name in names if not name.exists())
            file.write_text(text, encoding="utf-8")
            for old in sorted(self._folder.glob("fout-*.txt"))[:-_REPORTS]:
                old.unlink()
        except OSError:
            return None
        return file

    def _closed(self) -> None:
        self._open = None
