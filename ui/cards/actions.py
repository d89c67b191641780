"""What can be done with the cards in hand: the same words and keys on the board and in the details."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.queries.board import CardRow
from app.terms.pipeline import Party
from ui.cards.fixes import Fixes
from ui.cards.money import Money
from ui.cards.moves import Moves
from ui.cards.records import Records
from ui.cards.refusing import Refusing
from ui.cards.wishing import Wishing
from ui.desk.desk import Desk

Make = Callable[..., QAction]
"""Makes an action of a key, words and what it does, with ``shortcut`` and ``icon_name``, and binds its key."""


class CardActions(QObject):
    """The actions by key; ``in_hand`` tells at the moment itself which cards they are about."""

    def __init__(
        self, desk: Desk, make: Make, in_hand: Callable[[], Sequence[CardRow]], over: QWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._make = make
        self._in_hand = in_hand
        self.moves, self.fixes, self.records = Moves(desk, over), Fixes(desk, over), Records(desk, over)
        self._refusing, self._money, self._wishing = Refusing(desk, over), Money(desk, over), Wishing(desk, over)
        self._actions: dict[str, QAction] = {}
        self._add_moves()
        self._add_fixes()

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    @property
    def all(self) -> Sequence[QAction]:
        """Every action, in the order of a menu."""
        return list(self._actions.values())

    def items(self) -> Sequence[tuple[str, QAction]]:
        """Every action with its key."""
        return list(self._actions.items())

    def fit(self, rows: Sequence[CardRow]) -> None:
        """Let only those be done that make sense for these cards."""
        placed = any(row.placement_id is not None for row in rows)
        one = len(rows) == 1
        on_board = any(row.lane is not None for row in rows)
        for key in ("next", "back"):
            self._actions[key].setEnabled(on_board)
        self._actions["propose"].setEnabled(one and on_board and not placed)
        self._actions["match"].setEnabled(one and on_board and not placed)
        self._actions["aside"].setEnabled(one and not placed)
        self._actions["wish"].setEnabled(one and on_board)
        for key in ("own_find", "no_place"):
            self._actions[key].setEnabled(one and on_board and not placed)
        for key in (
            "contact",
            "report",
            "sign",
            "judge",
            "hours",
            "progress",
            "documents",
            "renew",
            "change",
            "beside",
            "tipcard",
            "end",
            "refused",
            "money",
            "recognition",
        ):
            self._actions[key].setEnabled(one and placed)
        for key in ("guide", "called_company", "called_student", *map(signed_key, Party)):
            self._actions[key].setEnabled(placed)

    def _add_moves(self) -> None:
        moves = self.moves
        self._many("next", self.tr("Volgende stap"), moves.go_on, "Ctrl+Right", "arrow-right")
        self._many("back", self.tr("Stap terug"), moves.go_back, "Ctrl+Left", "arrow-left")
        self._one("propose", self.tr("Zoek leerbedrijf"), moves.seeking.propose, "P", "search")
        self._one("match", self.tr("Matching voor deze student"), moves.seeking.match, "M", "scale")
        self._one("own_find", self.tr("Zelf plek gevonden"), moves.seeking.own_find, "Z", "user-search")
        self._one("beside", self.tr("Plaatsing erbij"), moves.seeking.beside, "Shift+P", "plus")
        self._one("no_place", self.tr("Geen plek gevonden, tekort melden"), moves.seeking.no_place, "K", "map-pin")
        self._one("refused", self.tr("Leerbedrijf neemt niet aan"), self._refusing.record, "X", "circle-x")
        self._one("end", self.tr("Plaatsing beëindigen"), moves.endings.end, "E", "circle-x")
        self._one("loose", self.tr("Afronden na beëindiging"), moves.endings.tie_off, "Shift+E", "circle-check")
        self._one("aside", self.tr("Van het bord halen of terugzetten"), moves.stand_aside, "A", "user-x")

    def _add_fixes(self) -> None:
        fixes, records = self.fixes, self.records
        self._one("wish", self.tr("Leerwens"), records.wish, "L", "target")
        self._one("wishes", self.tr("Leerwensen van de klas"), self._wishing.fill, "Shift+W", "table")
        self._one("contact", self.tr("Contact vastleggen"), records.contact, "C", "message-circle")
        self._one("report", self.tr("Verslag van een gesprek"), self._report, "Shift+V", "notebook-pen")
        called = (
            ("called_company", self.tr("Vandaag leerbedrijf gebeld"), Party.COMPANY, "Shift+C"),
            ("called_student", self.tr("Vandaag student gebeld"), Party.STUDENT, "Shift+S"),
        )
        for key, text, party, shortcut in called:
            self._many(key, text, partial(self._called, party), shortcut, "phone")
        self._one("sign", self.tr("Handtekeningen"), fixes.sign, "H", "pencil")
        for at, (party, text) in enumerate(self._signed_words().items(), start=1):
            self._many(signed_key(party), text, partial(self._signed, party), str(at), "pencil")
        self._one("judge", self.tr("Beoordeling vastleggen"), records.judge, "B", "badge-check")
        self._one("hours", self.tr("Uren vastleggen"), records.hours, "U", "clock")
        self._one("progress", self.tr("Voortgang vastleggen"), records.progress, "V", "target")
        self._one("documents", self.tr("Vereiste stukken"), fixes.documents, "D", "id-card")
        self._one("renew", self.tr("Nieuw bpv-blad"), fixes.renew, "J", "file-text")
        self._many("guide", self.tr("Begeleider kiezen"), fixes.assign, "G", "user")
        self._one("recognition", self.tr("Erkenning gecontroleerd"), fixes.recognition, "R", "building-2")
        self._one("money", self.tr("Vergoeding en kosten"), self._money.agree, "F", "handshake")
        self._one("change", self.tr("Afspraken wijzigen"), fixes.change, "W", "notebook-pen")
        self._one("tipcard", self.tr("Print tipkaart"), fixes.tipcard, "Shift+K", "printer")
        self._one("support", self.tr("Ondersteuning"), records.support, "Shift+O", "heart-handshake")
        self._one("note", self.tr("Notitie"), self._note, "O", "notebook-pen")

    def _report(self, row: CardRow) -> None:
        if row.placement_id is not None:
            self._desk.report_wanted.emit(row.placement_id, None)

    def _one(self, key: str, text: str, do: Callable[[CardRow], object], shortcut: str, icon_name: str) -> None:
        def slot() -> None:
            rows = self._in_hand()
            if len(rows) == 1:
                do(rows[0])
            else:
                self._desk.refused.emit(self.tr("Kies hiervoor één student."))

        self._actions[key] = self._make(key, text, slot, shortcut=shortcut, icon_name=icon_name)

    def _many(
        self, key: str, text: str, do: Callable[[Sequence[CardRow]], object], shortcut: str, icon_name: str
    ) -> None:
        def slot() -> None:
            do(self._in_hand())

        self._actions[key] = self._make(key, text, slot, shortcut=shortcut, icon_name=icon_name)

    def _signed_words(self) -> Mapping[Party, str]:
        return {
            Party.STUDENT: self.tr("Student tekende vandaag"),
            Party.COMPANY: self.tr("Leerbedrijf tekende vandaag"),
            Party.SCHOOL: self.tr("School tekende vandaag"),
            Party.GUARDIAN: self.tr("Ouder tekende vandaag"),
        }

    def _signed(self, party: Party, rows: Sequence[CardRow]) -> None:
        self.fixes.signed_today(rows, party)

    def _called(self, party: Party, rows: Sequence[CardRow]) -> None:
        self.records.called(rows, party)

    def _note(self, row: CardRow) -> None:
        self.records.note(row.student_id, row.student)


def signed_key(party: Party) -> str:
    """The key of the action that records that ``party`` signed today."""
    return f"signed_by_{party.value}"
