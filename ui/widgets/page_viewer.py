"""A preview of a PDF: its pages under each other, drawn off the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desk.jobs import Job, Lanes
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowLayout
from ui.widgets.page_leaf import POINTS_TO_PIXELS, Leaf, PageInfo, draw, measure
from ui.widgets.page_search import Found, SearchLine, find
from ui.widgets.page_sheets import Sheets
from ui.widgets.text import Text

__all__ = ["PageInfo", "PageViewer", "draw", "measure"]

_ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_GAP = 14
_REDRAW_MS = 40


class PageViewer(QWidget):
    """Shows a PDF given as bytes.

    PageUp and PageDown go a page on or back, + and - zoom, 0 fits the width; Ctrl and the wheel
    zoom as well. Only pages in sight are drawn.
    """

    shown = Signal(int)
    """The pages are measured and laid out: how many there are."""
    failed = Signal()
    """The bytes are no PDF that can be shown."""

    def __init__(self, lanes: Lanes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._pdf = b""
        self._leaves: list[Leaf] = []
        self._jobs: dict[Job, tuple[int, float]] = {}
        self._measuring: Job | None = None
        self._zoom, self._fits = 1.0, True
        self._where = Text("", tone="muted")
        self._search = SearchLine(self)
        self._search.wanted.connect(self._look_for)
        self._search.stepped.connect(self._step)
        self._found: list[Found] = []
        self._place = 0
        self._finding: Job | None = None
        self._back = self._tool("chevron-left", self.tr("Vorig blad"), "PageUp", self.back)
        self._on = self._tool("chevron-right", self.tr("Volgend blad"), "PageDown", self.on)
        self._out = self._tool("zoom-out", self.tr("Kleiner"), "-", self.zoom_out)
        self._in = self._tool("zoom-in", self.tr("Groter"), "+", self.zoom_in)
        self._fit_button = Button(self.tr("Hele breedte"), kind=Kind.LINK, small=True)
        self._fit_button.clicked.connect(self.fit_width)
        self._sheet = QWidget()
        self._sheet_column = QVBoxLayout(self._sheet)
        self._sheet_column.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        self._sheet_column.setSpacing(_GAP)
        self._scroll = Sheets(self)
        self._scroll.setWidget(self._sheet)
        self._scroll.setAccessibleName(self.tr("Voorbeeld"))
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(_REDRAW_MS)
        self._redraw.timeout.connect(self._draw_visible)
        self._scroll.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._scroll.key_wanted.connect(self._do_key)
        self._scroll.zoom_wanted.connect(self._step_zoom)
        self._scroll.resized.connect(self._settle)
        self._lay_out()
        self._scrolled()

    def _tool(self, icon: str, spoken: str, key: str, slot: object) -> Button:
        button = Button("", icon, Kind.LINK, small=True)
        button.setAccessibleName(spoken)
        button.setToolTip(f"{spoken} ({key})")
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        bar = FlowLayout(push_last=True)
        for parts in ((self._back, self._where, self._on), (self._search, self._out, self._in, self._fit_button)):
            group = QWidget()
            row = QHBoxLayout(group)
            row.setContentsMargins(0, 0, 0, 0)
            for part in parts:
                row.addWidget(part)
            bar.addWidget(group)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addWidget(self._scroll, 1)

    def show_pdf(self, pdf: bytes) -> None:
        """Show other bytes; the place stays when there are as many pages as before."""
        self._pdf = pdf
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()
        if self._measuring is not None:
            self._measuring.cancel()
        self._measuring = self._lanes.render(measure, pdf=pdf)
        self._measuring.done.connect(self._measured)
        self._measuring.failed.connect(self._not_measured)

    def clear(self) -> None:
        """Show nothing: there is no paper."""
        self._pdf = b""
        if self._measuring is not None:
            self._measuring.cancel()
            self._measuring = None
        for leaf in self._leaves:
            self._sheet_column.removeWidget(leaf)
            leaf.setParent(None)
            leaf.deleteLater()
        self._leaves = []
        self._show_places([])
        self._scrolled()

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._leaves)

    @property
    def page(self) -> int:
        """The page in view, from 0."""
        middle = self._scroll.verticalScrollBar().value() + self._scroll.viewport().height() // 3
        return max(sum(leaf.y() <= middle for leaf in self._leaves) - 1, 0)

    @property
    def zoom(self) -> float:
        """How large the pages are; 1.0 is life size at 96 dots an inch."""
        return self._zoom

    def text(self) -> str:
        """The words of all pages, as a screen reader reads them."""
        return "\n".join(leaf.info.text for leaf in self._leaves)

    def on(self) -> None:
        """Go to the next page."""
        self._go(self.page + 1)

    def back(self) -> None:
        """Go to the page before."""
        self._go(self.page - 1)

    def zoom_in(self) -> None:
        """Show the pages larger."""
        self._step_zoom(1)

    def zoom_out(self) -> None:
        """Show the pages smaller."""
        self._step_zoom(-1)

    def fit_width(self) -> None:
        """Make the pages as wide as the view."""
        self._fits = True
        self._settle()

    def _measured(self, pages: list[PageInfo]) -> None:
        if self.sender() is not self._measuring:
            return
        self._measuring = None
        place = self._scroll.verticalScrollBar().value() if len(pages) == len(self._leaves) else 0
        for leaf in self._leaves:
            self._sheet_column.removeWidget(leaf)
            leaf.setParent(None)
            leaf.deleteLater()
        words = self.tr("Blad {n} van {all}")
        self._leaves = [
            Leaf(info, words.format(n=at, all=len(pages)), self._sheet) for at, info in enumerate(pages, start=1)
        ]
        for leaf in self._leaves:
            self._sheet_column.addWidget(leaf, 0, Qt.AlignmentFlag.AlignHCenter)
            leaf.show()
        self._settle()
        self._scroll.verticalScrollBar().setValue(place)
        self._scrolled()
        self._look_for(self._search.text)
        self.shown.emit(len(pages))

    @property
    def search(self) -> SearchLine:
        """The line to look for words with."""
        return self._search

    @property
    def found(self) -> int:
        """How many places hold the words that are looked for."""
        return len(self._found)

    def _look_for(self, text: str) -> None:
        if self._finding is not None:
            self._finding.cancel()
            self._finding = None
        if text and self._pdf:
            self._finding = self._lanes.render(find, pdf=self._pdf, wanted=text)
            self._finding.done.connect(self._show_found)
        else:
            self._show_places([])

    def _show_found(self, found: list[Found]) -> None:
        if self.sender() is self._finding:
            self._finding = None
            self._show_places(found)

    def _show_places(self, found: list[Found]) -> None:
        self._found, self._place = found, 0
        here = [at for at, one in enumerate(found) if one.page >= self.page]
        self._step(here[0] if here else 0)

    def _step(self, by: int) -> None:
        """Go to another place that was found; after the last comes the first."""
        if self._found:
            self._place = (self._place + by) % len(self._found)
            now = self._found[self._place]
            top = now.boxes[0].top() * POINTS_TO_PIXELS * self._zoom if now.boxes else 0.0
            below = self._leaves[now.page].y() + round(top) - self._scroll.viewport().height() // 3
            self._scroll.verticalScrollBar().setValue(max(below, 0))
        for at, leaf in enumerate(self._leaves):
            here = [one for one in self._found if one.page == at]
            current = self._found[self._place].boxes if self._found and self._found[self._place].page == at else ()
            leaf.show_found([box for one in here for box in one.boxes], current)
        self._search.show_place(self._place, len(self._found))

    def _not_measured(self, _error: object) -> None:
        self._measuring = None
        self.failed.emit()

    def _settle(self) -> None:
        """Give every page its size, and draw again what is in sight."""
        if self._fits and self._leaves:
            widest = max(leaf.info.width for leaf in self._leaves) * POINTS_TO_PIXELS
            self._zoom = max((self._scroll.viewport().width() - 2 * _GAP) / widest, _ZOOMS[0])
        for leaf in self._leaves:
            leaf.set_zoom(self._zoom)
        self._sheet.setMinimumSize(self._sheet_column.sizeHint())
        self._sheet_column.activate()
        self._redraw.start()

    def _step_zoom(self, step: int) -> None:
        larger = [zoom for zoom in _ZOOMS if (zoom > self._zoom + 0.01 if step > 0 else zoom < self._zoom - 0.01)]
        if larger:
            self._fits = False
            self._zoom = larger[0] if step > 0 else larger[-1]
            self._settle()

    def _go(self, at: int) -> None:
        if 0 <= at < len(self._leaves):
            self._scroll.verticalScrollBar().setValue(max(self._leaves[at].y() - _GAP, 0))

    def _scrolled(self) -> None:
        here, count = self.page, len(self._leaves)
        self._where.setText(self.tr("Blad {n} van {all}").format(n=here + 1, all=count) if count else "")
        self._back.setEnabled(here > 0)
        self._on.setEnabled(here + 1 < count)
        self._redraw.start()

    def _draw_visible(self) -> None:
        scale = POINTS_TO_PIXELS * self._zoom * self.devicePixelRatioF()
        top = self._scroll.verticalScrollBar().value()
        seen = QRect(0, top, self._sheet.width(), self._scroll.viewport().height())
        asked = set(self._jobs.values())
        for at, leaf in enumerate(self._leaves):
            if leaf.geometry().intersects(seen) and leaf.drawn_at != scale and (at, scale) not in asked:
                job = self._lanes.render(draw, pdf=self._pdf, at=at, scale=scale)
                self._jobs[job] = at, scale
                job.done.connect(self._drawn)
                job.ended.connect(self._ended)

    def _drawn(self, pixels: tuple[int, int, int, bytes]) -> None:
        job = self.sender()
        wanted = self._jobs.get(job) if isinstance(job, Job) else None
        if wanted is None or wanted[0] >= len(self._leaves):
            return
        width, height, stride, data = pixels
        picture = QImage(data, width, height, stride, QImage.Format.Format_RGB32).copy()
        self._leaves[wanted[0]].show_picture(picture, wanted[1])

    def _ended(self) -> None:
        self._jobs = {job: wanted for job, wanted in self._jobs.items() if not job.over}

    def _do_key(self, key: int) -> None:
        act = {
            Qt.Key.Key_PageDown: self.on,
            Qt.Key.Key_PageUp: self.back,
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.fit_width,
        }.get(Qt.Key(key))
        if act is not None:
            act()

    def picture_at(self, at: int) -> QPoint:
        """Where a page lies in the view."""
        return self._leaves[at].mapTo(self._scroll.viewport(), QPoint(0, 0))
