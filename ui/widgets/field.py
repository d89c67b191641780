"""A field of a form: its label, hint, control and, when something is wrong, the reason beneath it."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import Tone
from ui.widgets.announce import announce
from ui.widgets.bits import Icon
from ui.widgets.sign import Sign
from ui.widgets.text import LabelTone, Text

_TONES: dict[Tone, LabelTone] = {
    Tone.PLAIN: "muted",
    Tone.INFO: "petrol",
    Tone.DONE: "done",
    Tone.ATTENTION: "attention",
    Tone.DANGER: "danger",
}
_ICON_ROLES = {Tone.PLAIN: "muted", Tone.INFO: "petrol", Tone.DONE: "done", Tone.ATTENTION: "attention"}

REQUIRED = "*"
"""Stands behind the label of what must be answered; a form says what it means."""


class Field(QWidget):
    """One question of a form; ``value`` is the answer, ``None`` or empty when there is none.

    The label may carry a mnemonic (``&Naam``). A required field that is empty says so when the
    form is checked.
    """

    changed = Signal()
    """The answer changed by the user."""
    left = Signal()
    """The focus went on: a good moment to keep a draft."""

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.required = required
        self._hint = hint
        self._label = Text(f"{label} {REQUIRED}" if required else label, "small", strong=True, parent=self)
        self._status_icon = Icon("circle-check", "done", 14, parent=self)
        self._status = Text("", "small", parent=self)
        self._hint_text = Text(hint, "small", tone="muted", wrap=True, parent=self)
        self._error = Text("", "small", tone="danger", wrap=True, parent=self)
        self._error_icon = Icon("circle-alert", "coral", 14, parent=self)
        self._focus: QWidget = self
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._label, 1)
        head.addWidget(self._status_icon)
        head.addWidget(self._status)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self._error_icon, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._error, 1)
        self._column.addLayout(head)
        self._column.addWidget(self._hint_text)
        self._column.addLayout(below)
        self._hint_text.setVisible(bool(hint))
        self.set_status(None)
        self.clear_error()

    def hold(self, control: QWidget, focus: QWidget | None = None) -> None:
        """Hold ``control``; ``focus`` is the part of it that takes the focus, when that is another."""
        self._focus = focus or control
        self._column.insertWidget(1, control)
        self._label.setBuddy(self._focus)
        self._focus.setAccessibleName(self.label)
        self._focus.setAccessibleDescription(self._spoken_hint())
        self._focus.installEventFilter(self)
        self.setFocusProxy(self._focus)

    def add_below(self, widget: QWidget) -> None:
        """Show ``widget`` between the control and the hint."""
        self._column.insertWidget(2, widget)

    @property
    def label(self) -> str:
        """The question, as a screen reader speaks it."""
        return self._label.text().replace("&", "").removesuffix(f" {REQUIRED}")

    @property
    def label_widget(self) -> QLabel:
        """The label itself, for a field whose control bears its words."""
        return self._label

    @property
    @abstractmethod
    def value(self) -> Any:
        """The answer."""

    @abstractmethod
    def set_value(self, value: Any) -> None:
        """Show another answer, without telling that it changed."""

    def problem(self) -> str:
        """What is wrong with the answer, in a sentence; empty when nothing is."""
        if self.required and self.value in (None, "", frozenset(), ()):
            return self.tr("Vul dit in.")
        return ""

    @property
    def error(self) -> str:
        """The sentence under the field now."""
        return self._error.text()

    def show_error(self, text: str) -> None:
        """Say under the field what is wrong; a screen reader says it at once and with the field."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._error_icon.setVisible(bool(text))
        self._focus.setAccessibleDescription(text or self._spoken_hint())
        self._mark_wrong(bool(text))
        if text:
            announce(self, f"{self.label}: {text}", urgent=True)

    def clear_error(self) -> None:
        """Say nothing under the field."""
        self.show_error("")

    def set_status(self, sign: Sign | None) -> None:
        """Say at the right of the label how this answer stands (kept, ask now)."""
        self._status.setVisible(sign is not None)
        self._status_icon.setVisible(sign is not None and bool(sign.icon))
        if sign is not None:
            self._status.setText(sign.text)
            self._status.set_tone(_TONES[sign.tone])
            if sign.icon:
                self._status_icon.show_icon(sign.icon, _ICON_ROLES.get(sign.tone, "coral"))

    def tell(self) -> None:
        """Say that the user changed the answer; an old error is taken away."""
        if self.error:
            self.clear_error()
        self.changed.emit()

    def _spoken_hint(self) -> str:
        return " ".join(part for part in (self.tr("Verplicht.") if self.required else "", self._hint) if part)

    def _mark_wrong(self, wrong: bool) -> None:  # noqa: FBT001 - a state
        if self._focus.property("wrong") != wrong and (wrong or self._focus.property("wrong")):
            self._focus.setProperty("wrong", wrong)
            self._focus.style().unpolish(self._focus)
            self._focus.style().polish(self._focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self._focus:
            self.left.emit()
        return super().eventFilter(watched, event)
