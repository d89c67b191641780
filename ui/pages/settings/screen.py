"""How the program looks on this laptop, and how soon it locks; all of it at once, and only here."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from PySide6.QtWidgets import QApplication

from app.text import plural, translate
from ui.pages.settings.part import Part
from ui.theme import LARGEST_SCALE, SMALLEST_SCALE, ThemeChoice, apply
from ui.widgets.bits import Panel
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.switch import Switch, View
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.session import Session

_STEP = 10
_MINUTES = (1, 2, 5, 10, 15, 30, 60)
_USUAL_MINUTES = "10"


class ScreenPart(Part):
    """Theme, text size and lock; what is chosen holds from that moment."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            translate("Settings", "Scherm"),
            translate("Settings", "Dit geldt voor deze laptop, en meteen."),
        )
        self._state = session.application.state
        card = Panel("card", margin=16, spacing=16)
        self.theme = Switch(
            [
                View("light", translate("Settings", "Licht"), "sun"),
                View("dark", translate("Settings", "Donker"), "moon"),
                View("system", translate("Settings", "Volg de laptop"), "laptop"),
            ],
            translate("Settings", "Kleuren"),
        )
        self.theme.chosen.connect(self._wear)
        card.column.addWidget(Text(translate("Settings", "Kleuren"), "small", strong=True))
        card.column.addWidget(self.theme)
        scales = range(round(SMALLEST_SCALE * 100), round(LARGEST_SCALE * 100) + 1, _STEP)
        self.scale = ChoiceField(
            translate("Settings", "&Grootte van letters en knoppen"),
            [Option(scale, translate("Settings", "{n} %").format(n=scale)) for scale in scales],
        )
        self.scale.changed.connect(self._wear)
        card.column.addWidget(self.scale)
        one, many = translate("Settings", "Na {n} minuut"), translate("Settings", "Na {n} minuten")
        self.minutes = ChoiceField(
            translate("Settings", "&Op slot als niemand iets doet"),
            [Option(minutes, plural(minutes, one, many)) for minutes in _MINUTES],
            hint=translate("Settings", "Ook als de laptop slaapt, en met Ctrl+L. Wat je typte, staat er daarna nog."),
        )
        self.minutes.changed.connect(self._keep_minutes)
        card.column.addWidget(self.minutes)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        state = self._state.state
        self.theme.show_choice(state.theme)
        self.scale.set_value(round(state.text_scale * 10) * _STEP)
        self.minutes.set_value(int(self._state.view("lock.minutes", _USUAL_MINUTES)))

    def _wear(self) -> None:
        chosen = next(choice for choice in get_args(ThemeChoice) if choice == self.theme.choice)
        scale = int(self.scale.value) / 100
        self._state.change(theme=chosen, text_scale=scale)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply(app, chosen, scale)

    def _keep_minutes(self) -> None:
        self._state.set_view("lock.minutes", str(self.minutes.value))
