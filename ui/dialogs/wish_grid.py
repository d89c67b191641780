"""The leerwensen of a klas in a grid, in the order of the printed form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.commands.offers import WishDraft
from app.commands.wish_grid import WishEntry
from app.errors import Refusal
from app.queries.offer_forms import WishFormRow
from app.queries.wish_grid import WishGrid
from app.rules.wish_cells import days_of_text, ways_of_text
from ui.theme import Tone
from ui.widgets.announce import announce
from ui.widgets.bits import Icon, Panel
from ui.widgets.button import Button, Kind, key_text
from ui.widgets.entry_grid import EntryColumn, EntryGrid
from ui.widgets.text import Text
from ui.widgets.wide_dialog import WideDialog

_LONGEST_JOURNEY = 240


class WishGridDialog(WideDialog):
    """Reports the leerwensen that changed; what the grid does not ask, such as werkprocessen, stays as it is."""

    drafted = Signal(object)
    """A tuple of ``WishEntry``."""

    def __init__(self, known: WishGrid, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Leerwensen"))
        self._known, self._warned = known, False
        title = self.tr("Leerwensen van {group}").format(group=known.group or self.tr("studenten zonder klas"))
        intro = self.tr(
            "{period}. In de volgorde van het formulier. Enter gaat naar beneden, Tab naar rechts. "
            "Alles wat je hier bewaart, draai je in één keer terug."
        )
        self.grid = EntryGrid(self.tr("Student"), self._columns(), self.tr("Leerwensen"))
        self.grid.show_rows([(row.wish.student, _texts(row.wish)) for row in known.rows])
        self._before = [dict(texts) for texts in self.grid.entries.texts]
        self.grid.changed.connect(self._count)
        self._notice = Panel(Tone.DANGER, margin=10)
        self._notice_text = Text("", wrap=True)
        self._told = Text("", "small", tone="muted", elide=True)
        keys = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return)
        self.save_button = Button(self.tr("Bewaar leerwensen"), "check", Kind.PRIMARY, key=key_text(keys))
        self.save_button.clicked.connect(self.save)
        self.cancel_button = Button(self.tr("Annuleer"))
        self.cancel_button.clicked.connect(self.reject)
        QShortcut(keys, self, self.save)
        self._lay_out(title, intro.format(period=known.period))
        self._count()

    def _columns(self) -> Sequence[EntryColumn]:
        return (
            EntryColumn("goals", self.tr("Wat wil je leren?"), 250),
            EntryColumn("company_kind", self.tr("Soort bedrijf"), 140),
            EntryColumn("tasks", self.tr("Welk werk?"), 170),
            EntryColumn("days", self.tr("Dagen"), 112, self.tr("ma di wo, of ma t/m do")),
            EntryColumn("transport", self.tr("Hoe reis je?"), 112, self.tr("fiets, ov, scooter, auto of lopend")),
            EntryColumn("max_minutes", self.tr("Minuten reizen"), 104, self.tr("45")),
            EntryColumn("needs", self.tr("Wat is nodig?"), 190, self.tr("wat, niet waarom")),
        )

    def _lay_out(self, title: str, intro: str) -> None:
        body = QVBoxLayout()
        notice = QHBoxLayout()
        notice.addWidget(Icon("triangle-alert", "coral", 18), 0, Qt.AlignmentFlag.AlignTop)
        notice.addWidget(self._notice_text, 1)
        self._notice.column.addLayout(notice)
        self._notice.setVisible(False)
        card = Panel("card", margin=1)
        card.column.addWidget(self.grid)
        for part in (Text(title, "section", wrap=True), Text(intro, tone="muted", wrap=True), self._notice):
            body.addWidget(part)
        body.addWidget(card, 1)
        self.frame(body, self._told, self.cancel_button, self.save_button)

    def open(self) -> None:
        """Show the dialog over its window; typing fills the first cell."""
        self.take_size(1280, 640)
        super().open()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Report what changed, once every cell can be read."""
        self.grid.finish()
        self._notice.setVisible(False)
        entries = []
        for at in self._changed():
            entry = self._entry(at)
            if entry is None:
                return
            entries.append(entry)
        if entries:
            self.drafted.emit(tuple(entries))
        else:
            self.accept()

    def refuse(self, refusal: Refusal) -> None:
        """Say what is wrong, and go to its cell."""
        key, _, field = (refusal.field or "").partition(":")
        at = next((at for at, row in enumerate(self._known.rows) if row.student_id.hex == key), None)
        self._say(str(refusal))
        if at is not None:
            self.grid.go_to(at, field)

    def reject(self) -> None:
        """Leave; what was typed is only thrown away the second time."""
        if self._changed() and not self._warned:
            self._warned = True
            self._say(self.tr("Er staat iets dat nog niet bewaard is. Nog een keer, en het is weg."))
            return
        super().reject()

    def _say(self, text: str) -> None:
        self._notice_text.setText(text)
        self._notice.setVisible(True)
        announce(self, text, urgent=True)

    def _changed(self) -> list[int]:
        return [at for at, texts in enumerate(self.grid.entries.texts) if dict(texts) != self._before[at]]

    def _count(self) -> None:
        filled = sum(bool(texts.get("goals")) for texts in self.grid.entries.texts)
        words = self.tr("{filled} van {all} met een leerwens, {changed} gewijzigd")
        count = self.grid.entries.rowCount()
        self._told.setText(words.format(filled=filled, all=count, changed=len(self._changed())))

    def _entry(self, at: int) -> WishEntry | None:
        """What a row says; ``None`` when a cell of it cannot be read, and then it says which."""
        texts, row = self.grid.entries.texts[at], self._known.rows[at]
        name = self.grid.entries.name(at)
        days, ways = days_of_text(texts.get("days", "")), ways_of_text(texts.get("transport", ""))
        minutes = texts.get("max_minutes", "").removesuffix("min").strip()
        wrong = (
            ("days", days is None, self.tr("{name}: schrijf de dagen als ‘ma di wo’.")),
            ("transport", ways is None, self.tr("{name}: kies fiets, ov, scooter, auto, e-bike of lopend.")),
            ("max_minutes", not _minutes(minutes), self.tr("{name}: schrijf de reistijd als een getal tot 240.")),
        )
        for key, holds, words in wrong:
            if holds:
                self._say(words.format(name=name))
                self.grid.go_to(at, key)
                return None
        wish = row.wish
        return _drafted(row.student_id, wish, texts, (days or (), ways or (), int(minutes) if minutes else None))


def _minutes(text: str) -> bool:
    return not text or (text.isdecimal() and 0 < int(text) <= _LONGEST_JOURNEY)


def _drafted(
    student_id: UUID,
    wish: WishFormRow,
    texts: Mapping[str, str],
    read: tuple[tuple[str, ...], tuple[str, ...], int | None],
) -> WishEntry:
    days, ways, minutes = read
    draft = WishDraft(
        goals=texts.get("goals") or None,
        unit_ids=wish.unit_ids,
        company_kind=texts.get("company_kind") or None,
        tasks=texts.get("tasks") or None,
        transport=ways,
        max_minutes=minutes,
        max_km=wish.max_km,
        days=days or None,
        needs=texts.get("needs") or None,
    )
    return WishEntry(student_id, draft, wish.version)


def _texts(wish: WishFormRow) -> Mapping[str, str]:
    return {
        "goals": wish.goals,
        "company_kind": wish.company_kind,
        "tasks": wish.tasks,
        "days": " ".join(wish.days or ()),
        "transport": ", ".join(wish.transport),
        "max_minutes": "" if wish.max_minutes is None else str(wish.max_minutes),
        "needs": wish.needs,
    }
