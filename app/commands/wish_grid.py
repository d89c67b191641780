"""The leerwensen of a klas, kept together."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.commands.offers import WishDraft, keep_wish
from app.entities.names import full_name
from app.entities.people import Student
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.steps import Deed


@dataclass(frozen=True, slots=True)
class WishEntry:
    """The leerwens of one student; ``seen`` is the version that was on the screen."""

    student_id: UUID
    draft: WishDraft
    seen: int | None = None


@undoable(Deed.KEEP_WISHES)
def keep_wishes(work: Work, *, period_id: UUID, entries: tuple[WishEntry, ...]) -> int:
    """Keep leerwensen for a period in one step, all or none; gives how many.

    A refusal says about whom it is; its field is the student and the field, ``<hex>:goals``.
    """
    for entry in entries:
        try:
            keep_wish.run(work, student_id=entry.student_id, period_id=period_id, draft=entry.draft, seen=entry.seen)
        except Refusal as refusal:
            student = work.get(Student, entry.student_id)
            name = full_name(student.first_name, student.prefix, student.last_name)
            field = f"{entry.student_id.hex}:{refusal.field or ''}"
            raise Refusal(f"{name}: {refusal}", field=field) from refusal
    return len(entries)
