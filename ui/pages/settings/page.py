"""Instellingen: what the school is and decided, who may open it, how it looks, and its backups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.terms.drafts import DraftKey
from app.text import translate
from ui.desk.desk import News
from ui.frame.page import Page
from ui.pages.settings.part import FORMS, Part
from ui.theme import look, paint_icon, theme
from ui.widgets.bits import Panel
from ui.widgets.brush import draw_panel, draw_text, line_height, middle
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.scroller import Scroller

if TYPE_CHECKING:
    from app.store.ciphers import Cost
    from ui.desk.desk import Desk
    from ui.session import Session

_LIST = 210
_TWO_COLUMNS_FROM = 820
_ICON = Qt.ItemDataRole.UserRole + 1
_REMEMBERED = "settings.part"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A part before it is made."""

    title: str
    icon: str
    make: Callable[[Session, Cost | None], Part]


class _PartDelegate(QStyledItemDelegate):
    """A line of the list: icon and word, with a bar at the chosen one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), line_height(look().font()) + look().px(14))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        box: QRect = option.rect.adjusted(2, 1, -2, -1)
        if chosen:
            border = look().colour("petrol") if focus else None
            draw_panel(painter, box, look().colour("soft_petrol"), border, 6, width=2)
        side = look().px(17)
        icon = middle(box, side, box.left() + look().px(9))
        paint_icon(painter, str(index.data(_ICON)), icon, look().colour("petrol" if chosen else "muted"))
        left = icon.right() + look().px(9)
        room = QRect(left, box.top(), box.right() - left, box.height())
        font = look().font("body", 600 if chosen else 400)
        draw_text(painter, room, str(index.data()), font, look().colour("ink"))


class SettingsPage(Page):
    """A list of parts at the left, the chosen one at the right; a part is made when it is first shown.

    Where room is short, as at large text, a field on top chooses the part instead.
    """

    def __init__(
        self, desk: Desk, session: Session, parent: QWidget | None = None, *, cost: Cost | None = None
    ) -> None:
        super().__init__(desk, translate("Settings", "Instellingen"), parent)
        self._session, self._cost = session, cost
        self._entries = _entries()
        self._parts: dict[str, Part] = {}
        self._shown = ""
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Onderdelen van de instellingen"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for key, entry in self._entries.items():
            item = QListWidgetItem(entry.title)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setData(_ICON, entry.icon)
            self._list.addItem(item)
        self._list.setItemDelegate(_PartDelegate(self._list))
        self._list.currentItemChanged.connect(self._choose)
        options = [Option(key, entry.title) for key, entry in self._entries.items()]
        self._picker = ChoiceField(self.tr("&Onderdeel"), options)
        self._picker.changed.connect(lambda: self.show_part(str(self._picker.value)))
        self._place = QHBoxLayout()
        self._place.setSpacing(16)
        self._card = Panel("list", margin=4)
        self._card.column.addWidget(self._list, 1)
        self._place.addWidget(self._card)
        self.column.addWidget(self._picker)
        self.column.addLayout(self._place, 1)
        self._scrollers: dict[str, Scroller] = {}
        self._fit()
        theme.changed.connect(self._fit)
        remembered = session.application.state.view(_REMEMBERED)
        self.show_part(remembered if remembered in self._entries else next(iter(self._entries)))

    def show_part(self, key: str) -> None:
        """Bring a part in view."""
        for at in range(self._list.count()):
            item = self._list.item(at)
            if item is not None and item.data(Qt.ItemDataRole.UserRole) == key:
                self._list.setCurrentItem(item)

    def part(self, key: str) -> Part:
        """A part, made now if it was not yet."""
        if key not in self._parts:
            part = self._parts[key] = self._entries[key].make(self._session, self._cost)
            self._scrollers[key] = Scroller(part)
            self._place.addWidget(self._scrollers[key], 1)
        return self._parts[key]

    @property
    def keys(self) -> tuple[str, ...]:
        """The parts in their order."""
        return tuple(self._entries)

    def refresh(self) -> None:
        if self._shown:
            self.part(self._shown).refresh()

    def reopen(self, key: DraftKey) -> bool:
        """Open the form of the part in view, which was half filled in when the screen locked."""
        if not key.form.startswith(FORMS):
            return False
        return self.part(self._shown).reopen(key.form.removeprefix(FORMS), key.subject)

    def _hear(self, news: News) -> None:
        part = self._parts.get(self._shown)
        if part is not None and (not news or part.SHOWS & news.keys()):
            self._ask_again()

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        if self._shown:
            for action in self.part(self._shown).actions():
                self.removeAction(action)
        self._shown = str(item.data(Qt.ItemDataRole.UserRole))
        self._picker.set_value(self._shown)
        part = self.part(self._shown)
        self.addActions(part.actions())  # its keys work at the list of parts too
        for key, scroller in self._scrollers.items():
            scroller.setVisible(key == self._shown)
        self._session.application.state.set_view(_REMEMBERED, self._shown)
        part.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = 0 < self.width() < look().px(_TWO_COLUMNS_FROM)
        self._card.setFixedWidth(look().px(_LIST))
        self._card.setVisible(not narrow)
        self._picker.setVisible(narrow)
        self.setFocusProxy(self._picker if narrow else self._list)


def _entries() -> dict[str, _Entry]:
    return {
        "school": _Entry(translate("Settings", "School en contacten"), "building", _school),
        "people": _Entry(translate("Settings", "Mensen"), "users", _people),
        "programmes": _Entry(translate("Settings", "Opleidingen"), "graduation-cap", _programmes),
        "periods": _Entry(translate("Settings", "Perioden"), "calendar-days", _periods),
        "calendar": _Entry(translate("Settings", "Kalender"), "calendar", _calendar),
        "ways": _Entry(translate("Settings", "Reistijden"), "car", _ways),
        **_policy_entries(),
        "privacy": _Entry(translate("Settings", "Inzage en wissen"), "eye", _privacy),
        "screen": _Entry(translate("Settings", "Scherm"), "sun-moon", _screen),
        "backup": _Entry(translate("Settings", "Back-up en overgeven"), "hard-drive", _backup),
    }


def _policy_entries() -> dict[str, _Entry]:
    """The parts about what the school decided; each is a page of questions."""
    return {
        "norms": _policy_entry(
            "norms",
            translate("Settings", "Normen"),
            "scale",
            translate("Settings", "Hoe vaak jullie elkaar spreken, en voor wanneer. Eerder beleid blijft bewaard."),
        ),
        "terms": _policy_entry(
            "terms",
            translate("Settings", "Termijnen"),
            "hourglass",
            translate("Settings", "Wanneer Vandaag je ergens aan herinnert. Eerder beleid blijft bewaard."),
        ),
        "incidents": _policy_entry(
            "incidents",
            translate("Settings", "Meldingen"),
            "shield-alert",
            translate(
                "Settings",
                "Wat je zegt en doet bij een melding, in de woorden van jullie school, en of een jurist ernaar keek.",
            ),
        ),
        "reasons": _policy_entry(
            "reasons",
            translate("Settings", "Redenen"),
            "tags",
            translate("Settings", "Waaruit je kiest als je een reden opschrijft. Een eigen reden typen kan altijd."),
        ),
        "allowance": _policy_entry(
            "allowance",
            translate("Settings", "Vergoeding"),
            "handshake",
            translate(
                "Settings", "Waarmee Driehoek schat wat een stage kost, en wat jullie een redelijke vergoeding vinden."
            ),
        ),
        "criteria": _policy_entry(
            "criteria",
            translate("Settings", "Criteria"),
            "target",
            translate(
                "Settings",
                "Waar een matching van uitgaat: wat een stageplaats uitsluit, en hoe zwaar de rest weegt. "
                "Een ronde die al begonnen is, verandert niet mee.",
            ),
        ),
        "retention": _policy_entry(
            "retention",
            translate("Settings", "Bewaartermijnen"),
            "history",
            translate("Settings", "Hoe lang gegevens blijven staan. Driehoek gooit niets weg zonder dat je het ziet."),
        ),
        "labels": _policy_entry(
            "labels",
            translate("Settings", "Namen"),
            "id-card",
            translate("Settings", "Hoe mensen op jullie school heten, op papier en op elk scherm dat je daarna opent."),
        ),
    }


def _policy_entry(page: str, title: str, icon: str, explanation: str) -> _Entry:
    def make(session: Session, _cost: Cost | None) -> Part:
        from ui.pages.settings.decisions import PolicyPart

        return PolicyPart(session, page, title, explanation)

    return _Entry(title, icon, make)


def _school(session: Session, cost: Cost | None) -> Part:
    from ui.pages.settings.school import SchoolPart

    return SchoolPart(session, cost)


def _people(session: Session, cost: Cost | None) -> Part:
    from ui.pages.settings.people import PeoplePart

    return PeoplePart(session, cost)


def _programmes(session: Session, _cost: Cost | None) -> Part:
    from ui.pages.settings.programmes import ProgrammesPart

    return ProgrammesPart(session)


def _periods(session: Session, _cost: Cost | None) -> Part:
    from ui.pages.settings.periods import PeriodsPart

    return PeriodsPart(session)


def _ways(session: Session, _cost: Cost | None) -> Part:
    from ui.pages.settings.ways import WaysPart

    return WaysPart(session)


def _calendar(session: Session, _cost: Cost | None) -> Part:
    from ui.pages.settings.calendar import CalendarPart

    return CalendarPart(session)


def _privacy(session: Session, _cost: Cost | None) -> Part:
    from ui.pages.settings.privacy import PrivacyPart

    return PrivacyPart(session)


def _screen(session: Session, _cost: Cost | None) -> Part:
    from ui.pages.settings.screen import ScreenPart

    return ScreenPart(session)


def _backup(session: Session, cost: Cost | None) -> Part:
    from ui.pages.settings.backup import BackupPart

    return BackupPart(session, cost)
