"""What every page of the program shares: it asks at the desk, and asks again when it must."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.terms.drafts import DraftKey
from ui.desk.desk import Desk, News
from ui.widgets.page_frame import PageFrame


class Page(PageFrame):
    """A page that shows rows of the kinds in ``SHOWS``.

    A visible page asks again as soon as news touches them; a hidden one when it is shown.
    """

    SHOWS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.desk = desk
        self._stale = True
        desk.changed.connect(self._hear)
        desk.scope_changed.connect(self._ask_again)

    @abstractmethod
    def refresh(self) -> None:
        """Ask the queries of this page and show the answers."""

    def go_to(self, key: UUID) -> None:  # noqa: ARG002 - for pages that show one thing at a time
        """Bring one thing of this page in view."""
        return

    def begun(self) -> DraftKey | None:
        """The form within this page that is half filled in; what was typed last is kept as a draft."""
        return None

    def reopen(self, key: DraftKey) -> bool:  # noqa: ARG002 - for pages that have such forms
        """Open the form of this page that was half filled in, after the lock; whether it is one of this page."""
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Bring a page up to date that was out of sight."""
        if self._stale:
            self._stale = False
            self.refresh()
        super().showEvent(event)

    def _hear(self, news: News) -> None:
        if not news or self.SHOWS & news.keys():
            self._ask_again()

    def _ask_again(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True
