"""A company that promises places on the phone."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NoteField, NumberField

_MOST = 200


class PromisePlacesDialog(FormDialog):
    """Asks how many places were promised; reports ``places`` and ``note``."""

    def __init__(self, company: str, period: str, parent: QWidget) -> None:
        super().__init__(
            self.tr("Plekken toegezegd"),
            parent,
            intro=self.tr(
                "{company}, voor {period}. Zet de plekken daarna bij het leerbedrijf als stageplaats."
            ).format(company=company, period=period),
        )
        self.form.add(places=NumberField(self.tr("&Aantal plekken"), least=1, most=_MOST, required=True))
        self.form.add(note=NoteField(self.tr("&Afgesproken"), lines=2))
