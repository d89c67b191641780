"""Leaving a note in Meldingen: anyone who has the school open may, and reads it never again."""

from __future__ import annotations

from uuid import UUID, uuid4

from app.entities.sealed import SealedFile, SealedReminder
from app.errors import Refusal
from app.queries.teaching import calendar
from app.rules.sealed_notes import NOTE_LAYOUT, SealedNote, encode_note
from app.store.work import Work, final
from app.terms.incidents import Origin
from app.terms.steps import Deed
from app.text import translate

LONGEST_NOTE = 4000


@final(Deed.LEAVE_NOTE)
def leave_note(
    work: Work, *, origin: Origin, text: str, student_id: UUID | None = None, company_id: UUID | None = None
) -> None:
    """Seal a note for who may read Meldingen, without an unlock; they are to look within one working day.

    Do this as a step of its own, so that nothing of the page it came from tells that a note exists.
    Raises ``Refusal`` for an empty note, and where nobody may read Meldingen yet.
    """
    words = text.strip()
    if not words:
        raise Refusal(translate("Meldingen", "Schrijf op wat er gezegd is."), "text")
    if len(words) > LONGEST_NOTE:
        raise Refusal(translate("Meldingen", "Houd het bij de feiten, in hooguit 4000 tekens."), "text")
    reminder = SealedReminder(id=uuid4(), due=calendar(work.session).add(work.today, 1))
    note = SealedNote(origin, words, work.now, work.actor, reminder.id, student_id, company_id)
    key, content = work.dossier.seal(encode_note(note))
    work.add(reminder, SealedFile(id=key, layout=NOTE_LAYOUT, content=content))
