"""The life of the program: opening, unlocking, locking, closing; one school at a time."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.errors import Trouble, TroubleKind
from app.progress import Progress
from app.text import translate
from ui.desk.actions import Actions
from ui.desk.jobs import Lanes
from ui.doorway import Doorway
from ui.frame.covers import Opening
from ui.frame.late_keys import is_late
from ui.frame.state import StateFile, WindowState
from ui.frame.window import LOCK_KEY, Window
from ui.holding import Holding
from ui.places import page_entries
from ui.theme import apply

if TYPE_CHECKING:
    from app.store.folder import SchoolFolder
    from app.store.opening import OpenSchool
    from app.store.people import Unlocked
    from ui.frame.resume import Spot
    from ui.session import Session

_TICK_MS = 2_000
_SLEPT_SECONDS = 20
_IDLE_MINUTES = "10"
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,  # all that is seen of a key that is a shortcut
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
    }
)


class Application(QObject):
    """One window, one school; everything of it goes at the lock and comes back after it."""

    def __init__(
        self,
        app: QApplication,
        *,
        practice: bool = False,
        safe: bool = False,
        root: Path | None = None,
        config: Path | None = None,
    ) -> None:
        super().__init__(app)
        from platformdirs import user_config_path

        self._app = app
        self._given_root = root
        self.state = StateFile(config or user_config_path("Driehoek", appauthor=False))
        if safe:
            self.state.state = WindowState()
        apply(app, self.state.state.theme, self.state.state.text_scale)
        self.lanes = Lanes(self)
        self.actions = Actions(self)
        self.session: Session | None = None
        self._return_to: tuple[SchoolFolder, Spot] | None = None
        self._after_lock: Callable[[], None] | None = None
        self.is_over = False
        """Whether the program has let go of everything."""
        self.window = Window(page_entries(self), self.state)
        self.window.waits_at_close = True
        self.window.lock_wanted.connect(self.lock)
        self.window.close_wanted.connect(self.quit)
        self._holding = Holding(self)
        self._holding.called.connect(self._come_forward)
        self.door = Doorway(self.window, self.lanes, self._holding, self, practising=practice)
        self.door.unlocked.connect(self.open)
        self.door.taken.connect(self._end)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        self._pulse = QTimer(self)
        self._pulse.setInterval(_TICK_MS)
        self._pulse.timeout.connect(self._lock_after_sleep)
        self._last_pulse = _away()

    def show(self) -> None:
        """Paint the window before anything heavy is loaded."""
        self.window.cover(Opening())
        self.window.show()

    def begin(self) -> None:
        """Load the rest and offer what there is: the practice school, the schools of this laptop, or a new one."""
        from app.store.folder import default_root

        self._app.installEventFilter(self)
        self._pulse.start()
        self.lanes.warm()
        self.door.begin(self._given_root or default_root())

    @property
    def app(self) -> QApplication:
        """The program as Qt sees it."""
        return self._app

    @property
    def root(self) -> Path:
        """The folder of the schools."""
        return self.door.root

    @property
    def is_practising(self) -> bool:
        """Whether it is the practice school, which needs no backup and goes to nobody."""
        return self.door.practising

    def open(self, folder: SchoolFolder, unlocked: Unlocked) -> None:
        """Open a school that is unlocked, and show its first page."""
        from app.store.backup_places import remembered_places
        from app.store.lineage import Register
        from app.store.opening import open_school
        from ui.neighbour import call

        self.door.folder = folder
        try:
            lock = self._holding.take(folder)
        except Trouble as trouble:
            unlocked.drop()
            if trouble.kind is TroubleKind.LOCKED and call(folder):
                self._end()
            else:
                self.door.rescue(trouble)
            return
        self._wait(translate("Application", "Je school gaat open"))
        register = Register(folder.path.parent if self.is_practising else self.root)
        work = partial(open_school, folder, unlocked, register, lock, places=remembered_places(folder))
        job = self.lanes.render(partial(_open, work))
        job.done.connect(self._enter)
        job.failed.connect(partial(self.door.fail_to_open, folder, unlocked))

    def lock(self) -> None:
        """Drop the key and show nothing of the school until somebody unlocks it."""
        if self.session is None:
            return
        school = self._leave()
        self.lanes.stop_solving()
        if self.lanes.store_busy:  # what writes or backs up ends first
            self._wait(translate("Application", "Even afmaken wat loopt. Daarna gaat je school op slot."))
            self.lanes.store_busy_changed.connect(
                partial(self._put_away, school), Qt.ConnectionType.SingleShotConnection
            )
            return
        self._put_away(school)

    def restore(self) -> None:
        """Lock the school, and ask which backup to put back over it."""
        self._after_lock = self.door.restore
        self.lock()

    def _put_away(self, school: OpenSchool, _busy: bool = False) -> None:  # noqa: FBT001, FBT002 - the signal's argument
        school.put_away()
        self.door.offer()
        then, self._after_lock = self._after_lock, None
        if then is not None:
            then()

    def quit(self) -> None:
        """Back up, close the school and end the program."""
        if self.is_over:
            return
        if self.session is None:
            self._end()
            return
        school = self._leave()
        self._wait(translate("Application", "Er wordt een back-up gemaakt. Driehoek sluit zo."))
        job = self.lanes.store_task(partial(_close, school, back_up=not self.is_practising))
        job.ended.connect(self._end)

    def _enter(self, school: OpenSchool) -> None:
        from ui.frame.resume import Spot, go_back
        from ui.session import Session

        self.door.opened_before = True
        self.session = Session(school, self)
        self.window.uncover()
        go_back(self.session, self._spot_in(school) or Spot(self.door.first_page))
        self._return_to = None
        self.door.first_page = ""
        self._restart_idle()
        self._ask_code(school)

    def _spot_in(self, school: OpenSchool) -> Spot | None:
        """Where somebody was in this school when it locked."""
        folder, spot = self._return_to or (None, None)
        return spot if folder == school.folder else None

    def _ask_code(self, school: OpenSchool) -> None:
        """Ask, at every start until it is done, for the recovery code that set-up did not get on paper."""
        from ui.opening.school_file import lacks_code

        if lacks_code(school):
            from ui.dialogs.recovery_code import RecoveryCodeDialog

            RecoveryCodeDialog(school, self.lanes, self.window, unproven=True).open()

    def _leave(self) -> OpenSchool:
        """Take everything of the school off the screen; gives the school, still open."""
        session = self.session
        if session is None:
            raise RuntimeError("no school is open")
        self._idle.stop()
        self._return_to = session.school.folder, session.spot
        self.session = None
        session.close()
        return session.school

    def _end(self) -> None:
        self._holding.let_go()
        self.lanes.close()
        self.window.finish()
        self._app.removeEventFilter(self)
        self._pulse.stop()
        self.is_over = True
        self._app.quit()

    def _wait(self, text: str) -> None:
        self.window.cover(Opening(text))

    def _come_forward(self) -> None:
        """A second start asks for the window of this one."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._restart_idle()
        if is_late(watched, event):
            return True
        if _is_lock_key(event):
            self.lock()
            return True
        return super().eventFilter(watched, event)

    def _restart_idle(self) -> None:
        if self.session is not None:
            self._idle.start(int(self.state.view("lock.minutes", _IDLE_MINUTES)) * 60_000)

    def _lock_after_sleep(self) -> None:
        """Lock when far more time went by than a beat: the laptop slept."""
        now = _away()
        if now - self._last_pulse > _SLEPT_SECONDS:
            self.lock()
        self._last_pulse = now


def _is_lock_key(event: QEvent) -> bool:
    """Whether this is Ctrl+L, which works in dialogs and menus too, where no shortcut of the window does."""
    return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.keyCombination() == LOCK_KEY


if sys.platform == "linux":

    def _away() -> float:
        """The seconds that the laptop slept since it was switched on; a busy program adds nothing to them."""
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.monotonic()

else:

    def _away() -> float:
        """The time of the day, which runs on while the laptop sleeps."""
        return time.time()


def _open(open_school: Callable[..., OpenSchool], progress: Progress) -> OpenSchool:
    """Open the school, and finish what a set-up that was cut off left undone."""
    from ui.opening.founding import finish_founding

    school = open_school(progress=progress)
    try:
        finish_founding(school)
    except BaseException:
        school.put_away()
        raise
    return school


def _close(school: OpenSchool, progress: Progress, *, back_up: bool) -> None:
    """Make the backup of the day and let the file go; a place that is away is said at the next start."""
    from app.store.backup_places import remembered_places
    from app.terms.store import Reason

    try:
        if back_up and school.store.only_reading is None:
            school.back_up(remembered_places(school.folder), Reason.AT_CLOSE, progress)
    finally:
        school.put_away()
