"""How a list leaves the program: as which kind of file, and all of it or the marked rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.text import plural
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog


class Format(StrEnum):
    """A kind of file, by its suffix."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is to be written."""

    format: Format
    only_marked: bool


class ExportListDialog(FormDialog):
    """Says that names leave the encrypted file, and reports what is wished."""

    wished = Signal(object)
    """The ``ExportWish``."""

    def __init__(self, shown: int, marked: int, parent: QWidget) -> None:
        super().__init__(
            self.tr("Lijst exporteren"),
            parent,
            save=self.tr("Kies waar"),
            intro=self.tr(
                "Let op: de namen verlaten het versleutelde bestand. Iedereen met het nieuwe bestand leest ze."
            ),
        )
        rows = [Option(False, plural(shown, self.tr("De hele lijst: {n} regel"), self.tr("De hele lijst: {n} regels")))]
        if marked > 1:
            rows.append(Option(True, self.tr("Alleen de {n} gekozen regels").format(n=marked)))
        kinds = (
            Option(Format.XLSX, self.tr("Excel (.xlsx)")),
            Option(Format.CSV, self.tr("Kommagescheiden tekst (.csv)")),
        )
        self.form.add(format=ChoiceField(self.tr("&Soort bestand"), kinds))
        self.form.add(only_marked=ChoiceField(self.tr("&Welke regels"), rows))
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        self.wished.emit(ExportWish(values["format"], values["only_marked"]))
        self.accept()
