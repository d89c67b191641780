"""Somebody who works in Meldingen, in the window, by key and by its dialogs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.clock import today
from app.queries.incidents import incident_file, incidents
from app.terms.incidents import Kind, Phase, Teller, Track, Wish
from tests.every.test_every_page import texts
from tests.program import PASSPHRASE
from ui.dialogs.incident_facts import IncidentFactsDialog
from ui.dialogs.incident_intake import IncidentIntakeDialog
from ui.pages.incidents.locked_view import LockedView
from ui.unattended import settle, until
from ui.widgets.text_fields import TextField

STORY = "Ik sta steeds in de opslag terwijl de ander klanten helpt"

ANSWERS = {"acute": False, "track": Track.INCIDENT, "teller": Teller.STUDENT, "phase": Phase.DURING}
"""What the intake asks of everybody."""


class Meldingen:
    """The page, and someone who works in it."""

    def __init__(self, qapp, program) -> None:
        self.qapp, self.program = qapp, program
        program.window.show_page("incidents")
        self.page = program.window.page("incidents")

    @property
    def window(self):
        return self.program.window

    def open(self, passphrase=PASSPHRASE) -> None:
        field = self.page.findChild(LockedView).findChild(TextField)
        field.edit.setText(passphrase)
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
        until(self.qapp, lambda: self.page.room.is_open or field.error != "")
        settle(self.qapp, self.program)

    def press(self, key):
        self.program.actions.get(f"incidents.{key}").trigger()

    def dialog(self, kind):
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def fill(self, dialog_kind, /, **values):
        """Answer the dialog that is open and save it."""
        dialog = self.dialog(dialog_kind)
        for name, value in values.items():
            dialog.form[name].set_value(value)
            dialog.form[name].tell()
        if isinstance(dialog, IncidentIntakeDialog):
            dialog.go_on_where_it_stopped()
        dialog.save()
        settle(self.qapp, self.program)
        return dialog

    def begin(self, **values):
        self.press("new")
        facts = {"what": STORY, "kind": Kind.BULLYING, "wish": Wish.NOTHING, **ANSWERS}
        return self.fill(IncidentFactsDialog, **(facts | values))

    def student(self):
        self.press("new")
        dialog = self.dialog(IncidentFactsDialog)
        found = dialog.form["student"]._values[1], dialog.form["company"]._values[1]
        dialog.reject()
        settle(self.qapp, self.program)
        return dict(zip(("student", "company"), found, strict=True))

    @property
    def file(self):
        (row,) = self.page.room.ask(incidents, today=today())
        return self.page.room.ask(incident_file, file_id=row.id, today=today())

    @property
    def dossier(self):
        return self.program.session.school.store.dossier

    def words(self):
        return " ".join(texts(self.window))
