"""What planning a visit needs to know of a company and of the road: when one can come, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.entities.company import Company
from app.entities.travel import OwnWay
from app.errors import Refusal
from app.rules.travel import is_area
from app.store.work import Work, undoable
from app.terms.steps import Deed
from app.text import translate

_LONGEST, _FARTHEST = 600, 500


@dataclass(frozen=True, slots=True)
class WayDraft:
    """How far it is between two postcode areas, as somebody who drives there knows."""

    here: str
    there: str
    kilometres: int
    minutes: int
    one_way: bool = False


@dataclass(frozen=True, slots=True)
class VisitHours:
    """On which days (``ma`` to ``zo``) and between which minutes a company can be visited; no days: not known."""

    days: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None


@undoable(Deed.KEEP_WAY)
def keep_way(work: Work, *, draft: WayDraft, way_id: UUID | None = None, seen: int | None = None) -> UUID:
    """Let this go before the estimate; what was said of the same two places before goes."""
    _check(draft)
    same = select(OwnWay).where(OwnWay.here == draft.here, OwnWay.there == draft.there)
    row = work.session.scalar(same) if way_id is None else work.get(OwnWay, way_id, seen=seen)
    double = {draft.here, draft.there}
    for other in work.session.scalars(select(OwnWay).where(OwnWay.here.in_(double), OwnWay.there.in_(double))):
        if other is not row and (other.here == draft.here or not draft.one_way):
            work.session.delete(other)
    work.session.flush()
    if row is None:
        row = OwnWay(here=draft.here, there=draft.there, kilometres=draft.kilometres, minutes=draft.minutes)
        work.add(row)
    row.here, row.there, row.one_way = draft.here, draft.there, draft.one_way
    row.kilometres, row.minutes = draft.kilometres, draft.minutes
    work.session.flush()
    return row.id


@undoable(Deed.REMOVE_WAY)
def remove_way(work: Work, *, way_id: UUID) -> None:
    """Let the estimate hold again."""
    work.session.delete(work.get(OwnWay, way_id))


@undoable(Deed.KEEP_VISIT_HOURS)
def keep_visit_hours(work: Work, *, company_id: UUID, hours: VisitHours, seen: int | None = None) -> None:
    """Record when a company can be visited; without days nobody knows, and ordinary working days are assumed."""
    company = work.get(Company, company_id, seen=seen)
    if (hours.first is None) != (hours.last is None):
        raise Refusal(translate("Travel", "Vul allebei de tijden in, of geen van beide."), field="last")
    if hours.first is not None and hours.last is not None and hours.first >= hours.last:
        raise Refusal(translate("Travel", "De laatste tijd ligt niet na de eerste."), field="last")
    if hours.first is not None and not hours.days:
        raise Refusal(translate("Travel", "Op welke dagen is dat?"), field="days")
    company.visit_days = hours.days or None
    company.visit_from, company.visit_until = hours.first, hours.last


def _check(draft: WayDraft) -> None:
    for field, place in (("here", draft.here), ("there", draft.there)):
        if not is_area(place):
            text = translate("Travel", "Dit postcodegebied bestaat niet. Vul vier cijfers in, zoals 6511.")
            raise Refusal(text, field=field)
    if draft.here == draft.there:
        raise Refusal(translate("Travel", "Kies twee verschillende postcodegebieden."), field="there")
    if not 0 <= draft.kilometres <= _FARTHEST:
        raise Refusal(translate("Travel", "Vul hele kilometers in, hoogstens 500."), field="kilometres")
    if not 0 < draft.minutes <= _LONGEST:
        raise Refusal(translate("Travel", "Vul hele minuten in, hoogstens 600."), field="minutes")
