"""Who got which card: companies the tipkaart, klassen the meldwijzer, and with whom nobody talked it through yet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import today
from app.commands.cards import GivingDraft, forget_giving, give_card
from app.dates import short_date
from app.queries.givings import CARD_OF, Coverage, GivingRow, coverage, givings
from app.queries.paper_lists import Wanted
from app.terms.cards import Reach, Receiver
from app.text import plural, translate
from ui.dialogs.give_card import GiveCardDialog
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.tile import Figure, Tile

if TYPE_CHECKING:
    from ui.desk.actions import Actions
    from ui.desk.desk import Desk

_SIGNS = {
    Reach.NEVER: ("circle-x", Tone.DANGER),
    Reach.NOT_DISCUSSED: ("message-circle", Tone.ATTENTION),
    Reach.OUTDATED: ("history", Tone.ATTENTION),
    Reach.DONE: ("check", Tone.DONE),
}


class Register(QWidget):
    """Every company and klas in view with the card it got last, and how many are reached."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._versions: Mapping[Receiver, str] = {}
        self._tiles = {
            Receiver.COMPANY: Tile("building-2", self.tr("Tipkaart bij leerbedrijven")),
            Receiver.GROUP: Tile("users", self.tr("Meldwijzer in klassen")),
        }
        self._table: RowTable[GivingRow] = RowTable(_columns(), lambda row: row.id, self.tr("Wie kreeg welke kaart"))
        self._table.marked.connect(self._enable)
        self._table.opened.connect(self._offer)
        add = partial(actions.add, owner=self, section=self.tr("Documenten"))
        self.give = add("documents.give", self.tr("Leg vast"), self._offer, shortcut="Ctrl+G", icon_name="handshake")
        self.forget = add("documents.forget", self.tr("Haal laatste uitreiking weg"), self._forget, icon_name="trash-2")
        self._table.menu = self._menu
        self._lay_out()
        self._enable()

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for tile in self._tiles.values():
            tiles.addWidget(tile)
        foot = QHBoxLayout()
        foot.addWidget(Button.of(self.forget))
        foot.addStretch(1)
        card = Panel("card", margin=1)
        card.column.addWidget(self._table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tiles)
        column.addWidget(card, 1)
        column.addLayout(foot)
        self.setFocusProxy(self._table)

    def show_versions(self, versions: Mapping[Receiver, str]) -> None:
        """Ask again, holding the register against the cards as they are printed today."""
        self._versions = versions
        scope = self._desk.scope
        wanted = Wanted(today(), scope.period, scope.programme, scope.group)
        rows = self._desk.ask(givings, wanted=wanted, versions=versions)
        self._table.show_rows(rows)
        for one in coverage(rows):
            self._tiles[one.receiver].show_figure(_figure(one))
        self._enable()

    def _menu(self, _rows: object) -> list[QAction]:
        return [self.give, self.forget]

    def _enable(self, _keys: object = None) -> None:
        some = bool(self._table.marked_rows())
        self.give.setEnabled(some)
        self.forget.setEnabled(some)

    def _offer(self, _key: object = None) -> None:
        rows = self._table.marked_rows()
        if not rows:
            return
        names = ", ".join(row.name for row in rows[:3])
        more = len(rows) - 3
        said = names if more <= 0 else self.tr("{names} en nog {n}").format(names=names, n=more)
        dialog = GiveCardDialog(said, self)
        dialog.saved.connect(partial(self._give, dialog, rows))
        dialog.open()

    def _give(self, dialog: GiveCardDialog, rows: list[GivingRow], values: dict[str, Any]) -> None:
        for receiver in Receiver:
            keys = tuple(row.id for row in rows if row.receiver is receiver)
            if not keys:
                continue
            draft = GivingDraft(
                CARD_OF[receiver], self._versions[receiver], values["handed_on"], bool(values["discussed"])
            )
            count = plural(len(keys), self.tr("{n} uitreiking vastgelegd"), self.tr("{n} uitreikingen vastgelegd"))
            whom = {"company_ids" if receiver is Receiver.COMPANY else "group_ids": keys}
            if self._desk.do(give_card, count, dialog.refuse, draft=draft, **whom) is None:
                return
        dialog.accept()

    def _forget(self) -> None:
        found = [(row.name, row.giving_id) for row in self._table.marked_rows() if row.giving_id is not None]
        if not found:
            self._desk.told.emit(self.tr("Hier is nog niets uitgereikt, dus niets om te schrappen."))
        for name, giving_id in found:
            self._desk.do(
                forget_giving, self.tr("Uitreiking aan {name} geschrapt").format(name=name), giving_id=giving_id
            )


def _columns() -> tuple[Column[GivingRow], ...]:
    return (
        Column(translate("Register", "Voor wie"), lambda row: row.name, strong=True),
        Column(translate("Register", "Wat"), lambda row: row.receiver.label, width=110, spare=3),
        Column(translate("Register", "Studenten"), lambda row: str(row.students), width=90, right=True, spare=4),
        Column(translate("Register", "Stand"), lambda row: row.reach.label, sign=_sign, width=210),
        Column(translate("Register", "Uitgereikt"), _given, width=120),
        Column(translate("Register", "Versie"), lambda row: row.text_version, width=90, spare=2),
        Column(translate("Register", "Door"), lambda row: row.by, width=170, spare=1),
    )


def _sign(row: GivingRow) -> Sign:
    icon, tone = _SIGNS[row.reach]
    return Sign(row.reach.label, icon, tone)


def _given(row: GivingRow) -> str:
    return "" if row.handed_on is None else short_date(row.handed_on, today=today())


def _figure(one: Coverage) -> Figure:
    meaning = translate("Register", "bespraken de kaart")
    given = translate("Register", "uitgereikt aan {given}, waarvan {outdated} een oudere versie")
    return Figure(
        translate("Register", "{n} van {all}").format(n=one.discussed, all=one.all),
        meaning,
        share=one.given / one.all if one.all else None,
        known=given.format(given=one.given, outdated=one.outdated),
        definition=translate("Register", "Van wie een student in beeld heeft, of er een is."),
    )
