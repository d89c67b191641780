"""The style sheet: panels, labels, inputs, menus and scroll bars.

Item views are never named here: a rule on a view switches its fast scrolling off.
"""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from app.tokens import sizes, type_sizes
from ui.theme.look import Look, Tone

_SHEET = Template("""
QLabel { background: transparent; }
QLabel[type="title"] { font-size: ${title}pt; font-weight: 700; }
QLabel[type="section"] { font-size: ${section}pt; font-weight: 600; }
QLabel[type="small"] { font-size: ${small}pt; }
QLabel[type="number"] { font-size: ${title}pt; font-weight: 700; }
QLabel[strong="true"] { font-weight: 600; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="petrol"] { color: $petrol; }
QLabel[tone="danger"] { color: $coral; }
QLabel[tone="attention"] { color: $attention; }
QLabel[tone="done"] { color: $done; }
QLabel[tone="nav"] { color: $nav_text; }

QFrame[surface="card"] { background: $card; border: 1px solid $line; border-radius: ${card_radius}px; }
QFrame[surface="list"] { background: $card; border: 1px solid $line; border-radius: ${radius}px; }
QFrame[surface="well"] { background: $well; border: 0; border-radius: ${card_radius}px; }
QFrame[surface="canvas"] { background: $canvas; border: 0; }
QFrame[surface="top"] { background: $card; border: 0; border-bottom: 1px solid $line; }
QFrame[surface="bottom"] { background: $card; border: 0; border-top: 1px solid $line; }
QFrame[surface="side"] { background: $card; border: 0; border-left: 1px solid $line; }
QFrame[surface="nav"] { background: $nav; border: 0; }
QFrame[surface="rule"] { background: $line; border: 0; }
$tones

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $card; color: $ink; border: 1px solid $field; border-radius: ${radius}px;
    padding: ${pad}px ${wide}px; selection-background-color: $petrol; selection-color: $on_petrol;
    placeholder-text-color: $muted;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $petrol; padding: ${pad_focus}px ${wide_focus}px;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    background: $canvas; color: $muted; border-color: $line;
}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"], QAbstractSpinBox[wrong="true"] {
    border: 1px solid $coral;
}
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus, QComboBox[wrong="true"]:focus {
    border: 2px solid $coral;
}
QLineEdit[bare="true"] { border: 0; padding: 0; background: transparent; }
QComboBox::drop-down { border: 0; width: ${control}px; }
QComboBox::down-arrow { image: none; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 0; }

QPushButton, QToolButton {
    background: $card; color: $petrol; border: 1px solid $field; border-radius: ${radius}px;
    padding: ${pad}px ${wide}px; font-weight: 600;
}
QPushButton:hover, QToolButton:hover { background: $soft_petrol; }
QPushButton:focus, QToolButton:focus { border: 2px solid $petrol; padding: ${pad_focus}px ${wide_focus}px; }

QScrollArea:focus { border: 2px solid $petrol; border-radius: ${radius}px; }

QCalendarWidget QWidget#qt_calendar_navigationbar { background: $card; }
QCalendarWidget QToolButton { border: 0; padding: ${pad}px; }
QCalendarWidget QToolButton::menu-indicator { image: none; }

QMenu { background: $card; color: $ink; border: 1px solid $field; border-radius: ${radius}px; padding: 4px; }
QMenu::item { padding: ${pad}px 28px ${pad}px 12px; border-radius: 6px; }
QMenu::item:selected { background: $soft_petrol; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $card; color: $ink; border: 1px solid $field; padding: 4px 8px; }

QScrollBar:vertical { background: transparent; width: ${bar}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${bar}px; margin: 0; }
QScrollBar::handle { background: $field; border-radius: ${bar_radius}px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")
_TONE = 'QFrame[surface="{tone}"] {{ background: {colour}; border: 0; border-radius: {radius}px; }}'
_BAR = 10


def sheet(look: Look) -> str:
    """The style sheet of a look."""
    tones = [_TONE.format(tone=tone.value, colour=look.surface(tone).name(), radius=sizes()["radius"]) for tone in Tone]
    pad, wide = look.px(6), look.px(10)
    return _SHEET.substitute(
        asdict(look.palette),
        **{name: f"{look.points(name):.2f}" for name in type_sizes()},
        radius=sizes()["radius"],
        card_radius=sizes()["card_radius"],
        control=look.size("control"),
        tones="\n".join(tones),
        pad=pad,
        wide=wide,
        pad_focus=pad - 1,
        wide_focus=wide - 1,
        bar=_BAR,
        bar_radius=_BAR // 2 - 3,
    )
