"""The life of the program: opening, unlocking, locking, closing; one school at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app import clock
from app.errors import Refusal, Trouble, TroubleKind
from app.progress import Progress
from app.text import translate
from ui.desk.actions import Actions
from ui.desk.ear import Ear
from ui.desk.jobs import Lanes
from ui.frame.covers import Chooser, Opening, Rescue, Welcome
from ui.frame.late_keys import is_late
from ui.frame.state import StateFile, WindowState
from ui.frame.window import Window
from ui.opening.lock_screen import LockScreen, Person
from ui.places import page_entries
from ui.theme import apply

if TYPE_CHECKING:
    from app.store.folder import Found, SchoolFolder
    from app.store.lock import SchoolLock
    from app.store.opening import OpenSchool
    from app.store.people import Unlocked
    from ui.frame.resume import Spot
    from ui.neighbour import Neighbour
    from ui.opening.set_up import SetUp
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
        self._practice = practice
        self._root = root
        self.state = StateFile(config or user_config_path("Driehoek", appauthor=False))
        if safe:
            self.state.state = WindowState()
        apply(app, self.state.state.theme, self.state.state.text_scale)
        self.lanes = Lanes(self)
        self.actions = Actions(self)
        self.session: Session | None = None
        self._folder: SchoolFolder | None = None
        self._lock: SchoolLock | None = None
        self._neighbour: Neighbour | None = None
        self._last_person = ""
        self._return_to: Spot | None = None
        self._after_lock: Callable[[], None] | None = None
        self._was_open = False
        self.is_over = False
        """Whether the program has let go of everything."""
        self.window = Window(page_entries(self), self.state)
        self.window.waits_at_close = True
        self.window.lock_wanted.connect(self.lock)
        self.window.close_wanted.connect(self.quit)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        self._pulse = QTimer(self)
        self._pulse.setInterval(_TICK_MS)
        self._pulse.timeout.connect(self._lock_after_sleep)
        self._last_pulse = time.time()

    def show(self) -> None:
        """Paint the window before anything heavy is loaded."""
        self.window.cover(Opening())
        self.window.show()

    def begin(self) -> None:
        """Load the rest and offer what there is: the practice school, the schools of this laptop, or a new one."""
        from app.store.folder import default_root

        self._root = self._root or default_root()
        self._app.installEventFilter(self)
        self._pulse.start()
        self.lanes.warm()
        self.offer()

    @property
    def app(self) -> QApplication:
        """The program as Qt sees it."""
        return self._app

    @property
    def root(self) -> Path:
        """The folder of the schools."""
        if self._root is None:
            raise RuntimeError("begin comes first")
        return self._root

    @property
    def is_practising(self) -> bool:
        """Whether it is the practice school, which needs no backup and goes to nobody."""
        return self._practice

    def offer(self) -> None:
        """Show who can open which school; a welcome where there is none."""
        from app.store.folder import schools
        from app.store.lineage import Register

        if self._practice and self._folder is None:
            self.practise()
            return
        if self._practice:
            self._show_lock(self._school_folder())
            return
        found = schools(self.root, Register(self.root).paths())
        mine = [school for school in found if self._folder in (None, school.folder)] or found
        if len(mine) == 1:
            self._show_lock(mine[0].folder)
        else:
            self._choose(mine)

    def _choose(self, found: Sequence[Found]) -> None:
        """Offer these schools and the other ways to begin."""
        screen: Chooser | Welcome
        if found:
            screen = Chooser([school.name for school in found])
            screen.chosen.connect(lambda at: self._show_lock(found[at].folder))
        else:
            screen = Welcome()
        screen.new_wanted.connect(self._set_up)
        screen.practice_wanted.connect(self.practise)
        screen.restore_wanted.connect(self._restore)
        self.window.cover(screen)

    def _choose_another(self) -> None:
        """Let go of the locked school, and offer all there are."""
        from app.store.folder import schools
        from app.store.lineage import Register

        self._let_go()
        if self._practice:
            clock.stand_still_at(None)  # its Monday is over
        self._practice, self._folder, self._last_person, self._return_to = False, None, "", None
        self._choose(schools(self.root, Register(self.root).paths()))

    def practise(self) -> None:
        """Open the fictional school to practise with; it is made the first time."""
        from ui.opening.practice import prepare

        self._practice = True
        screen = Opening(
            translate("Application", "De oefenschool wordt klaargezet"),
            translate("Application", "De eerste keer duurt dat even: een school van drie jaar komt tot leven."),
        )
        self.window.cover(screen)
        job = self.lanes.render(prepare, root=self.root.parent / "oefenschool")
        job.progressed.connect(screen.show_progress)
        job.done.connect(lambda made: self.open(*made))
        job.failed.connect(self._rescue)

    def open(self, folder: SchoolFolder, unlocked: Unlocked) -> None:
        """Open a school that is unlocked, and show its first page."""
        from app.store.backup_places import remembered_places
        from app.store.lineage import Register
        from app.store.opening import hold, open_school
        from ui.neighbour import Neighbour, call

        self._folder = folder
        if self._lock is None:
            try:
                self._lock = hold(folder)
            except Trouble as trouble:
                unlocked.drop()
                if trouble.kind is TroubleKind.LOCKED and call(folder):
                    self._end()
                else:
                    self._rescue(trouble)
                return
            self._neighbour = Neighbour(folder, self)
            self._neighbour.called.connect(self._come_forward)
        self._wait(translate("Application", "Je school gaat open"))
        places = remembered_places(folder)
        register = Register(folder.path.parent if self._practice else self.root)
        work = partial(_open, partial(open_school, folder, unlocked, register, self._lock, places=places))
        job = self.lanes.render(work)
        job.done.connect(self._enter)
        job.failed.connect(partial(self._fail_to_open, folder, unlocked))

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
        self._after_lock = self._restore
        self.lock()

    def _put_away(self, school: OpenSchool, _busy: bool = False) -> None:  # noqa: FBT001, FBT002 - the signal's argument
        school.put_away()
        self.offer()
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
        job = self.lanes.store_task(partial(_close, school, back_up=not self._practice))
        job.ended.connect(self._end)

    def _enter(self, school: OpenSchool) -> None:
        from ui.frame.resume import Spot, go_back
        from ui.session import Session

        self._was_open = True
        self.session = Session(school, self)
        self.window.uncover()
        go_back(self.session, self._return_to or Spot())
        self._return_to = None
        self._restart_idle()
        self._ask_code(school)

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
        self._return_to = session.spot
        self.session = None
        session.close()
        return session.school

    def _end(self) -> None:
        self._let_go()
        self.lanes.close()
        self.window.finish()
        self._app.removeEventFilter(self)
        self._pulse.stop()
        self.is_over = True
        self._app.quit()

    def _wait(self, text: str) -> None:
        self.window.cover(Opening(text))

    def _show_lock(self, folder: SchoolFolder) -> None:
        from app.store.people import people
        from ui.neighbour import call

        if self._lock is None and call(folder):
            self._end()
            return
        try:
            known = people(folder.keys)
        except Trouble as trouble:
            self._rescue(trouble)
            return
        self._folder = folder
        screen = LockScreen()
        screen.show_people([Person(person.id, person.name) for person in known], self._last_person or known[0].id)
        screen.unlock_wanted.connect(partial(self._unlock, screen))
        screen.recovery_wanted.connect(self._recover)
        screen.others_wanted.connect(self._choose_another)
        if self._practice:
            from ui.opening.practice import PASSPHRASE

            words = translate("Application", "De wachtzin van de oefenschool is: {phrase}")
            screen.say(words.format(phrase=PASSPHRASE))
        self.window.cover(screen)
        screen.focus()
        if not self._was_open:
            self._open_remembered(screen, folder)

    def _open_remembered(self, screen: LockScreen, folder: SchoolFolder) -> None:
        """Open for who asked this laptop to remember them: when the program starts, never after a lock."""
        from ui.opening.school_file import remembered_person, unlock_remembered

        person = remembered_person(folder)
        if person is None:
            return
        screen.set_busy(True)
        self._last_person = person
        job = self.lanes.render(unlock_remembered, folder=folder, person_id=person)
        Ear(screen, job, partial(self._hear_remembered, screen, folder), lambda _error: screen.set_busy(False))

    def _hear_remembered(self, screen: LockScreen, folder: SchoolFolder, unlocked: Unlocked | None) -> None:
        if unlocked is None:
            screen.set_busy(False)
            screen.focus()
        else:
            self.open(folder, unlocked)

    def _unlock(self, screen: LockScreen, person: str, passphrase: str) -> None:
        from app.store.people import unlock

        folder = self._school_folder()
        self._last_person = person
        job = self.lanes.render(lambda progress: unlock(folder.keys, person, passphrase))  # noqa: ARG005 - too short to tell
        job.done.connect(lambda unlocked: self.open(folder, unlocked))
        job.failed.connect(lambda error: screen.show_error(_words_of(error)))

    def _recover(self) -> None:
        from ui.dialogs.recover import RecoverDialog

        folder = self._school_folder()
        dialog = RecoverDialog(folder, self.lanes, self.window)
        dialog.recovered.connect(lambda unlocked: self.open(folder, unlocked))
        dialog.open()

    def _set_up(self) -> None:
        from ui.opening.set_up import SetUp

        screen = SetUp(self.root, self.lanes)
        screen.left.connect(self.offer)
        screen.finished.connect(partial(self._begin_with, screen))
        self.window.close_wanted.connect(screen.abandon)
        self.window.cover(screen)

    def _begin_with(self, screen: SetUp, folder: SchoolFolder, unlocked: Unlocked) -> None:
        """Open the school that was just made, on the page that its maker wanted first."""
        from ui.frame.resume import Spot

        self._return_to = Spot(screen.first_page)
        self.open(folder, unlocked)

    def _restore(self) -> None:
        from ui.dialogs.restore import RestoreDialog

        held = self._folder if self._lock is not None else None
        dialog = RestoreDialog(self.root, self.lanes, self.window, held=held)
        dialog.restored.connect(self._show_restored)
        dialog.open()

    def _show_restored(self, folder: SchoolFolder) -> None:
        """Offer the school that was put back, and let go of another one that was held."""
        if folder != self._folder:
            self._let_go()
        self._show_lock(folder)

    def _let_go(self) -> None:
        """Hold the school no longer, and answer no second start for it: that one may open it itself."""
        if self._neighbour is not None:
            self._neighbour.leave()
            self._neighbour = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _rescue(self, error: Exception) -> None:
        """Say what is the matter with the school and what can be done about it."""
        self._show_rescue(Rescue(_words_of(error)))

    def _fail_to_open(self, folder: SchoolFolder, unlocked: Unlocked, error: Exception) -> None:
        """A folder that was moved may be gone on with; anything else is said, with the keys dropped."""
        from app.store.lineage import NotOursError
        from app.terms.store import Standing

        if not isinstance(error, NotOursError) or error.claim.standing is not Standing.MOVED:
            unlocked.drop()
            self._rescue(error)
            return
        screen = Rescue(_words_of(error), can_go_on=True)
        screen.go_on_wanted.connect(partial(self._go_on_here, folder, unlocked))
        screen.again_wanted.connect(unlocked.drop)
        screen.restore_wanted.connect(unlocked.drop)
        self._show_rescue(screen)

    def _go_on_here(self, folder: SchoolFolder, unlocked: Unlocked) -> None:
        """Make the folder that was moved the school itself, and open it."""
        from ui.opening.copies import go_on_here

        job = self.lanes.render(go_on_here, folder=folder, unlocked=unlocked, root=self.root)
        job.done.connect(lambda _done: self.open(folder, unlocked))
        job.failed.connect(self._rescue)

    def _show_rescue(self, screen: Rescue) -> None:
        screen.again_wanted.connect(self.offer)
        screen.restore_wanted.connect(self._restore)
        self.window.cover(screen)

    def _school_folder(self) -> SchoolFolder:
        if self._folder is None:
            raise RuntimeError("no school was chosen")
        return self._folder

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
        return super().eventFilter(watched, event)

    def _restart_idle(self) -> None:
        if self.session is not None:
            self._idle.start(int(self.state.view("lock.minutes", _IDLE_MINUTES)) * 60_000)

    def _lock_after_sleep(self) -> None:
        """Lock when far more time went by than a beat: the laptop slept."""
        now = time.time()
        if now - self._last_pulse > _SLEPT_SECONDS:
            self.lock()
        self._last_pulse = now


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


def _words_of(error: Exception) -> str:
    """What went wrong, for the user; what is not ours to explain goes on to the crash dialog."""
    from app.store.troubles import sentence

    if isinstance(error, Refusal):
        return str(error)
    if isinstance(error, Trouble):
        return sentence(error.kind)
    raise error
