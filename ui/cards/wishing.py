"""The leerwensen of the klas of a card, in one grid."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.commands.wish_grid import WishEntry, keep_wishes
from app.queries.board import CardRow
from app.queries.wish_grid import wish_grid
from app.text import plural
from ui.desk.desk import Desk
from ui.dialogs.wish_grid import WishGridDialog


class Wishing(QObject):
    """Fills in leerwensen of a klas; its dialog opens over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def fill(self, row: CardRow) -> None:
        """Open the grid of the klas of a card, in the period of that card."""
        if self._desk.presenting:
            self._desk.refused.emit(self.tr("In de presentatiemodus zijn namen verborgen. Zet die eerst uit."))
            return
        known = self._desk.ask(wish_grid, participation_id=row.participation_id)
        if known is None or not known.rows:
            return
        dialog = WishGridDialog(known, self._over)

        def keep(entries: tuple[WishEntry, ...]) -> None:
            count = plural(len(entries), self.tr("{n} leerwens"), self.tr("{n} leerwensen"))
            fact = self.tr("{count} van {group} bewaard").format(count=count, group=known.group)
            done = self._desk.do(keep_wishes, fact, dialog.refuse, period_id=known.period_id, entries=entries)
            if done is not None:
                dialog.accept()

        dialog.drafted.connect(keep)
        dialog.open()
