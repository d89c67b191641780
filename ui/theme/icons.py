"""Icons of ``resources/icons``, drawn in the colour of a role and crisp at any pixel ratio."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.resources import resource
from ui.theme.look import look

_STROKE = 'stroke-width="2"'
_FINE, _FIRM, _SMALL = 'stroke-width="1.75"', 'stroke-width="2.1"', 15
_RATIOS = (1.0, 1.5, 2.0, 3.0)


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    stroke = _FINE if size > _SMALL else _FIRM
    text = _source(name).replace("currentColor", colour).replace(_STROKE, stroke)
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon ``name`` as a square of ``size`` logical pixels; ``ratio`` is that of the screen.

    Raises ``FileNotFoundError`` when there is no such drawing.
    """
    return _drawn(name, colour.name(), size, ratio)


def paint_icon(painter: QPainter, name: str, box: QRect, colour: QColor) -> None:
    """Draw the icon ``name`` in ``box``, a square."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(box.topLeft(), _drawn(name, colour.name(), box.width(), ratio))


def icon(name: str, role: str = "muted") -> QIcon:
    """The icon ``name`` in the colour of a palette role, for menus and fields of Qt."""
    made = QIcon()
    size = look().size("icon")
    for ratio in _RATIOS:
        made.addPixmap(_drawn(name, look().colour(role).name(), size, ratio))
        made.addPixmap(_drawn(name, look().colour("field").name(), size, ratio), QIcon.Mode.Disabled)
    return made


def icon_size() -> QSize:
    """The usual side of an icon at this text size."""
    return QSize(look().size("icon"), look().size("icon"))
