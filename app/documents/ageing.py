"""Which texts of the program moved on since a school wrote its own in their place.

With each text of its own a school's file keeps a fingerprint of what the program wrote there then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

FACTORY = "factory"
"""The block of a school's file with these fingerprints; it holds no texts."""
_LENGTH = 8


def fingerprint(text: str) -> str:
    """What tells a text of the program from its next version."""
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def fingerprints(own: Mapping[str, object]) -> Mapping[str, str]:
    """The fingerprints in a school's file, by the name of the text."""
    found = own.get(FACTORY, {})
    return {str(name): str(print_) for name, print_ in found.items()} if isinstance(found, Mapping) else {}
