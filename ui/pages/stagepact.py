"""Stagepact: four goals, each with what is counted, how complete that is, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.clock import today
from app.dates import long_date
from app.documents.overviews import share_words, shown_cells, stagepact_report
from app.queries.policy import aims, norm
from app.queries.school import school
from app.queries.stagepact import GoalRow, stagepact
from app.rules.goals import GoalWords, goal_words
from app.terms.goals import Goal
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.frame.page import Page
from ui.leaving.exporting import Exporter
from ui.leaving.papers import Papers
from ui.theme import look, theme
from ui.widgets.bar_chart import BarChart, BarRow
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.goal_card import GoalCard
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.text import Text
from ui.widgets.tile import Figure

if TYPE_CHECKING:
    from app.exchange.export import Value

_ICONS: Mapping[Goal, str] = {
    Goal.GUIDANCE: "message-circle",
    Goal.SAFETY: "scale",
    Goal.PLACES: "map-pin",
    Goal.ALLOWANCE: "handshake",
}
_FOUR_FROM, _TWO_FROM, _BESIDE_FROM = 1000, 560, 980
_Line = tuple[str, ...]
_NAME, _UNKNOWN, _OF, _COUNT, _SHARE, _BEFORE = range(6)


class StagepactPage(Page):
    """The goals as cards; the chosen one as bars and the same numbers in a table. Keys 1 to 4 choose."""

    SHOWS = frozenset(
        {
            "participation",
            "placement",
            "contact_moment",
            "student",
            "student_group",
            "group_period",
            "programme",
            "period",
            "policy",
            "helpline",
            "hand_out",
        }
    )

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Stagepact", parent)
        self.set_subtitle(self.tr("Vier doelen, met wat we tellen en wat we niet weten"))
        self._rows: dict[Goal, GoalRow] = {}
        self._goal = Goal.GUIDANCE
        self._papers, self._exporter = Papers(desk, self), Exporter(desk, self)
        self._cards: dict[Goal, GoalCard] = {}
        add = partial(actions.add, owner=self, section="Stagepact")
        for at, goal in enumerate(Goal, start=1):
            over = self.tr("Doel {n}").format(n=at)
            card = self._cards[goal] = GoalCard(_ICONS[goal], over, goal.label, str(at))
            card.clicked.connect(partial(self._choose, goal))
            add(f"stagepact.{goal.value}", goal.label, partial(self._choose, goal), shortcut=str(at))
        self._chart_title, self._chart_about = (
            Text("", "section", wrap=True),
            Text("", "small", tone="muted", wrap=True),
        )
        self._chart = BarChart(self.tr("Staafdiagram; dezelfde cijfers staan in de tabel"))
        self.table: RowTable[_Line] = RowTable(
            _columns(self), key=lambda line: line[_NAME], spoken=self.tr("Dezelfde cijfers in een tabel")
        )
        self._told = {key: Text("", wrap=True) for key in ("counts", "counts_not", "gap", "source")}
        self._extra = Text("", strong=True, wrap=True)
        self._pdf = add("stagepact.pdf", self.tr("Bewaar als PDF"), self._save, shortcut="Ctrl+S", icon_name="save")
        self._export = add(
            "stagepact.export", self.tr("Exporteer"), self._offer_export, shortcut="Ctrl+E", icon_name="file-output"
        )
        self._picture = add(
            "stagepact.picture",
            self.tr("Kopieer beeld"),
            self._copy_picture,
            shortcut="Ctrl+Shift+C",
            icon_name="layout-dashboard",
        )
        self.set_primary(self._pdf)
        self._lay_out()
        theme.changed.connect(self._arrange)

    def _lay_out(self) -> None:
        self.add_tool(Button.of(self._picture))
        self.add_tool(Button.of(self._export))
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.column.addLayout(self._grid)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(12)
        chart = self._chart_card = Panel("card", margin=16)
        for part in (self._chart_title, self._chart_about, self._chart):
            chart.column.addWidget(part)
        chart.column.addWidget(self._legend())
        chart.column.addStretch(1)
        table = Panel("card", margin=1)
        head = QVBoxLayout()
        head.setContentsMargins(15, 13, 15, 4)
        head.addWidget(Text(self.tr("Dezelfde cijfers in een tabel"), "section", wrap=True))
        head.addWidget(self._extra)
        table.column.addLayout(head)
        table.column.addWidget(self.table)
        foot = QVBoxLayout()
        foot.setContentsMargins(15, 4, 15, 13)
        words = self.tr(
            "Wat over minder dan vijf studenten gaat, tonen we niet. Soms is een tweede getal afgeschermd, "
            "zodat niemand het kleine kan uitrekenen."
        )
        foot.addWidget(Text(words, "small", tone="muted", wrap=True))
        table.column.addLayout(foot)
        table.column.addStretch(1)
        self._middle.addWidget(chart, 11)
        self._middle.addWidget(table, 9)
        self.column.addLayout(self._middle)
        self.column.addWidget(self._explained())
        self.column.addStretch(1)
        self.setFocusProxy(self._cards[Goal.GUIDANCE])
        self._arrange()

    def _legend(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 4, 0, 0)
        words = self.tr("Dikke balk: nu. Dunne balk: dezelfde periode een jaar eerder, met de normen van nu.")
        self._meaning, self._thick_and_thin = Text(words, "small", tone="muted", wrap=True), words
        row.addWidget(self._meaning, 1)
        return box

    def _explained(self) -> Panel:
        panel = Panel("card", margin=16)
        panel.column.addWidget(Text(self.tr("Wat tellen we?"), "section"))
        self._parts = QGridLayout()
        self._parts.setHorizontalSpacing(24)
        self._parts.setVerticalSpacing(12)
        panel.column.addLayout(self._parts)
        titles = (
            ("counts", self.tr("Telt mee")),
            ("counts_not", self.tr("Telt niet mee")),
            ("gap", self.tr("Weten we niet")),
            ("source", self.tr("Bron")),
        )
        self._explanations = []
        for key, title in titles:
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(Text(title, strong=True))
            column.addWidget(self._told[key])
            column.addStretch(1)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            box.setSizePolicy(policy)
            self._explanations.append(box)
        return panel

    def refresh(self) -> None:
        scope = self.desk.scope
        rows = self.desk.ask(
            stagepact, today=today(), period_id=scope.period, programme_id=scope.programme, group_id=scope.group
        )
        self._rows = {row.goal: row for row in rows}
        for goal, row in self._rows.items():
            self._cards[goal].show_figure(self._figure(row))
        self._choose(self._goal)

    def _words(self, goal: Goal) -> GoalWords:
        return goal_words(goal, self.desk.ask(norm, today()))

    def _figure(self, row: GoalRow) -> Figure:
        whole, line = row.whole, shown_cells(row)[-1]
        counted = whole.known / whole.all if whole.all else 0.0
        known = self.tr("{share} bekend").format(share=share_words(whole.known, whole.all)) if whole.all else ""
        value = line[_SHARE]
        if row.goal is Goal.SAFETY and whole.of:
            value = self.tr("{count} van {of}").format(count=whole.count, of=whole.of)
        before = self.tr("Een jaar eerder: {share}").format(share=line[_BEFORE])
        if whole.before is None or line[_BEFORE] == "–":
            before = self.tr("Een jaar eerder: geen cijfers")
        if row.goal is Goal.SAFETY:
            before = self.tr("Meldwijzer besproken in {n} van {all} klassen").format(n=row.extra[0], all=row.extra[1])
        elif row.goal is Goal.PLACES:
            before = self._students(row)
        elif row.goal is Goal.GUIDANCE and row.extra[1]:
            on_track = self.tr("gehaald of nog op schema: {share}").format(share=share_words(*row.extra))
            before = f"{before} · {on_track}"
        return Figure(value, self._words(row.goal).meaning, before, counted if whole.all else None, known)

    def _students(self, row: GoalRow) -> str:
        placed, everybody = row.extra
        return self.tr("{placed} van {all} studenten hebben een plek").format(placed=placed, all=everybody)

    def _choose(self, goal: Goal) -> None:
        """Show what lies behind a goal."""
        self._goal = goal
        self._cards[goal].setChecked(True)
        if any(card.hasFocus() for card in self._cards.values()):
            self._cards[goal].setFocus()
        row = self._rows.get(goal)
        if row is None:
            return
        words = self._words(goal)
        lines = shown_cells(row)
        self._chart_title.setText(words.chart)
        self._chart_about.setText(self.tr("per opleiding") if goal is not Goal.SAFETY else self.tr("per plek"))
        aim = self.desk.ask(aims, today()).get(goal)
        self._chart.show_rows([_bar(self, line) for line in lines], None if aim is None else aim / 100)
        striving = "" if aim is None else self.tr("Streepjeslijn: eigen streven van de school, {n} %.").format(n=aim)
        self._meaning.setText(" ".join(part for part in (self._thick_and_thin, striving) if part))
        self.table.show_rows(lines)
        self._extra.setText(self._students(row) if goal is Goal.PLACES else "")
        self._extra.setVisible(goal is Goal.PLACES)
        self._told["counts"].setText(words.counts)
        self._told["counts_not"].setText(words.counts_not)
        self._told["gap"].setText(words.gap.format(unknown=lines[-1][_UNKNOWN], all=row.whole.all))
        self._told["source"].setText(words.source)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """As many beside each other as there is room for."""
        width = self.width() / look().scale
        across = 4 if width >= _FOUR_FROM else 2 if width >= _TWO_FROM else 1
        for grid, parts in ((self._grid, list(self._cards.values())), (self._parts, self._explanations)):
            for at, part in enumerate(parts):
                grid.addWidget(part, at // across, at % across)
            for at in range(4):
                grid.setColumnStretch(at, 1 if at < across else 0)
        beside = width >= _BESIDE_FROM
        self._middle.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        rows = self.table.verticalHeader().defaultSectionSize() * (self.table.rows.rowCount() + 1)
        self.table.setMinimumHeight(0)
        self.table.setFixedHeight(rows + look().px(14))

    def _about(self) -> str:
        words = (
            self.tr("Lopende perioden, stand op {day}")
            if self.desk.scope.period is None
            else self.tr("De gekozen periode, stand op {day}")
        )
        return words.format(day=long_date(today()))

    def _save(self) -> None:
        place = self.desk.ask(school)
        document = stagepact_report(
            "" if place is None else place.name, self._about(), list(self._rows.values()), self.desk.ask(norm, today())
        )
        self._papers.offer("Stagepact", document)

    def _copy_picture(self) -> None:
        """Put the chart with its words on the clipboard, as a picture for a report of one's own."""
        QGuiApplication.clipboard().setPixmap(self._chart_card.grab())
        self.desk.told.emit(self.tr("Het diagram staat als beeld op het klembord."))

    def _offer_export(self) -> None:
        def exported(lines: Sequence[_Line]) -> tuple[Sequence[str], Sequence[Sequence[Value]]]:
            return [column.title for column in self.table.rows.columns], [list(line) for line in lines]

        self._exporter.offer(self._goal.label, self.table, exported)


def _bar(page: StagepactPage, line: _Line) -> BarRow:
    def part(text: str) -> float | None:
        return int(text.removesuffix(" %")) / 100 if text.endswith("%") else None

    share = part(line[_SHARE])
    nothing = page.tr("niets te tellen") if line[_OF] == "0" else page.tr("te klein om te tonen")
    return BarRow(line[_NAME], share, part(line[_BEFORE]), "" if share is not None else nothing)


def _columns(page: StagepactPage) -> tuple[Column[_Line], ...]:
    heads = (
        (page.tr("Opleiding of plek"), 0, 0),
        (page.tr("Weten we niet"), 108, 2),
        (page.tr("Van"), 54, 0),
        (page.tr("Gehaald"), 102, 0),
        (page.tr("Nu"), 64, 0),
        (page.tr("Eerder"), 70, 1),
    )
    return tuple(
        Column(title, itemgetter(at), width=width, right=at > 0, strong=at in {_NAME, _SHARE}, spare=spare)
        for at, (title, width, spare) in enumerate(heads)
    )
