"""The placement in hand: its norm light as rings and in words, how to reach the company, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.clock import today
from app.queries.contact import ContactRow
from ui.pages.contact.lists import flowing, light_sign, rings
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowLayout
from ui.widgets.rings import Rings
from ui.widgets.text import Text

_FRAMED, _SOFT = 3, 4
"""The first actions have a frame, the one after them a colour; the rest are links."""


class ChosenStrip(Panel):
    """Under the week or the day; away while nobody is chosen."""

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

    def show_placement(self, row: ContactRow | None) -> None:
        """Show how a placement stands; ``None`` for none."""
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
        self.reach.setText(
            " · ".join(part for part in (sign.text, norm, row.person, row.person_phone or row.phone) if part)
        )
