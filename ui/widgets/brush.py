"""Strokes that delegates and painted widgets share: text, signs, pills, circles and keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from ui.theme import Tone, look, paint_icon
from ui.widgets.sign import Sign

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignCenter
_ONE_LINE = Qt.TextFlag.TextSingleLine


def line_height(font: QFont) -> int:
    """The height of one line of ``font``."""
    return QFontMetrics(font).height()


def text_width(text: str, font: QFont) -> int:
    """The width of ``text`` on one line."""
    return QFontMetrics(font).horizontalAdvance(text)


def draw_text(
    painter: QPainter,
    box: QRect,
    text: str,
    font: QFont,
    colour: QColor,
    *,
    align: Qt.AlignmentFlag = _LEFT,
) -> None:
    """Draw one line in ``box``, shortened with an ellipsis when it does not fit."""
    painter.setFont(font)
    painter.setPen(colour)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(align | _ONE_LINE), shown)


def draw_panel(
    painter: QPainter, box: QRect, fill: QColor, border: QColor | None, radius: float, *, width: int = 1
) -> None:
    """Fill a rounded rectangle; its border lies inside ``box``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(box), radius, radius)
        return
    painter.setPen(QPen(border, width))
    inside = width / 2
    painter.drawRoundedRect(QRectF(box).adjusted(inside, inside, -inside, -inside), radius, radius)


def middle(box: QRect, side: int, x: int) -> QRect:
    """A square of ``side``, vertically in the middle of ``box``, at ``x``."""
    return QRect(x, box.top() + (box.height() - side) // 2, side, side)


def draw_sign(painter: QPainter, box: QRect, sign: Sign, font: QFont, colour: QColor | None = None) -> None:
    """Draw a sign on one line: its icon in its tone, then its word."""
    left = box.left()
    if sign.icon:
        side = look().px(14)
        paint_icon(painter, sign.icon, middle(box, side, left), look().mark(sign.tone))
        left += side + look().px(6)
    words = look().words(sign.tone) if colour is None else colour
    draw_text(painter, QRect(left, box.top(), box.right() - left + 1, box.height()), sign.text, font, words)


def sign_width(sign: Sign, font: QFont) -> int:
    """How wide a sign on one line is."""
    return text_width(sign.text, font) + (look().px(14) + look().px(6) if sign.icon else 0)


def pill_size(sign: Sign, font: QFont) -> QSize:
    """The size of a pill."""
    inner = text_width(sign.text, font) + (look().px(13) + look().px(5) if sign.icon else 0)
    return QSize(inner + look().px(16), line_height(font) + look().px(6))


def draw_pill(painter: QPainter, at: QPoint, sign: Sign, font: QFont, widest: int) -> QRect:
    """Draw a pill with its top left at ``at``, at most ``widest`` wide; tells where it lies."""
    size = pill_size(sign, font)
    box = QRect(at, QSize(min(size.width(), widest), size.height()))
    draw_panel(painter, box, look().surface(sign.tone), None, box.height() / 2)
    left = box.left() + look().px(8)
    if sign.icon:
        side = look().px(13)
        paint_icon(painter, sign.icon, middle(box, side, left), look().mark(sign.tone))
        left += side + look().px(5)
    room = QRect(left, box.top(), box.right() - look().px(7) - left + 1, box.height())
    draw_text(painter, room, sign.text, font, look().words(sign.tone))
    return box


def draw_initials(painter: QPainter, box: QRect, initials: str, *, strong: bool = False) -> None:
    """Draw initials in a circle that fills ``box``."""
    fill, ink = ("petrol", "on_petrol") if strong else ("soft_petrol", "petrol")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look().colour(fill))
    painter.drawEllipse(QRectF(box))
    font = QFont(look().font("body", 700))
    font.setPixelSize(max(round(box.height() * 0.4), 6))
    painter.setFont(font)
    painter.setPen(look().colour(ink))
    painter.drawText(box, int(_CENTRE | _ONE_LINE), initials)


def key_font() -> QFont:
    """The font of key names."""
    font = QFont(look().font("small", 500))
    font.setPointSizeF(look().points("small") * 0.92)
    return font


def key_size(key: str) -> QSize:
    """The size of a drawn key."""
    font = key_font()
    height = line_height(font) + look().px(2)
    return QSize(max(text_width(key, font) + look().px(10), height), height)


def draw_key(painter: QPainter, box: QRect, key: str, ink: QColor, border: QColor) -> None:
    """Draw the name of a key as a small key cap that fills ``box``."""
    draw_panel(painter, box, QColor(Qt.GlobalColor.transparent), border, 4)
    painter.setFont(key_font())
    painter.setPen(ink)
    painter.drawText(box, int(_CENTRE | _ONE_LINE), key)


def draw_count(painter: QPainter, box: QRect, text: str, tone: Tone) -> None:
    """Draw a number in a soft pill that fills ``box``."""
    draw_panel(painter, box, look().surface(tone), None, box.height() / 2)
    draw_text(painter, box, text, look().font("small", 600, tabular=True), look().colour("ink"), align=_CENTRE)


def count_size(text: str) -> QSize:
    """The size of a drawn number."""
    font = look().font("small", 600, tabular=True)
    height = line_height(font) + look().px(4)
    return QSize(max(text_width(text, font) + look().px(14), height), height)
