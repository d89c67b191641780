"""Pictures of Meldingen: shut, its list, the questions, a file, and every dialog."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.application import Application
from ui.unattended import settle, until


def sealed_scenes(app: QApplication, application: Application, page: QWidget | None) -> Iterator[tuple[str, QWidget]]:
    """Meldingen after its own unlock: the list, a file, and what can be done with it."""
    from ui.opening.practice import PASSPHRASE
    from ui.pages.incidents import IncidentsPage

    if not isinstance(page, IncidentsPage):
        return
    page.room.unlock(PASSPHRASE)
    until(app, lambda: page.room.is_open)
    settle(app, application)
    yield "incidents-list", application.window
    yield from _questions(app, application)
    page.show_first()
    settle(app, application)
    yield "incidents-file", application.window
    for key in (
        *("step", "facts", "close", "consent", "promise", "ground", "unfit", "receipt", "case", "handover"),
        *("numbers", "readers", "sheet", "erase"),
    ):
        application.actions.get(f"incidents.{key}").trigger()
        yield from _dialogs_of(app, application, f"incidents-{key}")
    page.show_closed()
    settle(app, application)
    yield "incidents-closed", application.window
    application.actions.get("incidents.reopen").trigger()
    yield from _dialogs_of(app, application, "incidents-reopen")
    page.room.lock()
    page.access.recover()
    yield from _dialogs_of(app, application, "incidents-recover")


def _questions(app: QApplication, application: Application) -> Iterator[tuple[str, QWidget]]:
    """The intake: a question of each kind, danger, and what is read back at the end."""
    from app.terms.incidents import Kind, Phase, Teller, Track, Wish
    from ui.dialogs.incident_intake import IncidentIntakeDialog

    application.actions.get("incidents.new").trigger()
    settle(app, application)
    found = [one for one in application.window.findChildren(IncidentIntakeDialog) if one.isVisible()]
    for dialog in found:
        dialog.form.show_values({"acute": True, "track": Track.INCIDENT, "teller": Teller.STUDENT})
        dialog.form.show_values({"phase": Phase.DURING, "kind": Kind.BULLYING, "wish": Wish.JOINT_TALK})
        dialog.form.show_values({"what": "Ze doen mijn hoofddoek na en filmen het."})
        dialog.skip()
        dialog.look()
        while True:
            settle(app, application)
            yield f"incidents-intake-{dialog.asked}", dialog
            if dialog.at_end:
                break
            dialog.save()
        dialog.reject()
    settle(app, application)


def _dialogs_of(app: QApplication, application: Application, name: str) -> Iterator[tuple[str, QWidget]]:
    settle(app, application)
    for dialog in [found for found in application.window.findChildren(QDialog) if found.isVisible()]:
        yield name, dialog
        dialog.reject()
