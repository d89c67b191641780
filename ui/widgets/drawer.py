"""The panel at the right that tells more about what is chosen: the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Tone, look, theme
from ui.widgets.bits import Avatar, Count, Icon, KeyHint, Panel, Rule
from ui.widgets.button import Button, Kind, key_text
from ui.widgets.flow import FlowLayout
from ui.widgets.sign import Sign
from ui.widgets.text import LabelTone, Text
from ui.widgets.timeline import Moment, Timeline

_ROLE = {Tone.PLAIN: "muted", Tone.INFO: "petrol", Tone.DONE: "done", Tone.ATTENTION: "attention", Tone.DANGER: "coral"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is known: words, or a sign with an icon."""

    label: str
    value: str | Sign


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to mind: a sign as heading, then sentences."""

    sign: Sign
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """What the drawer shows of one thing; actions belong to the page and may be shared."""

    title: str
    subtitle: str = ""
    initials: str = ""
    actions: Sequence[QAction] = ()
    notices: Sequence[Notice] = ()
    facts: Sequence[Fact] = ()
    moments: Sequence[Moment] = ()
    moments_action: QAction | None = None
    primary: bool = True
    """Whether the first action is the primary one of the screen."""
    top: QWidget | None = field(default=None, compare=False)
    """A widget of the page, above notices and facts; the drawer takes it over."""
    extra: QWidget | None = field(default=None, compare=False)
    """A widget of the page, between facts and timeline; the drawer takes it over."""


class Drawer(QFrame):
    """Details of the chosen thing, beside the list; Esc closes it."""

    closed = Signal()
    opened = Signal()
    moment_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "side")
        self.setAccessibleName(self.tr("Details"))
        self._has_primary = False
        self._body: QWidget | None = None
        self._foot: QWidget | None = None
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._head())
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        column.addWidget(self._scroll, 1)
        self.setVisible(False)
        self._fit()
        theme.changed.connect(self._fit)

    def _head(self) -> QHBoxLayout:
        self._avatar = Avatar("", "", 42, strong=True, parent=self)
        self._title = Text("", "section", wrap=True, parent=self)
        self._subtitle = Text("", tone="muted", wrap=True, parent=self)
        self._close = Button("", "x", Kind.LINK, small=True, parent=self)
        self._close.setAccessibleName(self.tr("Sluit details"))
        self._close.clicked.connect(self.close_details)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        row = QHBoxLayout()
        row.setContentsMargins(18, 0, 10, 0)
        row.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._avatar, 0, top)
        row.addLayout(words, 1)
        esc = QKeySequence(Qt.Key.Key_Escape)
        row.addWidget(KeyHint(key_text(esc), self), 0, top)
        row.addWidget(self._close, 0, top)
        return row

    @property
    def has_primary(self) -> bool:
        """Whether the drawer holds the primary action, so that the top bar steps back."""
        return self._has_primary and self.isVisible()

    def show_details(self, details: Details) -> None:
        """Show details of another thing, or newer ones of the same; the scroll place stays with the same title."""
        same = self.isVisible() and self._title.text() == details.title
        place = self._scroll.verticalScrollBar().value() if same else 0
        self._show_head(details.title, details.subtitle, details.initials)
        self._has_primary = details.primary and bool(details.actions)
        self._put(self._details_body(details), None)
        self._scroll.verticalScrollBar().setValue(place)

    def show_form(self, title: str, subtitle: str, body: QWidget, actions: Sequence[QAction] = ()) -> None:
        """Show a widget of the page (a form) with its actions at the foot, the first one primary."""
        self._show_head(title, subtitle, "")
        self._has_primary = bool(actions)
        foot = self._action_row(actions, primary=True, margin=18) if actions else None
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(18, 0, 10, 12)
        column.addWidget(body)
        column.addStretch(1)
        self._put(box, foot)

    def close_details(self) -> None:
        """Close; what it showed is gone."""
        if self.isVisible():
            self.setVisible(False)
            self._has_primary = False
            self._put(QWidget(), None, show=False)
            self.closed.emit()

    def _show_head(self, title: str, subtitle: str, initials: str) -> None:
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._avatar.show_person(initials, title)
        self._avatar.setVisible(bool(initials))

    def _put(self, body: QWidget, foot: QWidget | None, *, show: bool = True) -> None:
        old = self._scroll.takeWidget()
        if old is not None:
            old.deleteLater()
        self._scroll.setWidget(body)
        body.setAutoFillBackground(False)
        self._body = body
        if self._foot is not None:
            self._column.removeWidget(self._foot)
            self._foot.deleteLater()
        self._foot = foot
        if foot is not None:
            self._column.addWidget(foot)
        if show:
            fresh = not self.isVisible()
            self.setVisible(True)
            if fresh:
                self.opened.emit()

    def _details_body(self, details: Details) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(18, 2, 10, 16)
        column.setSpacing(14)
        if details.actions:
            column.addWidget(self._action_row(details.actions, primary=details.primary, margin=0))
        if details.top is not None:
            column.addWidget(details.top)
        for notice in details.notices:
            column.addWidget(_notice(notice))
        if details.facts:
            column.addLayout(_facts(details.facts))
        if details.extra is not None:
            column.addWidget(details.extra)
        if details.moments or details.moments_action is not None:
            column.addWidget(Rule())
            column.addLayout(self._moments_head(details))
            line = Timeline(self.tr("Tijdlijn"))
            line.opened.connect(self.moment_opened)
            line.show_moments(details.moments)
            column.addWidget(line)
        column.addStretch(1)
        return box

    def _moments_head(self, details: Details) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Text(self.tr("Tijdlijn"), "section"))
        row.addWidget(Count(str(len(details.moments))))
        row.addStretch(1)
        if details.moments_action is not None:
            row.addWidget(Button.of(details.moments_action, Kind.LINK))
        return row

    def _action_row(self, actions: Sequence[QAction], *, primary: bool, margin: int) -> QWidget:
        box = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        flow = FlowLayout(box, 6)
        flow.setContentsMargins(margin, 0, margin, margin)
        for at, action in enumerate(actions):
            flow.addWidget(Button.of(action, Kind.PRIMARY if primary and at == 0 else Kind.USUAL, box))
        return box

    def _fit(self) -> None:
        self.fit_into(self.window().width())

    def fit_into(self, room: int) -> None:
        """Take the usual width, at most 45 % of ``room``."""
        self.setFixedWidth(min(look().size("drawer"), max(round(room * 0.45), 280)))


def _notice(notice: Notice) -> QWidget:
    panel = Panel(notice.sign.tone, margin=12, spacing=4)
    head = QHBoxLayout()
    head.setSpacing(8)
    if notice.sign.icon:
        head.addWidget(Icon(notice.sign.icon, _ROLE[notice.sign.tone], 18), 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(Text(notice.sign.text, strong=True, wrap=True), 1)
    panel.column.addLayout(head)
    for line in notice.lines:
        panel.column.addWidget(Text(line, "small", wrap=True))
    return panel


def _facts(facts: Sequence[Fact]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for at, fact in enumerate(facts):
        label = Text(fact.label, "small", tone="muted")
        grid.addWidget(label, at, 0, top)
        grid.addWidget(_value(fact.value), at, 1)
    return grid


def _value(value: str | Sign) -> QWidget:
    if isinstance(value, str):
        words = Text(value, strong=True, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return words
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    if value.icon:
        row.addWidget(Icon(value.icon, _ROLE[value.tone], 15), 0, Qt.AlignmentFlag.AlignTop)
    tone: LabelTone = "danger" if value.tone is Tone.DANGER else "ink"
    row.addWidget(Text(value.text, strong=True, wrap=True, tone=tone), 1)
    return box
