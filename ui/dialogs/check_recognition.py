"""What somebody saw when looking up a recognition."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.terms.company import Recognised
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


class CheckRecognitionDialog(FormDialog):
    """Asks what the register of SBB says today, and where that was seen; reports ``outcome`` and ``evidence``."""

    def __init__(self, company: str, programme: str, crebo: str, parent: QWidget) -> None:
        super().__init__(
            self.tr("Erkenning gecontroleerd"),
            parent,
            intro=self.tr("{company}, voor {programme} (crebo {crebo}). Kijk op stagemarkt.nl wat er nu staat.").format(
                company=company, programme=programme, crebo=crebo
            ),
        )
        self.form.add(
            outcome=ChoiceField(
                self.tr("&Wat staat er?"), [Option(one, one.label) for one in (Recognised.YES, Recognised.NO)]
            )
        )
        self.form.add(
            evidence=TextField(
                self.tr("Waa&raan zag je dat?"),
                example=self.tr("stagemarkt.nl, uitdraai in de map"),
                hint=self.tr("Een verwijzing is genoeg. Zo kan een ander het later nakijken."),
            )
        )
        self.form.show_values({"evidence": self.tr("stagemarkt.nl")})
