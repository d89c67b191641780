"""A field for a folder: typed, or chosen in the dialog of the system."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.text import translate
from ui.widgets.button import Button
from ui.widgets.field import Field


class FolderField(Field):
    """A folder that exists; ``None`` while nothing was chosen."""

    def __init__(self, label: str, *, hint: str = "", required: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(label, hint=hint, required=required, parent=parent)
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._edit = QLineEdit(box)
        self._edit.textEdited.connect(self.tell)
        self._button = Button(translate("FolderField", "Kies een map"), "folder-open", parent=box)
        self._button.clicked.connect(self.choose)
        row.addWidget(self._edit, 1)
        row.addWidget(self._button)
        self.hold(box, self._edit)

    @property
    def value(self) -> Path | None:
        typed = self._edit.text().strip()
        return Path(typed) if typed else None

    def set_value(self, value: Any) -> None:
        self._edit.setText("" if value is None else str(value))

    def problem(self) -> str:
        """Whether there is such a folder."""
        if self.value is not None and not self.value.is_dir():
            return translate("FolderField", "Deze map is er niet, of is nu niet te bereiken.")
        return super().problem()

    def choose(self) -> None:
        """Open the dialog of the system."""
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
        dialog = QFileDialog(self, self.label, str(self.value or usual))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, path: str) -> None:
        self.set_value(path)
        self.tell()
