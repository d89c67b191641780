"""For whom a file speaks: only there does an import say that somebody or something is gone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queries.import_rows import Scope
from ui.widgets.choice_fields import Option, TickListField
from ui.widgets.form import FormDialog

Codes = Sequence[tuple[str, str]]
"""Codes with their words."""


class ImportScopeDialog(FormDialog):
    """Asks for the groups, programmes and periods that the file holds wholly."""

    chosen = Signal(object)
    """The ``Scope``."""

    def __init__(self, scope: Scope, groups: Codes, programmes: Codes, periods: Codes, parent: QWidget) -> None:
        super().__init__(
            self.tr("Waar gaat dit bestand over?"),
            parent,
            save=self.tr("Kijk opnieuw"),
            intro=self.tr(
                "Zet aan wat helemaal in het bestand staat. Alleen daarvan zegt Driehoek wie er niet meer in staat."
            ),
        )
        offered = (
            ("groups", self.tr("Klassen"), groups, scope.groups),
            ("programmes", self.tr("Opleidingen"), programmes, scope.programmes),
            ("periods", self.tr("Perioden"), periods, scope.periods),
        )
        for name, title, codes, on in offered:
            if codes:
                self.form.add(**{name: TickListField(title, [Option(code, words) for code, words in codes])})
                self.form[name].set_value(on)
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        self.chosen.emit(Scope(**values))
        self.accept()
