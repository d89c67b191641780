"""What stands before an open school: the lock screen, the choice of a school, set-up, restoring, and rescue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import clock
from app.errors import Refusal, Trouble
from app.text import translate
from ui.desk.ear import Ear
from ui.frame.covers import Chooser, Opening, Rescue, Welcome
from ui.opening.lock_screen import LockScreen, Person

if TYPE_CHECKING:
    from app.store.folder import Found, SchoolFolder
    from app.store.people import Unlocked
    from ui.desk.jobs import Lanes
    from ui.frame.window import Window
    from ui.holding import Holding
    from ui.opening.set_up import SetUp


class Doorway(QObject):
    """Shows who can open which school, until one is unlocked."""

    unlocked = Signal(object, object)
    """The ``SchoolFolder`` and the ``Unlocked`` school."""
    taken = Signal()
    """Another program has the school, and came forward."""

    def __init__(self, window: Window, lanes: Lanes, holding: Holding, parent: QObject, *, practising: bool) -> None:
        super().__init__(parent)
        self._window, self._lanes, self._holding = window, lanes, holding
        self._root: Path | None = None
        self._last_person = ""
        self.practising = practising
        """Whether it is the practice school."""
        self.folder: SchoolFolder | None = None
        """The school that was chosen, or opened last."""
        self.opened_before = False
        """Whether a school was open since the program began: then nobody comes in without a wachtzin."""
        self.first_page = ""
        """The page that the maker of a new school wants first."""

    @property
    def root(self) -> Path:
        """The folder of the schools."""
        if self._root is None:
            raise RuntimeError("begin comes first")
        return self._root

    def begin(self, root: Path) -> None:
        """Offer what there is in ``root``: the practice school, the schools of this laptop, or a new one."""
        self._root = root
        self.offer()

    def offer(self) -> None:
        """Show who can open which school; a welcome where there is none."""
        from app.store.folder import schools
        from app.store.lineage import Register

        if self.practising and self.folder is None:
            self.practise()
            return
        if self.practising:
            self._show_lock(self._chosen())
            return
        found = schools(self.root, Register(self.root).paths())
        mine = [school for school in found if self.folder in (None, school.folder)] or found
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
        screen.restore_wanted.connect(self.restore)
        self._window.cover(screen)

    def _choose_another(self) -> None:
        """Let go of the locked school, and offer all there are."""
        from app.store.folder import schools
        from app.store.lineage import Register

        self._holding.let_go()
        if self.practising:
            clock.stand_still_at(None)  # its Monday is over
        self.practising, self.folder, self._last_person = False, None, ""
        self._choose(schools(self.root, Register(self.root).paths()))

    def practise(self) -> None:
        """Open the fictional school to practise with; it is made the first time."""
        from ui.opening.practice import prepare

        self.practising = True
        screen = Opening(
            translate("Doorway", "De oefenschool wordt klaargezet"),
            translate("Doorway", "De eerste keer duurt dat even: een school van drie jaar komt tot leven."),
        )
        self._window.cover(screen)
        job = self._lanes.render(prepare, root=self.root.parent / "oefenschool")
        job.progressed.connect(screen.show_progress)
        job.done.connect(lambda made: self.unlocked.emit(*made))
        job.failed.connect(self.rescue)

    def _show_lock(self, folder: SchoolFolder) -> None:
        from app.store.people import people
        from ui.neighbour import call

        if not self._holding.holds and call(folder):
            self.taken.emit()
            return
        try:
            known = people(folder.keys)
        except Trouble as trouble:
            self.rescue(trouble)
            return
        self.folder = folder
        screen = LockScreen()
        screen.show_people([Person(person.id, person.name) for person in known], self._last_person or known[0].id)
        screen.unlock_wanted.connect(partial(self._unlock, screen))
        screen.recovery_wanted.connect(self._recover)
        screen.others_wanted.connect(self._choose_another)
        if self.practising:
            from ui.opening.practice import PASSPHRASE

            words = translate("Doorway", "De wachtzin van de oefenschool is: {phrase}")
            screen.say(words.format(phrase=PASSPHRASE))
        self._window.cover(screen)
        screen.focus()
        if not self.opened_before:
            self._open_remembered(screen, folder)

    def _open_remembered(self, screen: LockScreen, folder: SchoolFolder) -> None:
        """Open for who asked this laptop to remember them: when the program starts, never after a lock."""
        from ui.opening.school_file import remembered_person, unlock_remembered

        person = remembered_person(folder)
        if person is None:
            return
        screen.set_busy(True)
        self._last_person = person
        job = self._lanes.render(unlock_remembered, folder=folder, person_id=person)
        Ear(screen, job, partial(self._hear_remembered, screen, folder), lambda _error: screen.set_busy(False))

    def _hear_remembered(self, screen: LockScreen, folder: SchoolFolder, unlocked: Unlocked | None) -> None:
        if unlocked is None:
            screen.set_busy(False)
            screen.focus()
        else:
            self.unlocked.emit(folder, unlocked)

    def _unlock(self, screen: LockScreen, person: str, passphrase: str) -> None:
        from app.store.people import unlock

        folder = self._chosen()
        self._last_person = person
        job = self._lanes.render(lambda progress: unlock(folder.keys, person, passphrase))  # noqa: ARG005 - too short to tell
        job.done.connect(lambda unlocked: self.unlocked.emit(folder, unlocked))
        job.failed.connect(lambda error: screen.show_error(words_of(error)))

    def _recover(self) -> None:
        from ui.dialogs.recover import RecoverDialog

        folder = self._chosen()
        dialog = RecoverDialog(folder, self._lanes, self._window)
        dialog.recovered.connect(lambda unlocked: self.unlocked.emit(folder, unlocked))
        dialog.open()

    def _set_up(self) -> None:
        from ui.opening.set_up import SetUp

        screen = SetUp(self.root, self._lanes)
        screen.left.connect(self.offer)
        screen.finished.connect(partial(self._begin_with, screen))
        self._window.close_wanted.connect(screen.abandon)
        self._window.cover(screen)

    def _begin_with(self, screen: SetUp, folder: SchoolFolder, unlocked: Unlocked) -> None:
        """Open the school that was just made, on the page that its maker wanted first."""
        self.first_page = screen.first_page
        self.unlocked.emit(folder, unlocked)

    def restore(self) -> None:
        """Ask which backup to put back, or which school to take over."""
        from ui.dialogs.restore import RestoreDialog

        held = self.folder if self._holding.holds else None
        dialog = RestoreDialog(self.root, self._lanes, self._window, held=held)
        dialog.restored.connect(self._show_restored)
        dialog.open()

    def _show_restored(self, folder: SchoolFolder) -> None:
        """Offer the school that was put back, and let go of another one that was held."""
        if folder != self.folder:
            self._holding.let_go()
        self._show_lock(folder)

    def rescue(self, error: Exception) -> None:
        """Say what is the matter with the school and what can be done about it."""
        self._show_rescue(Rescue(words_of(error)))

    def fail_to_open(self, folder: SchoolFolder, unlocked: Unlocked, error: Exception) -> None:
        """A folder that was moved may be gone on with; anything else is said, with the keys dropped."""
        from app.store.lineage import NotOursError
        from app.terms.store import Standing

        if not isinstance(error, NotOursError) or error.claim.standing is not Standing.MOVED:
            unlocked.drop()
            self.rescue(error)
            return
        screen = Rescue(words_of(error), can_go_on=True)
        screen.go_on_wanted.connect(partial(self._go_on_here, folder, unlocked))
        screen.again_wanted.connect(unlocked.drop)
        screen.restore_wanted.connect(unlocked.drop)
        self._show_rescue(screen)

    def _go_on_here(self, folder: SchoolFolder, unlocked: Unlocked) -> None:
        """Make the folder that was moved the school itself, and open it."""
        from ui.opening.copies import go_on_here

        job = self._lanes.render(go_on_here, folder=folder, unlocked=unlocked, root=self.root)
        job.done.connect(lambda _done: self.unlocked.emit(folder, unlocked))
        job.failed.connect(self.rescue)

    def _show_rescue(self, screen: Rescue) -> None:
        screen.again_wanted.connect(self.offer)
        screen.restore_wanted.connect(self.restore)
        self._window.cover(screen)

    def _chosen(self) -> SchoolFolder:
        if self.folder is None:
            raise RuntimeError("no school was chosen")
        return self.folder


def words_of(error: Exception) -> str:
    """What went wrong, for the user; what is not ours to explain goes on to the crash dialog."""
    from app.store.troubles import sentence

    if isinstance(error, Refusal):
        return str(error)
    if isinstance(error, Trouble):
        return sentence(error.kind)
    raise error
