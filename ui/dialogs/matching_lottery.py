"""The second part of the lottery, which somebody else chooses."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


class MatchingLotteryDialog(FormDialog):
    """Reports ``part`` and ``giver``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            self.tr("Tweede deel van de loting"),
            parent,
            save=self.tr("Leg vast"),
            intro=self.tr(
                "De loting beslist alleen wat verder precies gelijk is. De school trok haar deel al. Laat iemand "
                "anders het tweede deel kiezen, zoals de studentenraad: dan kan niemand de loting sturen."
            ),
        )
        self.form.add(
            part=TextField(
                self.tr("&Zes tekens of meer"),
                required=True,
                longest=60,
                hint=self.tr("Woorden of cijfers, zoals: zes wilgen 1948."),
            )
        )
        self.form.add(giver=TextField(self.tr("&Gekozen door"), required=True, longest=80))
