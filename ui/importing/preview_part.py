"""What an import would do, before anything is stored: sections at the left, their lines at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.queries.import_rows import Decisions, Preview, Scope
from app.text import plural
from ui.importing.choosing import ChoosingTable
from ui.importing.sections import LineRow, Section, decided, sections, total
from ui.theme import look, theme
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text import Text

_MOST_CODES = 8
_BESIDE_FROM = 760


class PreviewPart(QWidget):
    """Every section with its number; Space chooses what happens with a line. ``decisions`` holds the choices."""

    scope_wanted = Signal()
    totalled = Signal(str)
    """What will be stored and what not, each time a choice changes that."""

    def __init__(self, preview: Preview, decisions: Decisions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = preview
        self.decisions = decisions
        self._fitted = False
        self._tables: dict[str, ChoosingTable[LineRow]] = {}
        self._sections: Sequence[Section] = sections(preview, decisions)
        self.overview: RowTable[Section] = RowTable(
            self._columns(), lambda section: section.key, self.tr("Onderdelen van het voorbeeld")
        )
        self.overview.chosen.connect(self._show_section)
        self._explanation = Text("", tone="muted", wrap=True)
        self._stack = QStackedWidget()
        self._lay_out()
        self._show()
        if self._sections:
            self.overview.choose(self._sections[0].key)
        self.setFocusProxy(self.overview)

    def table(self, key: str) -> ChoosingTable[LineRow]:
        """The lines of a section."""
        return self._tables[key]

    def _lay_out(self) -> None:
        left = Panel("card", margin=1)
        left.column.addWidget(self.overview)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._explanation)
        column.addWidget(self._stack, 1)
        self._split = split = QSplitter(self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(self._head())
        if self.preview.nothing_to_do and not self.preview.findings:
            split.setVisible(False)
            whole.addWidget(
                EmptyState(
                    "circle-check",
                    self.tr("Er verandert niets"),
                    self.tr("De school is al zoals dit bestand zegt."),
                ),
                1,
            )
        whole.addWidget(split, 1)
        self._fit()
        theme.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        same = plural(self.preview.unchanged, self.tr("{n} regel blijft gelijk"), self.tr("{n} regels blijven gelijk"))
        if self.preview.unchanged:
            head.addWidget(Text(same, strong=True))
        scope = self._scope_words(self.preview.scope)
        head.addWidget(Text(scope, tone="muted", wrap=True), 1)
        if _speaks(self.preview.file_scope):
            adjust = Button(self.tr("Pas bereik aan"), "target", Kind.USUAL, small=True)
            adjust.clicked.connect(self.scope_wanted)
            head.addWidget(adjust)
        return head

    def _scope_words(self, scope: Scope) -> str:
        for codes, words in (
            (scope.groups, self.tr("Het bestand gaat over de klassen {codes}.")),
            (scope.programmes, self.tr("Het bestand gaat over de opleidingen {codes}.")),
            (scope.periods, self.tr("Het bestand gaat over {codes}.")),
        ):
            if codes:
                known = sorted(codes)
                more = self.tr(" en nog {n}").format(n=len(known) - _MOST_CODES) if len(known) > _MOST_CODES else ""
                return words.format(codes=", ".join(known[:_MOST_CODES]) + more)
        return ""

    @property
    def total(self) -> str:
        """What will be stored and what not, as chosen now."""
        return total(self._sections)

    def _show(self) -> None:
        self._sections = sections(self.preview, self.decisions)
        self.totalled.emit(self.total)
        self.overview.show_rows(self._sections)
        for section in self._sections:
            if section.key not in self._tables:
                self._tables[section.key] = self._made(section)
                self._stack.addWidget(self._tables[section.key])
            self._tables[section.key].show_rows(section.lines)

    def _made(self, section: Section) -> ChoosingTable[LineRow]:
        columns = [_column(section, at) for at in range(len(section.headings))]
        if section.asks:
            columns.append(Column(self.tr("Keuze"), lambda line: section.sign(line).text, sign=section.sign, width=190))
        all_words = (
            self.tr("Alles: {choice}").format(choice=section.yes),
            self.tr("Alles: {choice}").format(choice=section.no),
        )
        made: ChoosingTable[LineRow] = ChoosingTable(
            columns, section.title, all_words, lambda line: line.default is not None
        )
        made.turned.connect(self._turn)
        return made

    def _turn(self, ids: list[str], taken: bool) -> None:  # noqa: FBT001 - the signal's argument
        wanted = set(ids)
        for section in self._sections:
            for line in section.lines:
                if line.id in wanted and line.default is not None:
                    self.decisions = decided(self.decisions, line, taken=taken)
        self._show()

    def _show_section(self, key: object) -> None:
        section = next((one for one in self._sections if one.key == key), None)
        if section is not None:
            self._explanation.setText(section.explanation)
            self._stack.setCurrentWidget(self._tables[section.key])

    def _columns(self) -> Sequence[Column[Section]]:
        return (
            Column(
                self.tr("Wat"),
                lambda section: section.title,
                sign=lambda section: Sign(section.title, section.icon, section.tone),
            ),
            Column(self.tr("Regels"), lambda section: str(section.count), width=74, right=True, strong=True),
        )

    def _fit(self) -> None:
        """The sections stand beside their lines, or above them where room is short."""
        wide = self.width() >= look().px(_BESIDE_FROM)
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._split.orientation() != way or not self._fitted:
            self._fitted = True
            self._split.setOrientation(way)
            least = self.overview.verticalHeader().defaultSectionSize()
            self.overview.setMinimumHeight(0 if wide else least * 5)
            self._stack.setMinimumHeight(least * 6)
            self._split.setSizes([look().px(300), max(self.width() - look().px(300), look().px(400))])


def _column(section: Section, at: int) -> Column[LineRow]:
    """A column of a section; numbers of lines and counts are narrow."""
    narrow = all(line.cells[at].isdecimal() for line in section.lines)
    return Column(
        section.headings[at],
        lambda line: line.cells[at],
        width=80 if narrow else 0,
        right=narrow,
        strong=at == 0 and not narrow,
        tip=lambda line: line.cells[at],
    )


def _speaks(scope: Scope) -> bool:
    return bool(scope.groups or scope.programmes or scope.periods)
