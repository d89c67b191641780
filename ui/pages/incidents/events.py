"""The timeline of a file: what is still to come in its order, then what was done, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from app.clock import ZONE
from app.dates import short_date
from app.queries.incidents import IncidentFile
from app.rules.incident_file import Incident
from app.rules.incidents import steps
from app.text import translate
from ui.widgets.timeline import Moment, When


def events(file: IncidentFile, today: date) -> Sequence[Moment]:
    """What follows and what was done."""
    return (*_coming(file, today), *_past(file.incident, today))


def _coming(file: IncidentFile, today: date) -> list[Moment]:
    if file.incident.is_closed:
        return []
    following = sorted((one for one in file.plan if one.done is None), key=lambda one: (one.step.optional, one.due))
    words = translate("Meldingen", "uiterlijk {day} · {how}")
    offered = translate("Meldingen", "aanbieden · {how}")
    return [
        Moment(
            one.step.key,
            one.step.label,
            (offered if one.step.optional else words).format(day=short_date(one.due, today=today), how=one.step.how),
            When.LATE if one.due < today and not one.step.optional else When.NEXT,
        )
        for one in following
        if file.next is None or one.step.key != file.next.step.key
    ]


def _past(incident: Incident, today: date) -> list[Moment]:
    labels = {step.key: step.label for step in steps()}
    found: list[tuple[datetime, Moment]] = []
    for at, done in enumerate(incident.done):
        title = labels.get(done.step, done.step)
        title = translate("Meldingen", "Niet nodig: {step}").format(step=title.lower()) if done.waived else title
        number = translate("Meldingen", "kenmerk {number}").format(number=done.reference) if done.reference else ""
        said = ". ".join(part for part in (done.text.rstrip("."), number) if part)
        found.append((done.at, Moment(f"done {at}", title, _detail(short_date(done.on, today=today), done.by, said))))
    for at, closing in enumerate(incident.closings):
        title = translate("Meldingen", "Gesloten: {consequence}").format(consequence=closing.consequence.label)
        detail = _detail(short_date(closing.on, today=today), closing.by, closing.why)
        found.append((closing.at, Moment(f"closed {at}", title, detail)))
    for at, reopening in enumerate(incident.reopenings):
        detail = _detail(short_date(reopening.on, today=today), reopening.by, reopening.why)
        found.append((reopening.at, Moment(f"reopened {at}", translate("Meldingen", "Heropend"), detail)))
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [*(moment for _at, moment in found), _received(incident, today)]


def _received(incident: Incident, today: date) -> Moment:
    story = " · ".join(part for part in (incident.what, incident.where, incident.when, incident.witnesses) if part)
    teller = incident.told_by or incident.teller.label
    title = translate("Meldingen", "{track} ontvangen, van {teller}").format(
        track=incident.track.label.capitalize(), teller=teller
    )
    wish = translate("Meldingen", "De student wil: {wish}.").format(wish=incident.wish.label)
    told = f"{story}\n{wish}" if incident.student is not None else story
    seen = incident.seen[-1].at.astimezone(ZONE) if incident.seen else None
    looked = (
        "" if seen is None else translate("Meldingen", "Laatst geopend {moment}.").format(moment=f"{seen:%d-%m %H:%M}")
    )
    day = short_date(incident.received_on, today=today)
    return Moment("received", title, f"{_detail(day, incident.received_by, told)}\n{looked}".strip())


def _detail(day: str, by: str, said: str) -> str:
    return f"{day} · {by}\n{said}" if said else f"{day} · {by}"
