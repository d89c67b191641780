"""The placement in hand: its norm light as rings and in words, how to reach the company, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.clock import today
from app.queries.contact_rows import ContactRow, PromiseRow
from ui.pages.contact.lists import day_name, flowing, light_sign, rings
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowLayout
from ui.widgets.rings import Rings
from ui.widgets.text import Text

_FRAMED, _SOFT = 3, 4
"""The first actions have a frame, the one after them a colour; the rest are links."""


class ChosenStrip(Panel):
    """Under the week or the day; away while nobody is chosen."""

    kept = Signal(object)
    """The ``PromiseRow`` that was kept."""

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__("card", margin=12, spacing=8)
        self.light, self.about = Rings(), Text("", strong=True, wrap=True)
        self.reach = Text("", "small", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.about)
        words.addWidget(self.reach)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.light)
        head.addLayout(words, 1)
        self.column.addLayout(head)
        buttons = flowing()
        flow = FlowLayout(buttons)
        for at, action in enumerate(actions, start=1):
            kind = Kind.USUAL if at <= _FRAMED else Kind.SOFT if at == _SOFT else Kind.LINK
            flow.addWidget(Button.of(action, kind))
        self.column.addWidget(buttons)
        self._promises = flowing()
        self._open = FlowLayout(self._promises)
        self.column.addWidget(self._promises)

    def show_placement(self, row: ContactRow | None, obstacle: str = "") -> None:
        """Show how a placement stands, and why its next talk has no day; ``None`` for none."""
        self.setVisible(row is not None)
        if row is None:
            return
        sign = light_sign(row)
        self.light.show_rings(rings(row, today()), f"{row.student}: {sign.text}")
        self.about.setText(f"{row.student} · {row.company}")
        norm = self.tr("Norm: {joint} samen, {physical} op bezoek").format(
            joint=row.norm.joint, physical=row.norm.physical
        )
        if row.norm.source:
            norm = f"{norm} ({row.norm.source})"
        visits = self.tr("bezoek {when}").format(when=row.visits) if row.visits else ""
        due = self.tr("tevredenheid nog vragen (Shift+T)") if row.content_due else ""
        parts = (
            sign.text,
            obstacle,
            due,
            norm,
            row.person,
            row.person_phone or row.phone,
            visits or self.tr("bezoektijden onbekend"),
        )
        self.reach.setText(" · ".join(part for part in parts if part))
        self._show_promises([one for one in row.promises if one.kept_on is None])

    def _show_promises(self, promises: Sequence[PromiseRow]) -> None:
        """Each open promise as a button that ticks it off."""
        while (item := self._open.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setVisible(False)
                old.deleteLater()
        for one in promises:
            due = "" if one.due_on is None else self.tr("vóór {day}").format(day=day_name(one.due_on))
            words = " · ".join(part for part in (one.text, one.owner.label, due) if part)
            button = Button(self.tr("Gedaan: {what}").format(what=words), "check", Kind.LINK, small=True)
            button.clicked.connect(partial(self.kept.emit, one))
            self._open.addWidget(button)
        self._promises.setVisible(bool(promises))
