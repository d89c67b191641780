"""A field for the password of a file that leaves the program."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.text import translate
from ui.widgets.text_fields import TextField

_SHORTEST, _LONGEST = 8, 40


class PasswordField(TextField):
    """A password of at least eight characters; may be left empty unless it is ``required``."""

    def __init__(self, label: str, *, hint: str = "", required: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(label, hint=hint, required=required, secret=True, longest=_LONGEST, parent=parent)

    def problem(self) -> str:
        """Whether it is too short to be of any use."""
        if self.value and len(self.value) < _SHORTEST:
            text = translate("PasswordField", "Neem ten minste {n} tekens; een paar woorden is prima.")
            return text.format(n=_SHORTEST)
        return super().problem()
