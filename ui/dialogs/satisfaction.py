"""How content student or company was with the guidance: two questions, asked of each apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.terms.contact import Content
from app.terms.pipeline import Party
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.field import REQUIRED
from ui.widgets.form import FormDialog


class SatisfactionDialog(FormDialog):
    """Asks one of the two; reports who answered and what."""

    answered = Signal(object, object, object)
    """The ``Party``, and how content it was with the school and with the other."""

    def __init__(self, student: str, company: str, parties: Sequence[Party], parent: QWidget) -> None:
        intro = self.tr(
            "Twee vragen bij het eind van de stage, aan de student en het leerbedrijf apart, zonder de ander erbij. "
            "Wat één antwoordt, toont Driehoek nergens; pas bij genoeg antwoorden telt het mee in het Stagepact."
        )
        super().__init__(self.tr("Tevreden over de begeleiding?"), parent, intro=intro)
        names = {Party.STUDENT: student, Party.COMPANY: company}
        who = [Option(party, names[party]) for party in parties]
        answers = [Option(one, one.label) for one in Content]
        self.form.add(party=ChoiceField(self.tr("&Wie antwoordt?"), who))
        self.form.add(
            school=ChoiceField(
                self.tr("Hoe tevreden over de begeleiding door &school?"),
                answers,
                nothing=self.tr("Kies"),
                required=True,
            )
        )
        self.form.add(
            other=ChoiceField(
                self.tr("Hoe tevreden over de begeleiding door het &leerbedrijf?"),
                answers,
                nothing=self.tr("Kies"),
                required=True,
            )
        )
        self.form["party"].changed.connect(self._ask_of)
        self._ask_of()
        self.saved.connect(self._report)

    def _ask_of(self) -> None:
        """The company is asked how the student took the guidance up; it does not judge itself."""
        of_student = self.form["party"].value is Party.STUDENT
        words = (
            self.tr("Hoe tevreden over de begeleiding door het leerbedrijf?")
            if of_student
            else self.tr("Hoe tevreden over hoe de student met de begeleiding omging?")
        )
        field = self.form["other"]
        field.label_widget.setText(f"{words} {REQUIRED}")
        if (control := field.focusProxy()) is not None:
            control.setAccessibleName(words)

    def _report(self, values: dict[str, Any]) -> None:
        self.answered.emit(values["party"], values["school"], values["other"])
