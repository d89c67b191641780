"""One more person who may read Meldingen from now on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.desk.job_form import JobForm
from ui.desk.jobs import Lanes
from ui.dialogs.incident_access import Reader
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.text_fields import TextField


class IncidentReadersDialog(JobForm):
    """Asks who; reports ``person`` and ``passphrase``, which that person types."""

    def __init__(self, people: Sequence[Reader], lanes: Lanes, parent: QWidget) -> None:
        super().__init__(
            self.tr("Iemand toelaten tot Meldingen"),
            lanes,
            parent,
            save=self.tr("Laat toe"),
            intro=self.tr(
                "Wie je toelaat, leest ook wat er al ligt, en typt hier zelf een wachtzin. Die mag een andere zijn "
                "dan die van de school."
            ),
        )
        others = [Option(one.person, one.name) for one in people if not one.reads]
        self.form.add(
            person=ChoiceField(
                self.tr("&Wie mag ook lezen?"), others, nothing=self.tr("Kies iemand uit Mensen"), required=True
            )
        )
        self.form.add(
            passphrase=TextField(self.tr("&Wachtzin van die persoon voor Meldingen"), secret=True, required=True)
        )
