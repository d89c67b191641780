"""How papers for many leave the program: in one file or one each, with a password or without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.text import plural, translate
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog
from ui.widgets.password_field import PasswordField


@dataclass(frozen=True, slots=True)
class SeriesWish:
    """One file for all, or one for each; an empty ``password`` leaves them open."""

    together: bool
    password: str = ""


class SeriesDialog(FormDialog):
    """Says how many papers there will be, and reports what is wished."""

    wished = Signal(object)
    """The ``SeriesWish``."""

    def __init__(self, title: str, count: int, parent: QWidget) -> None:
        amount = plural(count, translate("Series", "{n} papier"), translate("Series", "{n} papieren"))
        said = translate(
            "Series", "{amount}: {title}. Let op: wat je bewaart, verlaat het versleutelde bestand van je school."
        )
        super().__init__(
            translate("Series", "Voor iedereen tegelijk"),
            parent,
            save=translate("Series", "Kies waar"),
            intro=said.format(amount=amount, title=title),
        )
        ways = (
            Option(True, translate("Series", "Eén bestand, om in één keer te printen")),
            Option(False, translate("Series", "Een bestand voor elk, in een nieuwe map")),
        )
        self.form.add(together=ChoiceField(translate("Series", "&Hoe"), ways))
        hint = translate("Series", "Leeg laten mag. Met een wachtwoord wordt elk bestand versleuteld (AES-256).")
        self.form.add(password=PasswordField(translate("Series", "&Wachtwoord"), hint=hint))
        self.form.show_values({"together": True, "password": ""})
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        self.wished.emit(SeriesWish(bool(values["together"]), values["password"]))
        self.accept()
