"""What is agreed about money, of one card; and the columns of the list for the talk about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.allowance import AllowanceDraft, agree_allowance
from app.queries.allowances import AllowanceRow, allowance
from app.queries.board import CardRow
from app.queries.placement_lists import View
from app.terms.company import Allowance, MoneyAsk
from app.terms.school import Path
from app.text import translate
from ui.desk.desk import Desk
from ui.dialogs.allowance import AllowanceDialog
from ui.leaving.exporting import Lines
from ui.theme import Tone
from ui.widgets.row_model import Column
from ui.widgets.sign import Sign

_EURO = 100


class Money(QObject):
    """Asks for the agreement about money of a placement; its dialog opens over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def agree(self, row: CardRow) -> None:
        """Keep what school and company agreed about money."""
        known = None
        if row.placement_id is not None:
            known = self._desk.ask(allowance, placement_id=row.placement_id, view=View(today()))
        if known is None:
            self._desk.refused.emit(self.tr("{student} heeft nog geen leerbedrijf.").format(student=row.student))
            return
        placement_id, version = known.placement_id, known.version
        dialog = AllowanceDialog(known, self._over)
        fact = self.tr("Vergoeding van {student} vastgelegd").format(student=row.student)

        def keep(draft: AllowanceDraft) -> None:
            done = self._desk.do(
                agree_allowance, fact, dialog.refuse, placement_id=placement_id, draft=draft, seen=version
            )
            if done is not None:
                dialog.accept()

        dialog.drafted.connect(keep)
        dialog.open()


def money_columns() -> tuple[Column[AllowanceRow], ...]:
    """What is agreed, what a month costs the student, and what to talk about."""
    return (
        Column(translate("Lists", "Student"), lambda row: row.student, strong=True, width=176),
        Column(translate("Lists", "Klas"), lambda row: row.group, width=72, spare=3),
        Column(translate("Lists", "Leerbedrijf"), lambda row: row.company),
        Column(translate("Lists", "Per maand"), _agreed, width=118, right=True, tip=lambda row: row.reason),
        Column(translate("Lists", "Kosten vergoed"), _covered, width=176, spare=2, tip=_covered),
        Column(translate("Lists", "Reizen (schatting)"), _travel, width=128, right=True, spare=1),
        Column(translate("Lists", "Voor de student"), _gap, width=118, right=True),
        Column(translate("Lists", "Voor het gesprek"), _asks, sign=_sign, width=210, tip=_asks),
    )


def money_exported(rows: Sequence[AllowanceRow]) -> Lines:
    """The same with amounts in euros, and the guideline."""
    headings = (
        *(column.title for column in money_columns()),
        translate("Lists", "Reden van geen vergoeding"),
        translate("Lists", "Richtlijn per maand"),
    )
    return headings, [
        (
            *(column.text(row) for column in money_columns()),
            row.reason,
            "" if row.guideline is None else round(row.guideline / _EURO),
        )
        for row in rows
    ]


def _agreed(row: AllowanceRow) -> str:
    if row.path is Path.BBL:
        return translate("Lists", "contract: {answer}").format(answer=row.contract.label)
    if row.allowance is Allowance.AMOUNT and row.cents is not None:
        return f"€ {row.cents / _EURO:.2f}".replace(".", ",")
    return row.allowance.label


def _covered(row: AllowanceRow) -> str:
    if row.costs is None:
        return translate("Lists", "niet gevraagd")
    return ", ".join(row.costs) or translate("Lists", "geen")


def _travel(row: AllowanceRow) -> str:
    return _about(row.travel)


def _gap(row: AllowanceRow) -> str:
    return _about(row.gap)


def _about(cents: int | None) -> str:
    return translate("Lists", "onbekend") if cents is None else f"± € {round(cents / _EURO)}"


def _asks(row: AllowanceRow) -> str:
    return ", ".join(ask.label for ask in row.asks)


def _sign(row: AllowanceRow) -> Sign | None:
    if not row.asks:
        return None
    bare = MoneyAsk.NOTHING_COVERED in row.asks
    return Sign(_asks(row), "circle-alert", Tone.DANGER if bare else Tone.ATTENTION)
