"""A half-filled form survives a lock, a crash and a full day: its answers are kept while they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from app.terms.drafts import DraftKey
from ui.widgets.form import FormDialog

_PAUSE_MS = 300
_TYPE, _VALUE = "type", "value"


class DraftPlace(Protocol):
    """Where drafts are kept: the desk, or the unlocked room of Meldingen."""

    def load_draft(self, key: DraftKey) -> Mapping[str, Any] | None:
        """The answers that were kept; ``None`` where there are none."""

    def save_draft(self, key: DraftKey, content: Mapping[str, Any]) -> bool:
        """Keep answers; whether that could be done now."""

    def drop_draft(self, key: DraftKey) -> None:
        """Forget answers."""


class KeptDraft(QObject):
    """Keeps the answers of a dialog; shows those of an earlier time; forgets them when its writer leaves it.

    The command that uses the answers gets ``key`` to ``consume``, and deletes them in its transaction.
    """

    def __init__(self, place: DraftPlace, dialog: FormDialog, key: DraftKey) -> None:
        super().__init__(dialog)
        self.key = key
        self._place, self._dialog = place, dialog
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._save)
        before = place.load_draft(key)
        if before is not None:
            dialog.form.show_values({name: _decoded(value) for name, value in before.items()})
        dialog.form.changed.connect(self._pause.start)
        dialog.accepted.connect(self._pause.stop)
        dialog.rejected.connect(self._forget)
        self.found = before is not None
        """Whether answers of an earlier time are shown."""

    def keep_now(self) -> None:
        """Keep what was typed last, without waiting for a pause: the screen is about to lock."""
        if self._pause.isActive():
            self._pause.stop()
            self._save()

    def _save(self) -> None:
        values = {name: _encoded(value) for name, value in self._dialog.form.values.items()}
        if not self._place.save_draft(self.key, values):
            self._pause.start()

    def _forget(self) -> None:
        self._pause.stop()
        self._place.drop_draft(self.key)


def _encoded(value: Any) -> Any:
    """A value of a field as JSON: days, keys and sets carry their type."""
    if isinstance(value, date):
        return {_TYPE: "day", _VALUE: value.isoformat()}
    if isinstance(value, UUID):
        return {_TYPE: "key", _VALUE: value.hex}
    if isinstance(value, frozenset):
        return {_TYPE: "all", _VALUE: sorted((_encoded(one) for one in value), key=str)}
    return value


def _decoded(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    inner = value[_VALUE]
    if value[_TYPE] == "day":
        return date.fromisoformat(inner)
    if value[_TYPE] == "key":
        return UUID(hex=inner)
    return frozenset(_decoded(one) for one in inner)
