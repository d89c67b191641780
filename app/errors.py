"""What can go wrong in words: a refusal by a rule, or trouble with the file."""

from __future__ import annotations

from enum import StrEnum


class Refusal(Exception):  # noqa: N818 - the word of the house
    """The command was understood and declined; ``str()`` is shown to the user as written.

    ``field`` names the field of the form that it belongs to. ``override`` is the key of the
    guard that a reason can lift, where the rule allows that.
    """

    def __init__(self, text: str, field: str | None = None, override: str | None = None) -> None:
        super().__init__(text)
        self.field = field
        self.override = override


class TroubleKind(StrEnum):
    """What is the matter with the store; each kind has one sentence on the screen."""

    FULL = "full"
    READ_ONLY = "read-only"
    LOCKED = "locked"
    DAMAGED = "damaged"
    STALE = "stale"
    NEWER = "newer"
    WRONG_KEY = "wrong-key"


class Trouble(Exception):  # noqa: N818 - the word of the house
    """The store cannot do its work; nothing was changed."""

    def __init__(self, kind: TroubleKind) -> None:
        super().__init__(kind.value)
        self.kind = kind
