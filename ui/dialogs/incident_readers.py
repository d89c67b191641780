"""Who may read Meldingen, and one more person who may from now on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone of *Mensen*, and whether they may read."""

    person: str
    name: str
    reads: bool


class IncidentReadersDialog(FormDialog):
    """Says who reads and asks who may too; reports ``person`` and ``phrase``, which that person types."""

    def __init__(self, people: Sequence[Reader], parent: QWidget) -> None:
        reading = ", ".join(one.name for one in people if one.reads)
        super().__init__(
            self.tr("Wie mag Meldingen lezen"),
            parent,
            save=self.tr("Laat toe"),
            intro=self.tr(
                "Nu: {names}. Wie je toelaat, leest ook wat er al ligt, en typt hier zelf een wachtzin. Wie uit "
                "Mensen gaat, leest niet meer. Zorg dat er twee zijn: zonder wachtzin opent niemand het nog."
            ).format(names=reading),
        )
        others = [Option(one.person, one.name) for one in people if not one.reads]
        self.form.add(
            person=ChoiceField(
                self.tr("&Wie mag ook lezen?"), others, nothing=self.tr("Kies iemand uit Mensen"), required=True
            )
        )
        self.form.add(phrase=TextField(self.tr("&Wachtzin van die persoon voor Meldingen"), secret=True, required=True))
