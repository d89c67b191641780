"""A helpline in the drawer: whether its number still holds, and everything to look that up with."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt

from app.clock import today
from app.commands.school import HelplineDraft, check_helpline, keep_helpline
from app.dates import long_date
from app.queries.policy import policies
from app.queries.school import HelplineRow, helplines
from app.terms.drafts import DraftKey
from app.terms.school import Place
from app.text import translate
from ui.desk.desk import Desk
from ui.desk.drafts import KeptDraft
from ui.dialogs.helpline import HelplineDialog
from ui.frame.details import DetailsView
from ui.theme import Tone
from ui.widgets.button import Button
from ui.widgets.drawer import Details, Drawer, Fact, Notice
from ui.widgets.sign import Sign


class HelplineDetails(DetailsView):
    """What the school knows of a helpline; ``N`` says that somebody looked today and that it is right."""

    SHOWS = frozenset({"helpline", "policy"})

    def __init__(self, desk: Desk, drawer: Drawer) -> None:
        super().__init__(desk, drawer)
        self._row: HelplineRow | None = None
        self._check = self.action(self.tr("Klopt nog: vandaag gecontroleerd"), "phone", self._check_now, "N")
        self._change = self.action(self.tr("Wijzig"), "pencil", self._edit, "W")
        desk.open_wanted.connect(self._heed)
        drawer.closed.connect(partial(self._heed, ""))

    def _heed(self, kind: str) -> None:
        """The keys are heard while a helpline is shown; other details use the same ones."""
        row = self._row
        self._change.setEnabled(kind == "helpline")
        self._check.setEnabled(kind == "helpline" and row is not None and bool(row.phone or row.web or row.email))

    def show(self, key: UUID) -> Details | None:
        self._row = row = next((row for row in self.desk.ask(helplines) if row.id == key), None)
        if row is None:
            return None
        self._heed("helpline")
        facts = (
            (self.tr("Waarvoor"), row.what_for),
            (self.tr("Waar"), row.place.label),
            (self.tr("Telefoon"), row.phone),
            (self.tr("Bereikbaar"), row.hours),
            (self.tr("Website"), row.web),
            (self.tr("E-mail"), row.email),
            (self.tr("Meldwijzer"), self.tr("staat erop") if row.shown else self.tr("verborgen")),
        )
        return Details(
            row.name,
            self.tr("hulpinstantie"),
            actions=(self._check, self._change),
            notices=(self._notice(row),),
            facts=[Fact(label, value) for label, value in facts if value],
        )

    def begin(self, doing: str) -> None:
        """Put the focus on the button that confirms the number, once somebody looked it up."""
        if doing == "helpline":
            for button in self.drawer.findChildren(Button):
                if button.text() == self._check.text():
                    button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _notice(self, row: HelplineRow) -> Notice:
        if not (row.phone or row.web or row.email):
            words = translate("HelplineDetails", "Er is nog geen nummer, website of adres.")
            return Notice(Sign(words, "pencil", Tone.ATTENTION))
        if row.checked_on is None:
            words = translate("HelplineDetails", "Nog nooit gecontroleerd")
            return Notice(
                Sign(words, "circle-alert", Tone.ATTENTION),
                (translate("HelplineDetails", "Bel of kijk even. Pas daarna staat dit op de meldwijzer."),),
            )
        day = long_date(row.checked_on)
        days = int(self.desk.ask(policies, today())["helpline.days"])
        if (today() - row.checked_on).days > days:
            words = translate("HelplineDetails", "Gecontroleerd op {day}: te lang geleden").format(day=day)
            return Notice(Sign(words, "circle-alert", Tone.DANGER))
        words = translate("HelplineDetails", "Gecontroleerd op {day}").format(day=day)
        return Notice(Sign(words, "circle-check", Tone.DONE))

    def _check_now(self) -> None:
        if self._row is not None:
            fact = self.tr("{name}: vandaag gecontroleerd.").format(name=self._row.name)
            self.desk.do(check_helpline, fact, None, None, helpline_id=self._row.id)

    def _edit(self) -> None:
        row = self._row
        if row is not None:
            dialog = HelplineDialog(row, self.window)
            kept = KeptDraft(self.desk, dialog, DraftKey("settings.helpline", row.id.hex))
            dialog.saved.connect(partial(self._keep, dialog, kept.key, row))
            dialog.open()

    def _keep(self, dialog: HelplineDialog, kept: DraftKey, row: HelplineRow, values: dict[str, Any]) -> None:
        draft = HelplineDraft(**{**values, "place": Place(values["place"])})
        fact = self.tr("{name} is bewaard.").format(name=draft.name)
        done = self.desk.do(keep_helpline, fact, dialog.refuse, kept, draft=draft, helpline_id=row.id, seen=row.version)
        if done is not None:
            dialog.accept()
