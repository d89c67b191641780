"""The bar at the top: the period in view, search, the one primary action, and who is at work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from ui.theme import Tone, look, paint_icon, theme
from ui.widgets.bits import Pill
from ui.widgets.brush import draw_initials, draw_panel, draw_text, line_height, middle, text_width
from ui.widgets.button import Button, Kind
from ui.widgets.search_palette import Hit, SearchBox
from ui.widgets.sign import Sign


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that the period switch offers: what identifies it, its words, and the heading above it."""

    key: str
    text: str
    detail: str = ""
    heading: str = ""


class PeriodButton(QAbstractButton):
    """The period in view for the whole program; a click offers the others."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: Sequence[Choice] = ()
        self._detail = ""
        self._current = ""
        self._quiet = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.offer)

    def show_choices(self, choices: Sequence[Choice], current: str) -> None:
        """Offer these; ``current`` is the key of the one in view."""
        self._choices, self._current = choices, current
        chosen = next((choice for choice in choices if choice.key == current), None)
        self._detail = chosen.detail if chosen is not None else ""
        self.setText(chosen.text if chosen is not None else "")
        self.setAccessibleName(self.tr("In beeld: {what}").format(what=f"{self.text()} {self._detail}".strip()))
        self.setVisible(bool(choices) and not self._quiet)
        self.updateGeometry()
        self.update()

    def set_quiet(self, quiet: bool) -> None:  # noqa: FBT001 - a state, as in Qt's setters
        """Be out of sight while a page has nothing to do with periods."""
        self._quiet = quiet
        self.setVisible(bool(self._choices) and not quiet)

    def offer(self) -> None:
        """Open the menu of choices."""
        self.menu_of_choices().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def menu_of_choices(self) -> QMenu:
        """The menu of choices; it deletes itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        heading = ""
        for choice in self._choices:
            if choice.heading != heading:
                heading = choice.heading
                menu.addSection(heading)
            words = f"{choice.text}\t{choice.detail}" if choice.detail else choice.text
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(choice.key == self._current)
            action.setData(choice.key)
            group.addAction(action)
        group.triggered.connect(self._choose)
        return menu

    def _choose(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))

    def sizeHint(self) -> QSize:
        bold, usual = look().font("body", 600), look().font("body", tabular=True)
        width = text_width(self.text(), bold) + text_width(self._detail, usual) + look().px(86)
        return QSize(width, max(line_height(bold) + look().px(10), look().size("control")))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(look().px(150), self.sizeHint().width()), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        colour = look().colour
        focus = self.hasFocus()
        fill = colour("soft_petrol" if self.underMouse() else "card")
        draw_panel(painter, self.rect(), fill, colour("petrol" if focus else "field"), 8, width=2 if focus else 1)
        side, edge = look().px(16), look().px(11)
        paint_icon(painter, "calendar-days", middle(self.rect(), side, edge), colour("petrol"))
        right = self.width() - edge - look().px(15)
        paint_icon(painter, "chevron-down", middle(self.rect(), look().px(15), right), colour("muted"))
        left = edge + side + look().px(8)
        bold = look().font("body", 600)
        words = min(text_width(self.text(), bold), right - left - look().px(6))
        draw_text(painter, QRect(left, 0, words + 1, self.height()), self.text(), bold, colour("ink"))
        rest = left + words + look().px(8)
        if right - rest > look().px(30):
            room = QRect(rest, 0, right - rest - look().px(6), self.height())
            draw_text(painter, room, self._detail, look().font("body", tabular=True), colour("muted"))


class MeButton(QAbstractButton):
    """The initials of who is at work; a click opens what belongs to them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_person("", "")

    def show_person(self, initials: str, name: str) -> None:
        """Show who is at work; empty hides it."""
        self.setText(initials)
        self.setAccessibleName(self.tr("Aan het werk: {name}").format(name=name))
        self.setToolTip(name)
        self.setVisible(bool(initials))

    def sizeHint(self) -> QSize:
        return QSize(look().px(34), look().px(34))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        if self.hasFocus():
            draw_panel(painter, self.rect(), look().colour("sun"), None, self.height() / 2)
        draw_initials(painter, self.rect().adjusted(2, 2, -2, -2), self.text(), strong=True)


def _nothing(_text: str) -> Sequence[Hit]:
    """Search that finds nothing, until a page puts its own in."""
    return ()


class TopBar(QFrame):
    """Period switch, search, primary action, and the initials of who is at work."""

    me_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "top")
        self.period = PeriodButton(self)
        self.search = SearchBox(_nothing, self)
        self.me = MeButton(self)
        self.me.clicked.connect(self.me_wanted)
        self._presenting = Pill(Sign(self.tr("Presentatiemodus: namen verborgen"), "eye-off", Tone.ATTENTION), self)
        self._presenting.setVisible(False)
        self._primary: Button | None = None
        self._back = False
        self._row = row = QHBoxLayout(self)
        row.setSpacing(14)
        row.addWidget(self.period)
        row.addStretch(1)
        row.addWidget(self.search, 4)
        row.addStretch(2)
        row.addWidget(self._presenting)
        row.addWidget(self.me)
        self.period.show_choices((), "")
        self._fit()
        theme.changed.connect(self._fit)

    def set_presenting(self, presenting: bool) -> None:  # noqa: FBT001 - a state, as in Qt's setters
        """Say that names are hidden everywhere."""
        self._presenting.setVisible(presenting)

    def set_quiet(self, quiet: bool) -> None:  # noqa: FBT001 - a state, as in Qt's setters
        """Offer no period and no search: the page in view is apart from the rest of the school."""
        self.period.set_quiet(quiet)
        self.search.setVisible(not quiet)

    def show_primary(self, action: QAction | None) -> None:
        """Show the primary action of the page in view, or none."""
        if self._primary is not None:
            self._row.removeWidget(self._primary)
            self._primary.setVisible(False)
            self._primary.deleteLater()
            self._primary = None
        if action is not None:
            self._primary = Button.of(action, Kind.USUAL if self._back else Kind.PRIMARY, self)
            self._row.insertWidget(self._row.count() - 1, self._primary)

    def step_back(self, back: bool) -> None:  # noqa: FBT001 - a state, as in Qt's setters
        """Let the primary action look usual while another one is primary."""
        self._back = back
        if self._primary is not None:
            self._primary.set_kind(Kind.USUAL if back else Kind.PRIMARY)

    def _fit(self) -> None:
        self._row.setContentsMargins(20, 0, 18, 0)
        self.setFixedHeight(look().px(56))
        self.search.setMaximumWidth(look().px(420))
