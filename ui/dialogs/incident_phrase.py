"""Another wachtzin for Meldingen: by the old one, or by the code of the noodblad."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desk.job_form import JobForm
from ui.desk.jobs import Lanes
from ui.opening.new_passphrase import add_passphrase
from ui.widgets.text_fields import TextField

_LONGEST = 400


class IncidentPhraseDialog(JobForm):
    """Reports the ``old`` and the new ``passphrase``."""

    def __init__(self, names: tuple[str, ...], lanes: Lanes, parent: QWidget) -> None:
        super().__init__(
            self.tr("Je wachtzin voor Meldingen"),
            lanes,
            parent,
            save=self.tr("Wijzig definitief"),
            intro=self.tr(
                "Alleen voor Meldingen; de school opent met je gewone wachtzin. Neem je een andere dan die van de "
                "school, dan leest wie jouw schoolwachtzin kent hier nog niets."
            ),
        )
        self.form.add(
            old=TextField(self.tr("Je &oude wachtzin voor Meldingen"), required=True, secret=True, longest=_LONGEST)
        )
        add_passphrase(self.form, lambda: names, another=True)


class IncidentRecoverDialog(JobForm):
    """Reports the ``code`` of the noodblad and the new ``passphrase``."""

    def __init__(self, names: tuple[str, ...], lanes: Lanes, parent: QWidget) -> None:
        super().__init__(
            self.tr("Wachtzin van Meldingen kwijt"),
            lanes,
            parent,
            save=self.tr("Open Meldingen, de code is dan op"),
            intro=self.tr(
                "Leest een ander ook Meldingen? Vraag dan of die jouw toegang weghaalt en je opnieuw toelaat. Zo niet: "
                "haal het noodblad uit de kluis. Iedereen die mag lezen, ziet in Meldingen dat de code is gebruikt."
            ),
        )
        self.form.add(
            code=TextField(self.tr("&Code van het noodblad"), required=True, longest=120),
        )
        add_passphrase(self.form, lambda: names, another=True)
