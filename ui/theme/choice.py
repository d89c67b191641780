"""The theme: Fusion, our palette, our fonts, and following the system where the user wants that."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from app.resources import resource
from ui.theme.look import LARGEST_SCALE, SMALLEST_SCALE, Look, Mode, use
from ui.theme.sheet import sheet

ThemeChoice = Literal["light", "dark", "system"]
_FONTS = (
    "AtkinsonHyperlegibleNext_400Regular.ttf",
    "AtkinsonHyperlegibleNext_400Regular_Italic.ttf",
    "AtkinsonHyperlegibleNext_500Medium.ttf",
    "AtkinsonHyperlegibleNext_600SemiBold.ttf",
    "AtkinsonHyperlegibleNext_700Bold.ttf",
    "NotoSansArabic_400Regular.ttf",
)


class _Theme(QObject):
    """What the user chose, and the news when the look changes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choice: ThemeChoice = "system"
        self._scale = 1.0
        self._worn: Look | None = None
        self._ready_for: QApplication | None = None

    def apply(self, app: QApplication, choice: ThemeChoice, scale: float) -> None:
        if self._ready_for is not app:
            self._prepare(app)
        self._choice, self._scale = choice, min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        self._wear()

    def _prepare(self, app: QApplication) -> None:
        self._ready_for, self._worn = app, None
        app.setStyle("Fusion")
        for name in _FONTS:
            QFontDatabase.addApplicationFont(str(resource("fonts", name)))
        app.styleHints().colorSchemeChanged.connect(self._wear)

    def _wear(self) -> None:
        app = self._ready_for
        chosen = Look(_mode(self._choice), self._scale)
        if app is None or chosen == self._worn:
            return
        self._worn = chosen
        use(chosen)
        colours = _palette(chosen)
        app.setPalette(colours)
        QToolTip.setPalette(colours)
        app.setFont(chosen.font())
        app.setStyleSheet(sheet(chosen))
        self.changed.emit()


def _mode(choice: ThemeChoice) -> Mode:
    if choice != "system":
        return choice
    dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def _palette(chosen: Look) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    roles = {
        role.Window: "canvas",
        role.WindowText: "ink",
        role.Base: "card",
        role.AlternateBase: "canvas",
        role.Text: "ink",
        role.PlaceholderText: "muted",
        role.Button: "card",
        role.ButtonText: "ink",
        role.BrightText: "coral",
        role.Highlight: "petrol",
        role.HighlightedText: "on_petrol",
        role.Accent: "petrol",
        role.Link: "petrol",
        role.LinkVisited: "petrol",
        role.ToolTipBase: "card",
        role.ToolTipText: "ink",
        role.Light: "card",
        role.Midlight: "line",
        role.Mid: "line",
        role.Dark: "field",
        role.Shadow: "field",
    }
    for where, name in roles.items():
        made.setColor(where, chosen.colour(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, chosen.colour("muted"))
    return made


theme = _Theme()


def apply(app: QApplication, choice: ThemeChoice, text_scale: float = 1.0) -> None:
    """Dress ``app`` in a theme; ``text_scale`` from 0.9 to 2.0 enlarges everything.

    May be called again at any moment: every open window changes at once. With ``system`` the
    look follows the operating system, light where that says nothing.
    """
    theme.apply(app, choice, text_scale)
