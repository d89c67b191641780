"""Fields under each other with names, checked together; alone in a page or in a dialog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Refusal
from ui.theme import Tone, look, theme
from ui.widgets.announce import announce
from ui.widgets.bits import Icon, Panel, Rule
from ui.widgets.button import Button, Kind, key_text
from ui.widgets.field import REQUIRED, Field
from ui.widgets.scroller import Scroller
from ui.widgets.text import Text

_TWO_COLUMNS_FROM = 460


class Form(QWidget):
    """Named fields, one or two beside each other; narrow, they stand under each other."""

    changed = Signal()
    """An answer changed by the user: keep a draft."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._rows: list[QBoxLayout] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(12)
        self._column.addLayout(self._parts)
        # Says what the mark of a required field means; a form that shows no marks hides it.
        self.legend = Text(self.tr("{mark} moet je invullen").format(mark=REQUIRED), "small", tone="muted", parent=self)
        self.legend.setVisible(False)
        self._column.addWidget(self.legend)

    def add(self, **fields: Field) -> None:
        """Add one row of fields by name; two at most stand beside each other."""
        row = QBoxLayout(self._direction())
        row.setSpacing(14)
        for name, field in fields.items():
            self._fields[name] = field
            field.changed.connect(self.changed)
            field.left.connect(self.changed)
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self._rows.append(row)
        self._parts.addLayout(row)
        if any(field.required for field in fields.values()):
            self.legend.setVisible(True)

    def add_words(self, text: str, *, heading: bool = False) -> None:
        """Add a sentence, or a heading, across."""
        words = Text(text, "section" if heading else "body", tone="ink" if heading else "muted", wrap=True, parent=self)
        self._parts.addWidget(words)

    def add_part(self, part: QWidget) -> None:
        """Add something that is no field, across."""
        self._parts.addWidget(part)

    def __getitem__(self, name: str) -> Field:
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        """The names of the fields; without it Qt's bindings, which try anything that can be indexed, hit an error."""
        return iter(self._fields)

    @property
    def values(self) -> dict[str, Any]:
        """The answers by name."""
        return {name: field.value for name, field in self._fields.items()}

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show answers; names without a field are passed over, as an older draft may have them."""
        for name, value in values.items():
            if name in self._fields:
                self._fields[name].set_value(value)

    def check(self) -> bool:
        """Whether every answer can be kept; says so under each field that cannot, and goes to the first."""
        wrong = [(field, text) for field in self._fields.values() if field.isEnabled() and (text := field.problem())]
        for field in self._fields.values():
            field.clear_error()
        for field, text in reversed(wrong):
            field.show_error(text)
        if wrong:
            wrong[0][0].setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def refuse(self, refusal: Refusal) -> bool:
        """Show a refusal at its field and go there; False when it belongs to no field of this form."""
        field = self._fields.get(refusal.field or "")
        if field is None:
            return False
        field.show_error(str(refusal))
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def settle(self) -> None:
        """Know at once how much room the fields need; before it is shown Qt would go by what it held earlier."""
        self._lay_out()
        self._parts.invalidate()
        self._column.invalidate()
        self.updateGeometry()

    def focus_first(self) -> None:
        """Go to the first field that can be answered."""
        for field in self._fields.values():
            if field.isEnabled():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._lay_out()

    def _direction(self) -> QBoxLayout.Direction:
        narrow = 0 < self.width() < look().px(_TWO_COLUMNS_FROM)
        return QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight

    def _lay_out(self) -> None:
        """Set fields beside each other where there is room, else under each other."""
        for row in self._rows:
            if row.direction() != self._direction():
                row.setDirection(self._direction())


class FormDialog(QDialog):
    """A form above Save and Cancel; opened with ``open()``, it deletes itself.

    ``saved`` gives the answers once the form is right. The page then does its command and calls
    ``accept()``, or ``refuse(refusal)``, which shows the words at their field or on top.
    Ctrl+Enter saves, Esc leaves.
    """

    saved = Signal(object)
    """The answers by name, a dict; sent as it is, because Qt would turn the terms in it into plain strings."""

    def __init__(self, title: str, parent: QWidget, *, save: str = "", intro: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.form = Form()
        self._title = Text(title, "section", wrap=True)
        self._intro = Text(intro, tone="muted", wrap=True)
        self._intro.setVisible(bool(intro))
        self._notice = Panel(Tone.DANGER, margin=10)
        self._notice_text = Text("", wrap=True)
        row = QHBoxLayout()
        row.addWidget(Icon("triangle-alert", "coral", 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._notice_text, 1)
        self._notice.column.addLayout(row)
        self._notice.setVisible(False)
        keys = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return)
        self.save_button = Button(save or self.tr("Bewaar"), "check", Kind.PRIMARY, key=key_text(keys))
        self.cancel_button = Button(self.tr("Annuleer"))
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        for combination in (keys, QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Enter)):
            QShortcut(combination, self, self.save)
        self._lay_out()
        theme.changed.connect(self._fit)

    def _lay_out(self) -> None:
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(22, 18, 22, 18)
        body.setSpacing(12)
        for part in (self._title, self._intro, self._notice, self.form):
            body.addWidget(part)
        body.addStretch(1)
        self._foot = foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.setContentsMargins(22, 12, 22, 14)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._body = body
        column.addWidget(Scroller(inner), 1)
        column.addWidget(Rule())
        column.addLayout(foot)

    def open(self) -> None:
        """Show the dialog over its window, as large as its form needs and the screen allows.

        The first field has the focus: what is typed at once is an answer, and no key of a button.
        """
        self._fit()
        self.form.focus_first()
        super().open()

    def save(self) -> None:
        """Check the form and give its answers."""
        self._notice.setVisible(False)
        if self.form.check():
            self.saved.emit(self.form.values)

    def refuse(self, refusal: Refusal) -> None:
        """Show why it was refused, at the field it belongs to or on top."""
        if self.form.refuse(refusal):
            return
        self._notice_text.setText(str(refusal))
        self._notice.setVisible(True)
        announce(self, str(refusal), urgent=True)

    def refit(self) -> None:
        """Be as large as what is asked now needs, after a field came or went."""
        self._fit()

    def _fit(self) -> None:
        screen = self.screen() or QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size()
        width = min(look().px(560), room.width() - 40)
        edges = self._body.contentsMargins()
        self.form.resize(width - edges.left() - edges.right(), self.form.height())  # or it would go by one column
        self.form.settle()
        self._body.invalidate()
        need = (
            self._body.minimumHeightForWidth(width)
            if self._body.hasHeightForWidth()
            else self._body.sizeHint().height()
        )
        foot = self.save_button.sizeHint().height() + 30
        self.resize(width, min(need + foot, room.height() - 60))
