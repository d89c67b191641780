"""Which companies and klassen got their card in the demo: most, not all, and one klas an older edition."""

from __future__ import annotations

from datetime import date

from app.commands.cards import GivingDraft, give_card
from app.queries.givings import CARD_OF, GivingRow, givings
from app.queries.paper_lists import Wanted
from app.store.store import Store
from app.terms.cards import Receiver

_VERSION = "2026.1"
_OLDER = "2025.2"
_LESSON, _VISITS = date(2027, 1, 18), date(2027, 2, 9)
_OUT_OF_FIVE = 4


def hand_out_cards(store: Store, actor: str, today: date) -> None:
    """Give the meldwijzer in class, and the tipkaart at the first talks."""
    with store.reading() as session:
        rows = givings(session, wanted=Wanted(today), versions=dict.fromkeys(Receiver, _VERSION))
    by_kind = {receiver: [row for row in rows if row.receiver is receiver] for receiver in Receiver}
    groups, companies = by_kind[Receiver.GROUP], by_kind[Receiver.COMPANY]
    talked = [row for at, row in enumerate(companies) if at % 5 < _OUT_OF_FIVE - 1]
    handed = [row for at, row in enumerate(companies) if at % 5 == _OUT_OF_FIVE - 1]
    for found, version, day, discussed in (
        (groups[2:], _VERSION, _LESSON, True),
        (groups[1:2], _OLDER, date(2026, 9, 14), True),
        (talked, _VERSION, _VISITS, True),
        (handed, _VERSION, _VISITS, False),
    ):
        _give(store, actor, found, GivingDraft(_card(found), version, day, discussed))


def _card(rows: list[GivingRow]) -> str:
    return CARD_OF[rows[0].receiver] if rows else ""


def _give(store: Store, actor: str, rows: list[GivingRow], draft: GivingDraft) -> None:
    companies = tuple(row.id for row in rows if row.receiver is Receiver.COMPANY)
    groups = tuple(row.id for row in rows if row.receiver is Receiver.GROUP)
    if companies or groups:
        store.change(give_card, actor, draft=draft, company_ids=companies, group_ids=groups)
