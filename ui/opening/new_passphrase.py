"""The two fields in which someone chooses a wachtzin: how strong it is, and the same once more."""

from __future__ import annotations

from collections.abc import Callable

from app.terms.people import Strength
from app.text import translate
from ui.opening.school_file import strength_of, weakness
from ui.theme import Tone
from ui.widgets.form import Form
from ui.widgets.sign import Sign
from ui.widgets.text_fields import TextField

_SIGNS = {
    Strength.SHORT: ("circle-alert", Tone.ATTENTION),
    Strength.FAIR: ("circle-check", Tone.INFO),
    Strength.GOOD: ("circle-check", Tone.DONE),
    Strength.STRONG: ("circle-check", Tone.DONE),
}
_LONGEST = 400


class NewPassphrase(TextField):
    """A new wachtzin; ``names`` gives the names of the person and the school, of which it may not be made."""

    def __init__(self, names: Callable[[], tuple[str, ...]], label: str = "") -> None:
        super().__init__(
            label or translate("NewPassphrase", "&Wachtzin"),
            hint=translate("NewPassphrase", "Neem vier of vijf losse woorden. Lang is sterker dan vreemde tekens."),
            required=True,
            secret=True,
            longest=_LONGEST,
        )
        self._names = names
        self.changed.connect(self._judge)

    def set_value(self, value: object) -> None:
        super().set_value(value)
        self._judge()

    def problem(self) -> str:
        """Why this wachtzin is too easy to guess."""
        return super().problem() or weakness(self.value, self._names())

    def _judge(self) -> None:
        found = strength_of(self.value)
        self.set_status(Sign(found.label, *_SIGNS[found]) if self.value else None)


class SamePassphrase(TextField):
    """The wachtzin once more, against a slip of the finger."""

    def __init__(self, first: NewPassphrase) -> None:
        super().__init__(translate("NewPassphrase", "Nog een &keer"), required=True, secret=True, longest=_LONGEST)
        self._first = first

    def problem(self) -> str:
        """Whether the two differ."""
        if self.value != self._first.value:
            return translate("NewPassphrase", "Dit is niet hetzelfde als de wachtzin hierboven.")
        return ""


def add_passphrase(form: Form, names: Callable[[], tuple[str, ...]], *, another: bool = False) -> None:
    """Add both fields to ``form``, as ``passphrase`` and ``again``; ``another`` than the one that somebody had."""
    first = NewPassphrase(names, translate("NewPassphrase", "&Nieuwe wachtzin") if another else "")
    form.add(passphrase=first)
    form.add(again=SamePassphrase(first))
