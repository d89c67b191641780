"""Which parts of a file go on paper, and whether third parties are covered."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from app.documents.incident_papers import Section
from app.text import translate
from ui.widgets.choice_fields import ChoiceField, Option, TickField, TickListField
from ui.widgets.form import FormDialog


def section_words() -> Mapping[Section, str]:
    """The parts of a file, as they are called."""
    return {
        Section.STORY: translate("IncidentPaperDialog", "Wat is verteld"),
        Section.STEPS: translate("IncidentPaperDialog", "Wat is gedaan"),
        Section.CONSENTS: translate("IncidentPaperDialog", "Toestemming van de student"),
        Section.ENDING: translate("IncidentPaperDialog", "Hoe het eindigde"),
        Section.SEEN: translate("IncidentPaperDialog", "Wie keek erin"),
    }


class IncidentPaperDialog(FormDialog):
    """Asks for the parts; reports ``sections``, ``masked`` and whether it is ``printed``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            self.tr("Dossier op papier"),
            parent,
            save=self.tr("Maak het papier"),
            intro=self.tr(
                "Wat je bewaart of print, beschermt Driehoek niet meer. Geef het alleen aan wie het mag zien. "
                "Dat je dit deed, wordt vastgelegd."
            ),
        )
        self.form.add(
            sections=TickListField(
                self.tr("&Onderdelen"), [Option(one, words) for one, words in section_words().items()], required=True
            )
        )
        self.form.add(printed=_where(self.tr("&Waarheen?")))
        self.form.add(masked=TickField(self.tr("Dek namen van &derden af, zoals voor inzage door de student")))
        self.form.show_values({"sections": frozenset({Section.STEPS, Section.ENDING}), "masked": True})


class IncidentReceiptDialog(FormDialog):
    """Asks where the receipt of the student goes; reports whether it is ``printed``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            self.tr("Ontvangstbewijs voor de student"),
            parent,
            save=self.tr("Maak het papier"),
            intro=self.tr("Er staat een code op en geen naam. Dat je het maakte, wordt vastgelegd."),
        )
        self.form.add(printed=_where(self.tr("&Waarheen?")))


class IncidentNumbersDialog(FormDialog):
    """Asks where the numbers of the school go; reports whether they are ``printed``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            self.tr("Meldingen in cijfers"),
            parent,
            save=self.tr("Maak het papier"),
            intro=self.tr("Alleen aantallen van dit schooljaar. Wat te klein is om te noemen, staat er niet op."),
        )
        self.form.add(printed=_where(self.tr("&Waarheen?")))


def _where(label: str) -> ChoiceField:
    kept, printed = translate("IncidentPaperDialog", "Bewaar als PDF"), translate("IncidentPaperDialog", "Print")
    return ChoiceField(label, [Option(value=False, text=kept), Option(value=True, text=printed)])
