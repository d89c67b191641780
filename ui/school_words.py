"""What a school calls its people, on every screen: its own words take the place of ours in each text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from app.rules.policies import LABEL, known_policies

_ASKS = "Policies"
"""The questions about these words themselves are left as they are."""
_SHORT = {"supervisor": "begeleider", "supervisors": "begeleiders"}
"""What we call somebody where room is short."""


class SchoolWords(QTranslator):
    """Puts the words of the school in our Dutch texts; made only for a school that has other words than we do."""

    def __init__(self, words: Mapping[str, str], app: QApplication) -> None:
        super().__init__(app)
        self._words = words
        self._pattern = re.compile(rf"\b({'|'.join(sorted(words, key=len, reverse=True))})\b", re.IGNORECASE)
        self._known: dict[str, str | None] = {}

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002 - Qt's signature
    ) -> str | None:
        if context == _ASKS:
            return None
        if sourceText not in self._known:
            put, found = self._pattern.subn(self._own, sourceText)
            self._known[sourceText] = put if found else None
        return self._known[sourceText]

    def _own(self, match: re.Match[str]) -> str:
        ours = match.group()
        own = self._words[ours.lower()]
        return own[:1].upper() + own[1:] if ours[:1].isupper() else own


def put_words(app: QApplication, decided: Mapping[str, str]) -> SchoolWords | None:
    """Use the words of the school from now on; ``decided`` has them by the name of their field.

    Gives what was installed, to be removed when the school goes; ``None`` where its words are ours.
    """
    ours = _ours()
    words = {ours[key]: own for key, own in decided.items() if key in ours and own != ours[key]}
    words |= {short: words[ours[key]] for key, short in _SHORT.items() if ours[key] in words}
    if not words:
        return None
    made = SchoolWords(words, app)
    app.installTranslator(made)
    return made


@cache
def _ours() -> Mapping[str, str]:
    policies = known_policies()
    return {key.removeprefix(LABEL): policy.default for key, policy in policies.items() if key.startswith(LABEL)}
