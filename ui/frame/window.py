"""The one window: navigation, top bar, the page in view, the drawer beside it, and the bars below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, QMargins, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.desk.jobs import Job
from ui.frame.navigation import NavEntry, Navigation
from ui.frame.state import StateFile
from ui.frame.top_bar import TopBar
from ui.theme import look, theme
from ui.widgets.bits import Panel
from ui.widgets.button import key_text
from ui.widgets.drawer import Drawer
from ui.widgets.job_bar import JobBar
from ui.widgets.message_bar import MessageBar
from ui.widgets.page_frame import PageFrame

LOCK = "lock"
LOCK_KEY = QKeyCombination(Qt.Modifier.CTRL, Qt.Key.Key_L)
_UNFOLDED_FROM = 1400
_NUMBERED = 9
_BAR = 32
_USUAL, _TITLE = (1366, 768), 40


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of the program: what identifies it, its word and icon, and how it is made when first shown."""

    key: str
    title: str
    icon: str
    factory: Callable[[], QWidget]
    locked: bool = False
    """Whether it opens by a passphrase of its own."""
    low: bool = False
    """Whether it stands at the bottom of the navigation."""


class Window(QMainWindow):
    """The frame around every page.

    Pages are made when they are first shown. The drawer, the message bar and the job bar are
    the same for all of them. The title never holds a name.
    """

    page_shown = Signal(str)
    lock_wanted = Signal()
    close_wanted = Signal()
    """The user closes the window; with ``waits_at_close`` it stays until ``finish()``."""

    def __init__(self, pages: Sequence[PageEntry], state: StateFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Driehoek")
        self._entries = {entry.key: entry for entry in pages}
        self._pages: dict[str, QWidget] = {}
        self._shown = ""
        self._finished = False
        self.waits_at_close = False
        self._state = state
        self.navigation = Navigation(self._nav_entries(pages), self)
        self.top = TopBar(self)
        self.drawer = Drawer(self)
        self.messages = MessageBar(self)
        self.jobs = JobBar(self)
        self._stack = QStackedWidget(self)
        self._frame = self._build()
        self._cover: QWidget | None = None
        self._covers = QStackedWidget(self)
        self._covers.addWidget(self._frame)
        self.setCentralWidget(self._covers)
        self.navigation.chosen.connect(self._go)
        self.top.search.left.connect(self._to_page)
        self.drawer.opened.connect(self._arrange)
        self.drawer.closed.connect(self._arrange)
        theme.changed.connect(self._arrange)
        self._bind_keys(pages)
        self._restore()

    def _nav_entries(self, pages: Sequence[PageEntry]) -> list[NavEntry]:
        upper = [entry for entry in pages if not entry.low]
        hints = {entry.key: f"Ctrl+{at}" for at, entry in enumerate(upper[:_NUMBERED], start=1)}
        entries = [
            NavEntry(entry.key, entry.title, entry.icon, hints.get(entry.key, ""), entry.locked, entry.low)
            for entry in pages
        ]
        return [*entries, NavEntry(LOCK, self.tr("Vergrendel"), "lock", key_text(QKeySequence(LOCK_KEY)), low=True)]

    def _build(self) -> QWidget:
        frame = QWidget(self)
        bottom = Panel("bottom", margin=0)
        bars = QHBoxLayout()
        bars.setContentsMargins(20, 6, 20, 6)
        bars.setSpacing(16)
        bars.addWidget(self.messages, 1)
        bars.addWidget(self.jobs)
        bars.addStrut(_BAR)
        bottom.column.addLayout(bars)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.drawer)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        column.addWidget(bottom)
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(column, 1)
        return frame

    def _bind_keys(self, pages: Sequence[PageEntry]) -> None:
        for at, entry in enumerate([page for page in pages if not page.low][:_NUMBERED], start=1):
            QShortcut(QKeySequence(f"Ctrl+{at}"), self._frame, lambda key=entry.key: self.show_page(key))
        QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_K), self._frame, self.top.search.search)
        QShortcut(QKeySequence(Qt.Key.Key_F6), self._frame, self.next_region)
        close = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._frame, self.drawer.close_details)
        close.setEnabled(False)
        self.drawer.opened.connect(lambda: close.setEnabled(True))
        self.drawer.closed.connect(lambda: close.setEnabled(False))

    @property
    def entries(self) -> Sequence[PageEntry]:
        """The pages, in the order of the navigation."""
        return tuple(self._entries.values())

    @property
    def frame(self) -> QWidget:
        """What holds all but a cover: keys of its actions are off while something covers it."""
        return self._frame

    @property
    def shown(self) -> str:
        """The key of the page in view; empty before the first."""
        return self._shown

    def page(self, key: str) -> QWidget | None:
        """A page that has been made."""
        return self._pages.get(key)

    def show_page(self, key: str) -> None:
        """Bring a page in view, made now if it was not yet; raises ``KeyError`` for an unknown key."""
        entry = self._entries[key]
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = entry.factory()
            self._stack.addWidget(page)
            if isinstance(page, PageFrame):
                page.primary_changed.connect(self._show_primary)
        if key != self._shown:
            self.drawer.close_details()
            self.top.search.leave()
            self.messages.leave_page()
        self._shown = key
        self.top.set_quiet(isinstance(page, PageFrame) and page.QUIET)
        self._stack.setCurrentWidget(page)
        self.navigation.show_page(key)
        self._show_primary()
        self._state.change(page=key)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(key)

    def forget_pages(self) -> None:
        """Destroy every page, dialog and what the bars say: nothing of the school is left on the screen."""
        self.drawer.close_details()
        self.messages.clear()
        self.top.search.leave()
        self.top.set_quiet(False)
        self.top.show_primary(None)
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._shown = ""
        for dialog in self.findChildren(QDialog):
            dialog.deleteLater()

    def cover(self, widget: QWidget) -> None:
        """Show ``widget`` (the lock, the set-up) instead of the whole frame; its keys are off too."""
        first = widget.focusWidget() or widget
        self.uncover()
        self._cover = widget
        self._covers.addWidget(widget)
        self._covers.setCurrentWidget(widget)
        self._frame.setEnabled(False)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Show the frame again."""
        if self._cover is not None:
            self._covers.removeWidget(self._cover)
            self._cover.deleteLater()
            self._cover = None
        self._frame.setEnabled(True)

    @property
    def covered(self) -> bool:
        """Whether something covers the frame."""
        return self._cover is not None

    def finish(self) -> None:
        """Close now: what had to be done first is done."""
        self._finished = True
        self.close()

    def watch(self, job: Job, title: str, *, can_stop: bool = True) -> None:
        """Show a job in the job bar until it ends."""
        self.jobs.watch(job, title, can_stop=can_stop)

    def next_region(self) -> None:
        """Move the focus on: navigation, page, drawer."""
        focus = QApplication.focusWidget()
        if focus is not None and self.navigation.isAncestorOf(focus):
            target: QWidget = self._stack.currentWidget() or self
        elif focus is not None and not self.drawer.isAncestorOf(focus) and self.drawer.isVisible():
            target = self.drawer
        else:
            self.navigation.focus()
            return
        takers = [widget for widget in target.findChildren(QWidget) if _takes_tab(widget)]
        if takers:
            takers[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        place = self.normalGeometry() if self.isMaximized() else self.geometry()
        where = (place.x(), place.y(), place.width(), place.height())
        self._state.change(place=where, maximised=self.isMaximized())
        if not self._finished:
            self.close_wanted.emit()
        if self.waits_at_close and not self._finished:
            event.ignore()
            return
        super().closeEvent(event)

    def _go(self, key: str) -> None:
        if key == LOCK:
            self.lock_wanted.emit()
        else:
            self.show_page(key)

    def _to_page(self) -> None:
        page = self._stack.currentWidget()
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_primary(self) -> None:
        page = self._pages.get(self._shown)
        self.top.show_primary(page.primary if isinstance(page, PageFrame) else None)

    def _arrange(self) -> None:
        """Fold the navigation where room is short, and let the drawer take its share."""
        narrow = self.width() < _UNFOLDED_FROM * look().scale
        self.navigation.fold(narrow or self.drawer.isVisible())
        self.drawer.fit_into(self.width())
        self.top.step_back(self.drawer.has_primary)

    def _restore(self) -> None:
        """Stand where the window stood, wholly on a screen; at first as large as usual, or as the screen lets it."""
        self.setMinimumSize(640, 400)
        place = self._state.state.place
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        stood = [QRect(*place) & area for area in screens if area.intersects(QRect(*place))] if place else []
        if stood:
            self.setGeometry(max(stood, key=lambda part: part.width() * part.height()))
        else:
            room = screens[0].size().shrunkBy(QMargins(0, _TITLE, 0, 0)) if screens else QSize(*_USUAL)
            self.resize(QSize(*_USUAL).boundedTo(room))
        if self._state.state.maximised:
            self.setWindowState(Qt.WindowState.WindowMaximized)


def _takes_tab(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
