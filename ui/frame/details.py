"""The details of one student, company or helpline in the drawer, the same from every page."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.desk.actions import local_action
from ui.desk.desk import Desk, News
from ui.widgets.drawer import Details, Drawer

AT_PLACEMENT = "@"
"""Stands between what to begin and the placement that it is about."""


class DetailsView(QObject):
    """Tells the details of one thing of its kind, and does what its actions say.

    ``SHOWS`` are the kinds of rows in it: news of them tells it to be asked again.
    """

    SHOWS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, drawer: Drawer) -> None:
        super().__init__(drawer)
        desk.destroyed.connect(self.deleteLater)
        self.desk = desk
        self.drawer = drawer

    @property
    def window(self) -> QWidget:
        """What a dialog of this view opens over."""
        return self.drawer.window()

    def action(self, text: str, icon_name: str, slot: Callable[[], object], shortcut: str) -> QAction:
        """An action whose key works while the drawer, or something in it, has the focus."""
        made = local_action(self, text, icon_name, slot, shortcut)
        self.drawer.addAction(made)
        return made

    @abstractmethod
    def show(self, key: UUID) -> Details | None:
        """The details of ``key``, which the actions are about from now on; ``None`` when it is gone."""

    @abstractmethod
    def begin(self, doing: str) -> None:
        """Begin what ``doing`` names for the thing shown, such as a dialog."""


class Detail(QObject):
    """Shows what the desk wants to open, and keeps it up to date while the drawer is open."""

    def __init__(self, desk: Desk, drawer: Drawer, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drawer = drawer
        self._views: dict[str, DetailsView] = {}
        self._shown: tuple[str, UUID] | None = None
        desk.open_wanted.connect(self._open)
        desk.changed.connect(self._hear)
        drawer.closed.connect(self._forget)

    @property
    def shown(self) -> tuple[str, UUID] | None:
        """The kind and id of what the drawer shows."""
        return self._shown

    def _open(self, kind: str, key: UUID, doing: str) -> None:
        self._shown = (kind, key)
        self._show()
        if doing and self._shown is not None:
            self._view(kind).begin(doing)

    def _show(self) -> None:
        if self._shown is None:
            return
        kind, key = self._shown
        details = self._view(kind).show(key)
        if details is None:
            self._drawer.close_details()
        else:
            self._drawer.show_details(details)

    def _view(self, kind: str) -> DetailsView:
        if kind not in self._views:
            self._views[kind] = _VIEWS[kind](self._desk, self._drawer)
        return self._views[kind]

    def _hear(self, news: News) -> None:
        if self._shown is not None and (not news or news.keys() & self._view(self._shown[0]).SHOWS):
            self._show()

    def _forget(self) -> None:
        self._shown = None


def _student(desk: Desk, drawer: Drawer) -> DetailsView:
    from ui.pages.student_details import StudentDetails

    return StudentDetails(desk, drawer)


def _company(desk: Desk, drawer: Drawer) -> DetailsView:
    from ui.pages.company_details import CompanyDetails

    return CompanyDetails(desk, drawer)


def _helpline(desk: Desk, drawer: Drawer) -> DetailsView:
    from ui.pages.helpline_details import HelplineDetails

    return HelplineDetails(desk, drawer)


def _supervisor(desk: Desk, drawer: Drawer) -> DetailsView:
    from ui.pages.supervisor_details import SupervisorDetails

    return SupervisorDetails(desk, drawer)


_VIEWS: Mapping[str, Callable[[Desk, Drawer], DetailsView]] = {
    "student": _student,
    "company": _company,
    "helpline": _helpline,
    "supervisor": _supervisor,
}
