"""The ways that the school told itself, where the estimate was wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.travel import remove_way
from app.queries.travel import WayRow, own_ways
from app.text import translate
from ui.desk.travelling import edit_way
from ui.pages.settings.part import Part
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.session import Session


class WaysPart(Part):
    """A list of pairs of postcode areas with minutes and kilometres; without any the estimate holds everywhere."""

    SHOWS = frozenset({"own_way"})

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            translate("Settings", "Reistijden"),
            translate("Settings", "Wat hier staat, gaat voor de schatting: in planning, dagroute en bezoekmap."),
        )
        self.table: RowTable[WayRow] = RowTable(
            _columns(), key=lambda row: row.id, spoken=translate("Settings", "Eigen reistijden")
        )
        self.table.opened.connect(lambda _key: self._change())
        self.table.chosen.connect(self._fit_actions)
        new = self.action("way.new", self.tr("Voeg toe"), self._add, "plus", shortcut="Ctrl+N")
        self._edit = self.action("way.change", self.tr("Wijzig"), self._change, "pencil")
        self._remove = self.action(
            "way.remove", self.tr("Verwijder"), self._remove_current, "trash-2", shortcut="Del", owner=self.table
        )
        self.add_list(self.table, [new, self._edit, self._remove])
        words = self.tr(
            "Voor alle andere stukken is de reistijd een schatting: hemelsbreed tussen de postcodegebieden, maal 1,3."
        )
        self.column.addWidget(Text(words, "small", tone="muted", wrap=True))

    def refresh(self) -> None:
        self.table.show_rows(self.desk.ask(own_ways))
        if self.table.current_row() is None and self.table.rows.rowCount():
            self.table.selectRow(0)
        self._fit_actions()

    def _fit_actions(self, _key: object = None) -> None:
        for action in (self._edit, self._remove):
            action.setEnabled(self.table.current_row() is not None)

    def _add(self) -> None:
        edit_way(self.desk, self)

    def _change(self) -> None:
        if (row := self.table.current_row()) is not None:
            edit_way(self.desk, self, known=row)

    def _remove_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            here, there = row.towns
            fact = self.tr("{here} naar {there}: weer een schatting").format(here=here, there=there)
            self.desk.do(remove_way, fact, None, None, way_id=row.id)


def _columns() -> tuple[Column[WayRow], ...]:
    both, single = translate("Settings", "heen en terug"), translate("Settings", "alleen heen")
    return (
        Column(translate("Settings", "Van"), lambda row: row.towns[0], strong=True),
        Column(translate("Settings", "Naar"), lambda row: row.towns[1], strong=True),
        Column(translate("Settings", "Minuten"), lambda row: str(row.minutes), width=90, right=True),
        Column(translate("Settings", "Kilometers"), lambda row: str(row.kilometres), width=100, right=True),
        Column(translate("Settings", "Geldt"), lambda row: single if row.one_way else both, width=130),
    )
