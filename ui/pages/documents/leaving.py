"""The paper in view on its way out: printed, saved, mailed, or made for everybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.documents import Kind, Options, Rendered
from app.queries.school import school
from ui.desk.desk import Desk
from ui.dialogs.stale_contacts import StaleContactsDialog
from ui.leaving.gathering import Gathered, Wish, gathered
from ui.leaving.outgoing import Outgoing, Paper
from ui.leaving.series import Plan, Series


class Leaving(QObject):
    """Holds the paper that is in view, and lets it go; who is missing on it is said before that."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.out = Outgoing(desk, over)
        self._series = Series(desk, over)
        self._paper: Paper | None = None
        self._made_of: Gathered | None = None

    def hold(self, kind: Kind, made_of: Gathered | None, rendered: Rendered | None) -> None:
        """Take this as the paper in view; there is none while it is being made."""
        self._made_of, self._paper = made_of, None
        if made_of is not None and rendered is not None:
            self._paper = Paper(kind.name, kind.title, made_of.version, rendered)

    def let_go(self, way: Callable[[Paper], object]) -> None:
        """Let the paper in view leave, as it is now."""
        if self._paper is None or self._made_of is None:
            return
        missing = self._made_of.left_off
        if not missing:
            way(self._paper)
            return
        dialog = StaleContactsDialog([row.name for row in missing], self._over)
        dialog.saved.connect(dialog.accept)
        dialog.accepted.connect(partial(way, self._paper))
        dialog.check_wanted.connect(partial(self._desk.open, "helpline", missing[0].id))
        dialog.open()

    def offer_series(self, kind: Kind, wishes: Sequence[tuple[str, Wish]], options: Options, version: str) -> None:
        """A paper for each of ``wishes``, which have the names of their files."""
        about = self._desk.ask(school)
        if self._desk.presenting:
            self._desk.refused.emit(self.tr("In de presentatiemodus zijn namen verborgen. Zet die eerst uit."))
        elif about is not None and wishes:
            make = partial(gathered, tuple(wishes), self._desk.scope)
            self._series.offer(Plan(kind.name, kind.title, len(wishes), make, options, about.name, version))
