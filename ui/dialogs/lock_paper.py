"""The password with which a paper is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.text import translate
from ui.widgets.form import FormDialog
from ui.widgets.password_field import PasswordField


class LockPaperDialog(FormDialog):
    """Reports the ``password`` for a paper that is about persons."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(
            translate("LockPaper", "Bewaar met wachtwoord"),
            parent,
            save=translate("LockPaper", "Kies waar"),
            intro=translate(
                "LockPaper",
                "{title}: het bestand wordt versleuteld (AES-256). Wie het opent, typt dit wachtwoord. Geef het apart "
                "door, bijvoorbeeld aan de telefoon. Driehoek bewaart het niet.",
            ).format(title=title),
        )
        label = translate("LockPaper", "&Wachtwoord")
        self.form.add(password=PasswordField(label, required=True))
