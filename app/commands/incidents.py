"""Changing what is sealed in Meldingen. Nothing of it is undone from outside: its own undo ends at its lock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from app.dates import long_date
from app.entities.company import Company
from app.entities.sealed import SealedFile, SealedReminder
from app.errors import Refusal
from app.queries.incidents import known_names, pace, read_value, sealed_values
from app.rules.incident_acts import Act, ChangeFacts, Setting, why_needed
from app.rules.incident_file import LAYOUT, Frozen, Incident, ProtectedGround, Seen, encode
from app.rules.incident_numbers import tally
from app.rules.incident_words import SEPARATOR, unexplained
from app.rules.incidents import due_on
from app.rules.sealed_notes import decode_note, is_note
from app.store.codes import new_code
from app.store.open_dossier import OpenDossier
from app.store.work import Work, final, undoable
from app.terms.incidents import Ground, Track
from app.terms.steps import Deed
from app.text import translate

_CODE_GROUPS = 2


@final(Deed.KEEP_SEALED)
def open_incident(
    work: Work,
    *,
    opened: OpenDossier,
    track: Track,
    facts: ChangeFacts,
    received_on: date | None = None,
    note_id: UUID | None = None,
) -> UUID:
    """Make a sealed file of what was told; the note that it came from, if any, goes with its key."""
    received = received_on or work.today
    if received > work.today:
        raise Refusal(translate("Meldingen", "Die dag moet nog komen."), "received_on")
    reminder = uuid4()
    empty = Incident(new_code(_CODE_GROUPS), track, facts.kind, received, work.actor, reminder)
    incident = facts.on(empty, _setting(work))
    incident = replace(incident, seen=(Seen(work.now, work.actor, "made"),))
    _require_reasons(work, None, incident)
    key, content = work.dossier.seal(encode(incident))
    work.add(SealedFile(id=key, layout=LAYOUT, content=content))
    _remind(work, incident)
    if note_id is not None:
        _erase(work, opened, note_id)
    return key


@final(Deed.KEEP_SEALED)
def change_incident(work: Work, *, opened: OpenDossier, file_id: UUID, seen: int, act: Act) -> Incident:
    """Do what a reader intends with a file; nothing is stored where nothing changes."""
    file = work.get(SealedFile, file_id, seen=seen)
    before = _incident(file, opened)
    after = act.on(before, _setting(work))
    if after != before:
        _require_reasons(work, before, after)
        file.content = opened.write(file.id, encode(after))
        _remind(work, after)
    return after


@final(Deed.RECORD_READING)
def record_reading(work: Work, *, opened: OpenDossier, file_id: UUID, what: str = "read") -> None:
    """Write in the file that it was opened, printed or saved, by whom and when."""
    file = work.get(SealedFile, file_id)
    incident = _incident(file, opened)
    file.content = opened.write(
        file.id, encode(replace(incident, seen=(*incident.seen, Seen(work.now, work.actor, what))))
    )


@final(Deed.KEEP_SEALED)
def keep_ground(work: Work, *, opened: OpenDossier, file_id: UUID, seen: int, grounds: tuple[Ground, ...]) -> None:
    """Keep the ground in a sealed file of its own because the student wants it; none takes it away for good."""
    file = work.get(SealedFile, file_id, seen=seen)
    incident = _incident(file, opened)
    if incident.ground is not None:
        work.session.delete(work.get(SealedFile, incident.ground))
        work.shreds.add(incident.ground)
    key = None
    if grounds:
        key, content = work.dossier.seal(encode(ProtectedGround(grounds, work.today, work.actor)))
        work.add(SealedFile(id=key, layout=LAYOUT, content=content))
    file.content = opened.write(file.id, encode(replace(incident, ground=key)))


@final(Deed.ERASE_SEALED)
def erase_sealed(work: Work, *, opened: OpenDossier, file_id: UUID) -> None:
    """Take a file or note away with its key: nobody can read any copy of it again. Its line in the numbers stays."""
    _erase(work, opened, file_id)


@undoable(Deed.DECIDE_UNFIT)
def decide_unfit(work: Work, *, company_id: UUID, decider: str, review_on: date) -> None:
    """Let the school place nobody at a company for now: a neutral fact, who decided it, and until when."""
    if not decider.strip():
        raise Refusal(translate("Meldingen", "Wie besloot dit? Vul een naam of functie in."), "decider")
    if review_on <= work.today:
        raise Refusal(translate("Meldingen", "Kies een dag die nog komt."), "review_on")
    company = work.get(Company, company_id)
    words = translate("Meldingen", "besluit van {name}, opnieuw bekijken op {day}")
    company.unfit = True
    company.unfit_reason = words.format(name=decider.strip(), day=long_date(review_on))


def _incident(file: SealedFile, opened: OpenDossier) -> Incident:
    value = read_value(file.id, file.content, opened)
    if not isinstance(value, Incident):
        raise Refusal(translate("Meldingen", "Dit is geen melding."))
    return value


def _require_reasons(work: Work, before: Incident | None, after: Incident) -> None:
    """Let no touchy word come into a file without a reason, whichever form it came from."""
    words = unexplained(before, after, known_names(work.session))
    if words:
        raise why_needed(SEPARATOR.join(words))


def _setting(work: Work) -> Setting:
    return Setting(pace(work.session, work.today), work.today, work.now, work.actor)


def _remind(work: Work, incident: Incident) -> None:
    """Let the reminder of a file stand on the day on which it next asks for something; a closed one has none."""
    due = due_on(incident, pace(work.session, work.today))
    known = work.session.get(SealedReminder, incident.reminder)
    if due is None:
        if known is not None:
            work.session.delete(known)
    elif known is None:
        work.add(SealedReminder(id=incident.reminder, due=due))
    elif known.due != due:
        known.due = due


def _erase(work: Work, opened: OpenDossier, file_id: UUID) -> None:
    file = work.get(SealedFile, file_id)
    text = opened.read(file.id, file.content)
    if is_note(text):
        reminder = decode_note(text).reminder
    else:
        incident = _incident(file, opened)
        reminder = incident.reminder
        _freeze(work, opened, incident)
        if incident.ground is not None:
            work.session.delete(work.get(SealedFile, incident.ground))
            work.shreds.add(incident.ground)
    known = work.session.get(SealedReminder, reminder)
    if known is not None:
        work.session.delete(known)
    work.session.delete(file)
    work.shreds.add(file.id)


def _freeze(work: Work, opened: OpenDossier, incident: Incident) -> None:
    """Keep the line that the numbers of its year need, so that they stay right."""
    line = tally(incident)
    for key, value in sealed_values(work.session, opened):
        if isinstance(value, Frozen):
            file = work.get(SealedFile, key)
            file.content = opened.write(key, encode(Frozen((*value.lines, line))))
            return
    key, content = work.dossier.seal(encode(Frozen((line,))))
    work.add(SealedFile(id=key, layout=LAYOUT, content=content))
