"""A second signature that was put on paper."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


class MatchingPaperDialog(FormDialog):
    """Reports ``name`` and ``code``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            self.tr("Tweede handtekening op papier"),
            parent,
            save=self.tr("Teken, voorgoed"),
            intro=self.tr(
                "Print het protocol van de ronde en laat een ander het lezen en tekenen. De code op dat blad hoort bij "
                "dit voorstel en bij geen ander."
            ),
        )
        self.form.add(name=TextField(self.tr("Wie &tekende"), required=True, longest=80))
        self.form.add(code=TextField(self.tr("&Code van het blad"), required=True, longest=20))
