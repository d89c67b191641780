"""That a sealed file goes for good."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


class IncidentEraseDialog(FormDialog):
    """Asks for the code of the file, because nobody can bring it back; reports nothing."""

    def __init__(self, code: str, parent: QWidget) -> None:
        super().__init__(
            self.tr("Dossier wissen"),
            parent,
            save=self.tr("Wis voorgoed"),
            intro=self.tr(
                "De sleutel van dit dossier wordt vernietigd, hier en bij de volgende back-up ook daar. Niemand kan "
                "het dan nog lezen. Dit kan niet terug. De cijfers van het jaar blijven kloppen."
            ),
        )
        self.form.add(code=_CodeField(code, self.tr("Typ de &code van het dossier: {code}").format(code=code)))


class _CodeField(TextField):
    """The code that must be typed."""

    def __init__(self, code: str, label: str) -> None:
        super().__init__(label, required=True)
        self._code = code

    def problem(self) -> str:
        typed = str(self.value).strip().upper()
        return super().problem() or ("" if typed == self._code else self.tr("Dat is een andere code."))
