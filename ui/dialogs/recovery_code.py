"""A new recovery code: made, put on paper, and typed back from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Refusal
from app.text import translate
from ui.desk.job_form import JobForm
from ui.desk.jobs import Lanes
from ui.opening.recovery_paper import RecoveryPaper
from ui.opening.school_file import is_code_of, name_of, new_code
from ui.theme import Tone
from ui.widgets.button import Button
from ui.widgets.code_view import CodeView
from ui.widgets.notice import Notice
from ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from app.store.ciphers import Cost
    from app.store.opening import OpenSchool

_LONGEST = 120


class RecoveryCodeDialog(JobForm):
    """First says that the old code goes; then shows the new one until it was typed back.

    ``unproven``: set-up was cut off before anyone showed that the first code is on paper.
    """

    def __init__(
        self, school: OpenSchool, lanes: Lanes, parent: QWidget, *, cost: Cost | None = None, unproven: bool = False
    ) -> None:
        lost = translate(
            "RecoveryCodeDialog",
            "Is het blad met de code weg, of heeft iemand het gezien? Maak dan een nieuwe. De oude code opent deze "
            "school daarna niet meer, alleen nog back-ups van voor vandaag.",
        )
        never = translate(
            "RecoveryCodeDialog",
            "Het inrichten stopte voordat je de herstelcode had overgetypt. Zonder die code komt niemand er meer in "
            "als je je wachtzin vergeet. Maak er nu een en leg hem op papier vast. Kies je Annuleer, dan vraagt "
            "Driehoek het de volgende keer weer.",
        )
        super().__init__(
            translate("RecoveryCodeDialog", "Nieuwe herstelcode"),
            lanes,
            parent,
            save=translate("RecoveryCodeDialog", "Maak een nieuwe (de oude vervalt definitief)"),
            intro=never if unproven else lost,
        )
        self._school, self._cost = school, cost
        self._shown = False
        self._view = CodeView(translate("RecoveryCodeDialog", "Herstelcode"))
        self._paper = RecoveryPaper(lanes, self)
        self._told = Notice()
        self._paper.said.connect(lambda text: self._told.tell(text, Tone.DONE))
        self._paper.failed.connect(lambda text: self._told.tell(text, Tone.DANGER))
        self._new = self._new_code_box()
        self._new.setVisible(False)
        self.saved.connect(self._go_on)

    def reject(self) -> None:
        """Leave, but not before the new code is known to be on paper: it is shown this once."""
        if self._shown:
            words = translate("RecoveryCodeDialog", "Typ eerst de code over. Daarna zie je hem niet meer.")
            self.refuse(Refusal(words, "recovery_code"))
        else:
            super().reject()

    def _new_code_box(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        buttons = QHBoxLayout()
        for text, icon, slot in (
            (translate("RecoveryCodeDialog", "&Druk af"), "printer", self._paper.print),
            (translate("RecoveryCodeDialog", "&Bewaar als PDF"), "save", self._paper.keep),
        ):
            button = Button(text, icon)
            button.clicked.connect(partial(self._on_paper, slot))
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addWidget(self._view)
        column.addLayout(buttons)
        column.addWidget(self._told)
        self._body.insertWidget(self._body.indexOf(self.form), box)
        return box

    def _on_paper(self, slot: Any, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - the signal's argument
        slot(name_of(self._school.folder), self._view.code)

    def _go_on(self, values: dict[str, Any]) -> None:
        if self._shown:
            self.work(is_code_of, self._judge, school=self._school, typed=values["recovery_code"])
        else:
            self.work(new_code, self._show_code, school=self._school, cost=self._cost)

    def _show_code(self, code: str) -> None:
        self._shown = True
        self._view.show_code(code)
        self._new.setVisible(True)
        self._intro.setText(
            translate(
                "RecoveryCodeDialog",
                "Dit is de enige keer dat je de code ziet. Leg het blad in een kluis of een afgesloten kast, en "
                "versnipper het oude.",
            )
        )
        typed = TextField(
            translate("RecoveryCodeDialog", "&Typ de code over van je papier"), required=True, longest=_LONGEST
        )
        self.form.add(recovery_code=typed)
        self.save_button.setText(translate("RecoveryCodeDialog", "Klaar"))
        self.cancel_button.setVisible(False)
        self.save_button.updateGeometry()
        self.refit()
        typed.setFocus()

    def _judge(self, right: bool) -> None:  # noqa: FBT001 - what the work gave
        if right:
            self.accept()
        else:
            words = translate("RecoveryCodeDialog", "Dit is een andere code. Typ de code van hierboven.")
            self.refuse(Refusal(words, "recovery_code"))
