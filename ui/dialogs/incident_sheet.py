"""A noodblad for Meldingen: a code that goes on paper, and works once it was typed back from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk.job_form import JobForm
from ui.opening.recovery_paper import RecoveryPaper
from ui.theme import Tone
from ui.widgets.button import Button
from ui.widgets.code_view import CodeView
from ui.widgets.flow import FlowLayout
from ui.widgets.notice import Notice
from ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from ui.desk.jobs import Lanes


class IncidentSheetDialog(JobForm):
    """Shows ``code``; reports what was ``typed`` back. Left before that, the sheet of before keeps working."""

    def __init__(self, school: str, code: str, lanes: Lanes, parent: QWidget) -> None:
        super().__init__(
            self.tr("Noodblad voor Meldingen"),
            lanes,
            parent,
            save=self.tr("De code staat op papier"),
            intro=self.tr(
                "Is je wachtzin voor Meldingen kwijt, dan lees je met deze code weer. Je ziet hem alleen nu. Leg het "
                "blad in een kluis, niet bij de herstelcode van de school: samen openen ze alles."
            ),
        )
        self._told = Notice()
        paper = RecoveryPaper(lanes, self, "sealed_sheet")
        paper.said.connect(lambda text: self._told.tell(text, Tone.DONE))
        paper.failed.connect(lambda text: self._told.tell(text, Tone.DANGER))
        view = CodeView(self.tr("Code van het noodblad"))
        view.show_code(code)
        box, buttons = QWidget(), QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        flow = FlowLayout(buttons, 8)
        for text, icon, slot in (
            (self.tr("&Druk af"), "printer", paper.print),
            (self.tr("&Bewaar als PDF"), "save", paper.keep),
        ):
            button = Button(text, icon)
            button.clicked.connect(partial(_put, slot, school, code))
            flow.addWidget(button)
        for part in (view, buttons, self._told):
            column.addWidget(part)
        self._body.insertWidget(self._body.indexOf(self.form), box)
        self.form.add(typed=TextField(self.tr("&Typ de code over van je papier"), required=True, longest=120))


def _put(slot: Any, school: str, code: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - the signal's
    slot(school, code)
