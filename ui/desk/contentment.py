"""Asking student and company, each apart, how content they are with the guidance; after the last talk, or later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.commands.introductions import ask_satisfaction
from app.queries.contact_rows import ContactRow
from app.terms.contact import Content
from app.terms.pipeline import Party
from app.text import translate
from ui.desk.desk import Desk

BOTH = (Party.STUDENT, Party.COMPANY)


def ask_content(desk: Desk, parent: QWidget, row: ContactRow, parties: Sequence[Party] = BOTH) -> None:
    """Ask one of ``parties``; when more than one was to be asked in turn, the next one after that."""
    from ui.dialogs.satisfaction import SatisfactionDialog

    dialog = SatisfactionDialog(row.student, row.company, parties, parent)

    def keep(party: Party, guidance: Content, other: Content) -> None:
        fact = translate("Forms", "Tevredenheid van {who} vastgelegd").format(
            who=row.student if party is Party.STUDENT else row.company
        )
        done = desk.do(
            ask_satisfaction,
            fact,
            dialog.refuse,
            placement_id=row.placement_id,
            party=party,
            school=guidance,
            other=other,
        )
        if done is None:
            return
        dialog.accept()
        left = [one for one in row.content_due if one in parties and one is not party]
        if left:
            ask_content(desk, parent, row, left)

    dialog.answered.connect(keep)
    dialog.open()
