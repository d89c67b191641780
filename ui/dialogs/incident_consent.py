"""What the student finds good, for one recipient at a time, and what was promised to the student."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.terms.incidents import Consent, Ground, Recipient
from ui.dialogs.incident_words import WatchedDialog
from ui.widgets.choice_fields import ChoiceField, Option, TickListField
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NoteField, TextField

ASKED = (Recipient.CONFIDANT, Recipient.BOARD, Recipient.COMPANY, Recipient.ADVISER, Recipient.PARENTS)
"""For whom the student is asked."""


class IncidentConsentDialog(FormDialog):
    """Asks for whom and what; reports ``recipient`` and ``consent``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            self.tr("Toestemming van de student"),
            parent,
            save=self.tr("Leg verzegeld vast"),
            intro=self.tr(
                "Per ontvanger. De student kan altijd van gedachten veranderen; wat eerder gold, blijft te zien."
            ),
        )
        self.form.add(
            recipient=ChoiceField(self.tr("&Aan wie"), [Option(one, one.label) for one in ASKED]),
            consent=ChoiceField(self.tr("&Wat mag"), [Option(one, one.label) for one in Consent]),
        )


class IncidentPromiseDialog(WatchedDialog):
    """Asks what was promised and for when; reports ``text`` and ``day``."""

    def __init__(self, text: str, day: date | None, names: frozenset[str], parent: QWidget) -> None:
        super().__init__(self.tr("Belofte aan de student"), parent, save=self.tr("Leg verzegeld vast"))
        self.form.add(
            text=NoteField(self.tr("&Wat beloofde je?"), required=True, lines=2),
            day=DateField(self.tr("&Uiterlijk op"), required=True),
        )
        self.form.show_values({"text": text, "day": day})
        self.watch(names, "text")


class IncidentGroundDialog(FormDialog):
    """Asks for the ground, only because the student wants it kept; reports ``grounds``."""

    def __init__(self, grounds: tuple[Ground, ...], confirmed: bool, parent: QWidget) -> None:  # noqa: FBT001 - a state
        words = self.tr(
            "Alleen als de student dit zelf wil vastleggen. Het ligt in een eigen verzegeld bestand. "
            "Niets aanvinken wist wat er lag, voorgoed."
        )
        jurist = "" if confirmed else self.tr("Laat een jurist nakijken.")
        super().__init__(
            self.tr("Grond van discriminatie"),
            parent,
            save=self.tr("Bewaar apart verzegeld"),
            intro=f"{words} {jurist}".strip(),
        )
        self.form.add(grounds=TickListField(self.tr("&Gronden"), [Option(one, one.label) for one in Ground]))
        self.form.show_values({"grounds": frozenset(grounds)})


class IncidentUnfitDialog(FormDialog):
    """Asks who decided that the school places nobody at a company; reports ``decider`` and ``review_on``."""

    def __init__(self, company: str, parent: QWidget) -> None:
        super().__init__(
            self.tr("Geen plaatsing bij {company}").format(company=company),
            parent,
            save=self.tr("Leg het besluit vast"),
            intro=self.tr(
                "Buiten Meldingen staat straks alleen: geen plaatsing, wie dat besloot, en wanneer jullie opnieuw "
                "kijken. Niet waarom, en niet dat er een melding is."
            ),
        )
        self.form.add(
            decider=TextField(self.tr("&Wie besloot dit?"), required=True),
            review_on=DateField(self.tr("&Opnieuw bekijken op"), required=True),
        )
