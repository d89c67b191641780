"""What a grouped list shows: reasons, lines and fixes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from ui.theme import Tone
from ui.widgets.sign import NO_SIGN, Sign


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing to do about it: what identifies it, its words, its key (one letter), its icon."""

    key: str
    text: str
    hint: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """One line: who and what, since when, and its fix."""

    key: Hashable
    title: str
    label: str = ""
    detail: str = ""
    since: Sign = NO_SIGN
    fix: Fix | None = None
    icon: str = ""
    """A small icon before the title, as a lock."""


@dataclass(frozen=True, slots=True)
class Group:
    """One reason: its words, icon, tone and lines; ``bulk`` fixes all of them at once."""

    key: str
    title: str
    icon: str
    tone: Tone
    note: str = ""
    needs: Sequence[Need] = ()
    bulk: Fix | None = None
    total: int | None = None
    """How many there are in all, when that is more than the lines given."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.needs) if self.total is None else self.total


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a group, as a line of the list."""

    group: Group
    open: bool
    folds: bool
    first: bool


Line = Head | Need


def line_key(line: Line) -> Hashable:
    """What identifies a line."""
    return ("group", line.group.key) if isinstance(line, Head) else ("need", line.key)


def spoken_line(line: Line) -> str:
    """A line in words for a screen reader."""
    if isinstance(line, Head):
        group = line.group
        parts = [group.title, str(group.count), group.note, group.bulk.text if group.bulk else ""]
    else:
        fix = f"{line.fix.text} ({line.fix.hint})" if line.fix and line.fix.hint else ""
        parts = [line.title, line.label, line.detail, line.since.text, fix]
    return ", ".join(part for part in parts if part)
