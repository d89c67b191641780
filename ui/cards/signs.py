"""How states of the field look on every page: the word with its icon and tone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.queries.matters import MatterRow
from app.terms.company import Recognised, RecognitionStand, RefusalKind
from app.terms.pipeline import State
from ui.theme import Tone
from ui.widgets.sign import Sign

_STATES: Mapping[State, tuple[str, Tone]] = {
    State.WISH_OPEN: ("pencil", Tone.PLAIN),
    State.WISH_READY: ("user-search", Tone.INFO),
    State.NO_PLACE: ("map-pin", Tone.ATTENTION),
    State.REPLACING: ("refresh-cw", Tone.ATTENTION),
    State.PROPOSED: ("shuffle", Tone.INFO),
    State.PLACED: ("map-pin", Tone.INFO),
    State.ANNOUNCED: ("send", Tone.INFO),
    State.INTRODUCED: ("handshake", Tone.INFO),
    State.AGREEMENT_SENT: ("file-text", Tone.INFO),
    State.AGREEMENT_SIGNED: ("file-text", Tone.DONE),
    State.STARTED: ("footprints", Tone.DONE),
    State.MIDTERM: ("flag", Tone.DONE),
    State.FINAL: ("badge-check", Tone.DONE),
    State.COMPLETED: ("circle-check", Tone.DONE),
    State.STUDENT_WITHDREW: ("undo-2", Tone.PLAIN),
    State.COMPANY_WITHDREW: ("undo-2", Tone.PLAIN),
    State.NOT_STARTED: ("circle-x", Tone.PLAIN),
    State.ENDED_EARLY: ("circle-x", Tone.PLAIN),
    State.POSTPONED: ("hourglass", Tone.PLAIN),
    State.EXEMPT: ("info", Tone.PLAIN),
    State.DEREGISTERED: ("user-x", Tone.PLAIN),
}
_RECOGNISED: Mapping[Recognised, tuple[str, Tone]] = {
    Recognised.YES: ("circle-check", Tone.DONE),
    Recognised.NO: ("circle-x", Tone.DANGER),
    Recognised.UNCHECKED: ("circle-alert", Tone.ATTENTION),
}


_REFUSED: Mapping[RefusalKind, tuple[str, Tone]] = {
    RefusalKind.OBJECTIVE: ("info", Tone.PLAIN),
    RefusalKind.EXPLAIN: ("circle-help", Tone.ATTENTION),
    RefusalKind.UNACCEPTABLE: ("circle-x", Tone.DANGER),
}

_STANDS: Mapping[RecognitionStand, tuple[str, Tone]] = {
    RecognitionStand.UNCHECKED: ("circle-alert", Tone.ATTENTION),
    RecognitionStand.IN_TIME: ("circle-check", Tone.DONE),
    RecognitionStand.OLD: ("clock", Tone.ATTENTION),
    RecognitionStand.AFTER_START: ("clock", Tone.ATTENTION),
    RecognitionStand.REFUSED: ("circle-x", Tone.DANGER),
    RecognitionStand.LOST: ("circle-x", Tone.DANGER),
}


def state_sign(state: State) -> Sign:
    """A state of the pipeline."""
    return Sign(state.label, *_STATES[state])


def recognition_sign(outcome: Recognised) -> Sign:
    """What is known of a recognition."""
    return Sign(outcome.label, *_RECOGNISED[outcome])


def refusal_sign(kind: RefusalKind) -> Sign:
    """How the reason of a refusal weighs."""
    return Sign(kind.label, *_REFUSED[kind])


def stand_sign(stand: RecognitionStand, words: str) -> Sign:
    """How a recognition stands to a placement, with ``words`` that say when it was seen."""
    return Sign(words, *_STANDS[stand])


def matter_sign(matters: Sequence[MatterRow]) -> Sign | None:
    """The first matter in a list, coral when a day has passed; how many more there are stands behind it."""
    if not matters:
        return None
    first, more = matters[0], len(matters) - 1
    words = f"{first.word} +{more}" if more else first.word
    return Sign(words, first.icon, Tone.DANGER if first.overdue else Tone.ATTENTION)
