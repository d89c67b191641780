"""One more folder that gets a copy of every backup."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.text import translate
from ui.opening.copies import where_is
from ui.opening.place_signs import where_sign
from ui.widgets.folder_field import FolderField
from ui.widgets.form import FormDialog


class BackupPlaceDialog(FormDialog):
    """Reports the folder as ``place``, and tells meanwhile where it lies."""

    def __init__(self, school: Path, parent: QWidget) -> None:
        super().__init__(
            translate("BackupPlaceDialog", "Plek voor back-ups"),
            parent,
            save=translate("BackupPlaceDialog", "Voeg toe"),
            intro=translate(
                "BackupPlaceDialog",
                "Een usb-stick, een netwerkmap of OneDrive. De back-up is versleuteld: zonder wachtzin of herstelcode "
                "is hij onleesbaar.",
            ),
        )
        self._school = school
        self._place = FolderField(translate("BackupPlaceDialog", "&Map"), required=True)
        self._place.changed.connect(self._tell_where)
        self.form.add(place=self._place)

    def _tell_where(self) -> None:
        place = self._place.value
        known = place is not None and place.is_dir()
        self._place.set_status(where_sign(where_is(self._school, place)) if known and place else None)
