"""The rounds that were held beside each other, by who decided; and what that does not say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.queries.matching_compared import VariantRow, caution, worst_words
from ui.theme import look, theme
from ui.widgets.bits import Panel
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.text import Text


class ComparedCard(Panel):
    """A line for each variant that was held."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", margin=1, spacing=0, parent=parent)
        self._head = Text(self.tr("Gehouden rondes vergeleken"), "section", wrap=True)
        self._head.setContentsMargins(12, 10, 12, 6)
        self._table: RowTable[VariantRow] = RowTable(
            (
                Column(self.tr("Wie besliste"), lambda row: row.variant.label, strong=True),
                Column(self.tr("Rondes"), lambda row: str(row.rounds), width=80, right=True, spare=4),
                Column(self.tr("Geplaatst"), self._placed, width=120),
                Column(self.tr("Naar keuze"), lambda row: str(row.chosen), width=100, right=True, spare=3),
                Column(self.tr("Past goed"), lambda row: str(row.high), width=95, right=True),
                Column(self.tr("Redelijk"), lambda row: str(row.middle), width=90, right=True, spare=2),
                Column(self.tr("Slecht"), lambda row: str(row.low), width=76, right=True),
                Column(self.tr("Slechtst af"), worst_words, width=170, spare=1),
                Column(self.tr("Geweigerd"), lambda row: str(row.refused), width=100, right=True),
            ),
            key=lambda row: row.variant,
            spoken=self.tr("Gehouden rondes vergeleken"),
        )
        self._caution = Text("", "small", tone="muted", wrap=True)
        self._caution.setContentsMargins(12, 6, 12, 10)
        for part in (self._head, self._table, self._caution):
            self.column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self._fit)

    def show_variants(self, rows: Sequence[VariantRow]) -> None:
        """Show other numbers."""
        self._table.show_rows(rows)
        self._caution.setText(caution(rows))
        self._fit()

    def _fit(self) -> None:
        rows = max(1, self._table.rows.rowCount())
        self._table.setFixedHeight(self._table.verticalHeader().defaultSectionSize() * (rows + 1) + look().px(10))

    def _placed(self, row: VariantRow) -> str:
        return self.tr("{n} van {all}").format(n=row.placed, all=row.students)
