"""Fields for words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QIntValidator, QKeyEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from ui.theme import look, theme
from ui.widgets.brush import line_height
from ui.widgets.button import Button, Kind
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Text

_LONG = 2_000
_SHOW = "Alt+F8"


class TextField(Field):
    """One line of text; ``secret`` hides what is typed, until the eye or Alt+F8 (as in Windows) shows it."""

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        required: bool = False,
        secret: bool = False,
        example: str = "",
        longest: int = 200,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, required=required, parent=parent)
        self._edit = QLineEdit(self)
        self._edit.setMaxLength(longest)
        self._edit.setPlaceholderText(example)
        self._secret = secret
        self._edit.textEdited.connect(self.tell)
        if secret:
            self._hold_secret()
        else:
            self.hold(self._edit)

    def _hold_secret(self) -> None:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._eye = Button("", "eye", parent=box)
        # The Tab key passes it by: who types a phrase blindly would press it with a space, and show all.
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.clicked.connect(self._turn)
        QShortcut(QKeySequence(_SHOW), self._edit, self._turn, context=Qt.ShortcutContext.WidgetShortcut)
        row.addWidget(self._edit, 1)
        row.addWidget(self._eye)
        self.hold(box, self._edit)
        self._show_typed(shown=False)

    def _turn(self) -> None:
        self._show_typed(shown=self._edit.echoMode() == QLineEdit.EchoMode.Password)

    def _show_typed(self, *, shown: bool) -> None:
        self._edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.show_icon("eye-off" if shown else "eye")
        words = self.tr("Verberg wat je typt ({keys})") if shown else self.tr("Laat zien wat je typt ({keys})")
        self._eye.setAccessibleName(words.format(keys=_SHOW))

    @property
    def edit(self) -> QLineEdit:
        """The control, for a completer or a validator."""
        return self._edit

    @property
    def value(self) -> str:
        return self._edit.text() if self._secret else self._edit.text().strip()

    def set_value(self, value: Any) -> None:
        self._edit.setText("" if value is None else str(value))
        if self._secret:
            self._show_typed(shown=False)


class NoteField(Field):
    """Text of several lines; Tab goes on to the next field."""

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        required: bool = False,
        lines: int = 3,
        longest: int = _LONG,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, required=required, parent=parent)
        self._lines, self._longest = lines, longest
        self._edit = QPlainTextEdit(self)
        self._edit.setTabChangesFocus(True)
        self._edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._edit.textChanged.connect(self.tell)
        self._edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.hold(self._edit)
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def value(self) -> str:
        return self._edit.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self._edit.blockSignals(True)
        self._edit.setPlainText("" if value is None else str(value))
        self._edit.blockSignals(False)

    def problem(self) -> str:
        if len(self.value) > self._longest:
            return self.tr("Dit is te lang: {n} tekens, hooguit {most}.").format(n=len(self.value), most=self._longest)
        return super().problem()

    def _fit(self) -> None:
        self._edit.setFixedHeight(line_height(look().font()) * self._lines + look().px(12) + 10)


class PhraseField(NoteField):
    """A note with phrases beneath it to choose from; a chosen phrase is put in the note, to add to."""

    def __init__(self, label: str, *, hint: str = "", required: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(label, hint=hint, required=required, parent=parent)
        self._phrases = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._phrases.setSizePolicy(policy)
        self._flow = FlowLayout(self._phrases, 6)
        self._flow.setContentsMargins(0, 2, 0, 0)
        self.add_below(self._phrases)

    def show_phrases(self, phrases: Sequence[str]) -> None:
        """Offer these phrases."""
        while self._flow.count():
            item = self._flow.takeAt(0)
            if item is not None and (button := item.widget()) is not None:
                button.hide()
                button.deleteLater()
        for phrase in phrases:
            button = Button(phrase.replace("&", "&&"), kind=Kind.SOFT, small=True, parent=self._phrases)
            button.clicked.connect(partial(self._put, phrase))
            self._flow.addWidget(button)
        self._phrases.setVisible(bool(phrases))

    def _put(self, phrase: str) -> None:
        if phrase not in self.value:
            self.set_value(f"{self.value.rstrip('.')}. {phrase}" if self.value else phrase)
            self.tell()
        self._edit.moveCursor(QTextCursor.MoveOperation.End)
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class NumberField(Field):
    """A whole number from ``least`` to ``most``, with a step up and down; ``None`` when empty.

    ``unit`` stands behind it (uur per week). Arrow keys step.
    """

    def __init__(
        self,
        label: str,
        *,
        least: int = 0,
        most: int = 9_999,
        unit: str = "",
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, required=required, parent=parent)
        self._least, self._most = least, most
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._edit = QLineEdit(box)
        self._edit.setValidator(QIntValidator(min(least, 0), most, self._edit))
        self._edit.textEdited.connect(self.tell)
        self._fewer = self._step_button("−", self.tr("{label}: een minder"), -1, box)
        self._more = self._step_button("+", self.tr("{label}: een meer"), 1, box)
        row.addWidget(self._fewer)
        row.addWidget(self._edit)
        row.addWidget(self._more)
        if unit:
            row.addSpacing(4)
            row.addWidget(Text(unit, tone="muted", wrap=True, parent=box), 1)
        else:
            row.addStretch(1)
        self.hold(box, self._edit)
        self._fit()
        theme.changed.connect(self._fit)

    def _step_button(self, sign: str, spoken: str, step: int, parent: QWidget) -> Button:
        button = Button(sign, kind=Kind.USUAL, parent=parent)
        button.setAccessibleName(spoken.format(label=self.label))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._up if step > 0 else self._down)
        return button

    @property
    def value(self) -> int | None:
        text = self._edit.text().strip()
        return int(text) if text.lstrip("-").isdecimal() else None

    def set_value(self, value: Any) -> None:
        self._edit.setText("" if value is None else str(value))

    def problem(self) -> str:
        value = self.value
        if value is not None and not self._least <= value <= self._most:
            return self.tr("Kies een getal van {least} tot {most}.").format(least=self._least, most=self._most)
        return super().problem()

    def _up(self) -> None:
        self._step(1)

    def _down(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        value = self.value
        wanted = self._least if value is None else value + by
        self._edit.setText(str(min(max(wanted, self._least), self._most)))
        self.tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
            if event.key() in steps:
                self._step(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self._edit.setFixedWidth(look().px(84))
