"""What can be done with a round, each with its words, icon and key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.desk.actions import Actions

Does = Callable[[], object]


class RoundActions(QObject):
    """Makes the actions of the page ``owner``; ``slots`` says what each does by key."""

    def __init__(self, registry: Actions, owner: QWidget) -> None:
        super().__init__(owner)
        self._registry, self._owner = registry, owner

    def make(self, slots: dict[str, Does]) -> dict[str, QAction]:
        """The actions by key."""
        return {
            key: self._registry.add(
                f"matching.{key}",
                text,
                slots[key],
                owner=self._owner,
                section=self.tr("Matching"),
                shortcut=shortcut,
                icon_name=icon_name,
            )
            for key, text, icon_name, shortcut in self._words()
        }

    def _words(self) -> tuple[tuple[str, str, str, str], ...]:
        return (
            ("new", self.tr("Nieuwe ronde"), "plus", "Ctrl+N"),
            ("back", self.tr("Alle rondes"), "arrow-left", "Alt+Left"),
            ("form_wish", self.tr("Leeg leerwensformulier"), "file-text", ""),
            ("form_offer", self.tr("Leeg stageplaatsformulier"), "file-text", ""),
            ("freeze", self.tr("Zet criteria vast"), "lock", "Ctrl+Shift+V"),
            ("lottery", self.tr("Tweede deel van de loting"), "shuffle", "Ctrl+Shift+L"),
            ("solve", self.tr("Maak het voorstel"), "sparkles", "Ctrl+Return"),
            ("inputs", self.tr("Wat gaat het rekenprogramma in?"), "table", "Ctrl+Shift+I"),
            ("calls", self.tr("Bellijst: wat zou helpen"), "phone", "Ctrl+Shift+B"),
            ("check", self.tr("Controleer opnieuw"), "badge-check", "Ctrl+Shift+K"),
            *((f"choose_{at}", self.tr("Kiest {n}").format(n=at), "check", str(at)) for at in (1, 2, 3)),
            ("choose_none", self.tr("Geen van deze"), "x", "0"),
            ("choose_again", self.tr("Weer open"), "undo-2", "O"),
            ("sheet", self.tr("Keuzeblad"), "printer", "Ctrl+Shift+P"),
            ("agree", self.tr("Akkoord"), "check", "A"),
            ("pin", self.tr("Vastzetten"), "lock", "V"),
            ("veto", self.tr("Afwijzen"), "x", "R"),
            ("release", self.tr("Weer vrij"), "undo-2", "W"),
            ("sign", self.tr("Teken"), "pencil", "Ctrl+Return"),
            ("paper", self.tr("Tweede tekende op papier"), "file-text", "Ctrl+Shift+T"),
            ("place", self.tr("Zet op het bord"), "square-kanban", "Ctrl+Return"),
            ("protocol", self.tr("Protocol van de ronde"), "printer", "Ctrl+P"),
            ("letters", self.tr("Brieven voor studenten"), "mail", "Ctrl+B"),
            ("invitations", self.tr("Kennismaking"), "handshake", "Ctrl+J"),
            ("letter_text", self.tr("Tekst van de brief"), "pencil", "Ctrl+T"),
            ("invitation_text", self.tr("Tekst van de kennismaking"), "pencil", ""),
            ("accounts", self.tr("Verantwoording per match"), "scale", "Ctrl+M"),
            ("close", self.tr("Stop deze ronde"), "trash-2", ""),
        )
