"""The folder of the school that this program holds, so that no other opens it; a second start is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.store.folder import SchoolFolder
    from app.store.lock import SchoolLock
    from ui.neighbour import Neighbour


class Holding(QObject):
    """Holds one folder, or none."""

    called = Signal()
    """A second start wants the school that this program holds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lock: SchoolLock | None = None
        self._neighbour: Neighbour | None = None

    @property
    def holds(self) -> bool:
        """Whether a folder is held."""
        return self._lock is not None

    def take(self, folder: SchoolFolder) -> SchoolLock:
        """The lock on ``folder``, taken now if it was not yet; raises ``Trouble(LOCKED)`` while another has it."""
        from app.store.opening import hold
        from ui.neighbour import Neighbour

        if self._lock is None:
            self._lock = hold(folder)
            self._neighbour = Neighbour(folder, self)
            self._neighbour.called.connect(self.called)
        return self._lock

    def let_go(self) -> None:
        """Hold the school no longer, and answer no second start for it: that one may open it itself."""
        if self._neighbour is not None:
            self._neighbour.leave()
            self._neighbour = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None
