"""Two rows that are one student, or one company: everything of the one goes to the other, in one step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import object_mapper

from app.entities.base import Entity
from app.entities.company import Company, RecognitionCheck
from app.entities.people import Student
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.company import Recognised
from app.terms.steps import Deed
from app.text import translate

_OWN = frozenset({"id", "version", "sort_key"})


@undoable(Deed.MERGE_STUDENTS)
def merge_students(work: Work, *, keep_id: UUID, drop_id: UUID) -> None:
    """Let ``keep_id`` take over everything of ``drop_id``, who is the same student; what is filled in stays."""
    _merge_two(work, Student, keep_id, drop_id)


@undoable(Deed.MERGE_COMPANIES)
def merge_companies(work: Work, *, keep_id: UUID, drop_id: UUID) -> None:
    """Let ``keep_id`` take over everything of ``drop_id``, which is the same company; what is filled in stays."""
    _merge_two(work, Company, keep_id, drop_id)


@undoable(Deed.RENUMBER_COMPANY)
def renumber_company(work: Work, *, company_id: UUID, leerbedrijf_id: str) -> None:
    """Give a company its new leerbedrijf-ID; recognitions were of the old one, so they are to be looked up again."""
    company = work.get(Company, company_id)
    wanted = leerbedrijf_id.strip()
    if not wanted:
        raise Refusal(translate("Merge", "Vul het nieuwe leerbedrijf-ID in."), field="leerbedrijf_id")
    if wanted == company.leerbedrijf_id:
        raise Refusal(translate("Merge", "Dit is het ID dat het bedrijf al heeft."), field="leerbedrijf_id")
    other = work.session.scalar(select(Company.name).where(Company.leerbedrijf_id == wanted))
    if other is not None:
        text = translate("Merge", "{company} heeft dit ID al. Is het hetzelfde bedrijf? Voeg ze dan samen.")
        raise Refusal(text.format(company=other), field="leerbedrijf_id")
    company.leerbedrijf_id = wanted
    for check in work.session.scalars(select(RecognitionCheck).where(RecognitionCheck.company_id == company.id)):
        check.outcome, check.checked_on, check.checked_by = Recognised.UNCHECKED, None, None
        check.held_since = check.evidence = None


def _merge_two(work: Work, kind: type[Student | Company], keep_id: UUID, drop_id: UUID) -> None:
    if keep_id == drop_id:
        raise Refusal(translate("Merge", "Kies er twee die verschillen."))
    keep, drop = work.get(kind, keep_id), work.get(kind, drop_id)
    _take_over(work, keep, drop)


def _take_over(work: Work, keep: Any, drop: Any) -> None:
    """Give ``keep`` what refers to ``drop`` and what only ``drop`` knows; then ``drop`` goes.

    Where both have a row that may be there once, such as the same period, those become one as well.
    """
    table = keep.__tablename__
    for kind, column in _referring(table):
        for row in work.session.scalars(select(kind).where(getattr(kind, column) == drop.id).order_by(kind.id)).all():
            same = _same(work, kind, column, row, keep.id)
            if same is None:
                setattr(row, column, keep.id)
            else:
                _take_over(work, same, row)
        work.session.flush()
    known = {attribute.key: getattr(drop, attribute.key) for attribute in object_mapper(drop).column_attrs}
    work.session.delete(drop)
    work.session.flush()
    for name, value in known.items():
        if name not in _OWN and value is not None and getattr(keep, name) is None:
            setattr(keep, name, value)
    work.session.flush()


def _referring(table: str) -> list[tuple[Any, str]]:
    """Every kind with the column by which its rows refer to ``table``."""
    return [
        (mapper.class_, foreign.parent.name)
        for mapper in sorted(Entity.registry.mappers, key=lambda one: str(one.local_table))
        for foreign in sorted(mapper.local_table.foreign_keys, key=lambda one: one.parent.name)
        if foreign.column.table.name == table
    ]


def _same(work: Work, kind: Any, column: str, row: Any, keep_id: UUID) -> Any:
    """The row of ``keep_id`` that may be there only once beside what ``row`` would become."""
    for constraint in kind.__table__.constraints:
        if not isinstance(constraint, UniqueConstraint):
            continue
        names = [part.name for part in constraint.columns]
        if column not in names:
            continue
        wanted = select(kind).where(getattr(kind, column) == keep_id)
        for name in names:
            if name != column:
                wanted = wanted.where(getattr(kind, name) == getattr(row, name))
        found = work.session.scalars(wanted).first()
        if found is not None and found is not row:
            return found
    return None
