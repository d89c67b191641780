"""What the school has already, as a value that a parser in another process can hold rows against."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.entities.company import CompanySpelling, RecognitionCheck
from app.exchange.known import Known, KnownCompany, KnownPeriod, KnownProgramme, KnownStudent, KnownSupervisor
from app.queries.import_known import School, person, rows_of
from app.terms.company import Recognised


def known(session: Session, today: date) -> Known:
    """Everything that a row of a file may point at; keys of companies and supervisors are their ids."""
    school = School(session, today)
    groups = {row["id"]: row["code"] for row in school.groups.values()}
    crebos = {row["id"]: row["crebo"] for row in school.programmes.values()}
    return Known(
        students=tuple(
            KnownStudent(
                row["number"],
                person(row),
                row["email"],
                groups.get(row["group_id"]),
                crebos.get(row["programme_id"]),
            )
            for row in school.students.values()
        ),
        companies=_companies(school),
        programmes=tuple(
            KnownProgramme(crebo, row["name"], frozenset(school.units.get(row["id"], {})))
            for crebo, row in school.programmes.items()
        ),
        periods=tuple(
            KnownPeriod(code, row["name"], row["first_day"], row["last_day"])
            for code, row in school.current_periods.items()
        ),
        supervisors=tuple(
            KnownSupervisor(row["id"].hex, row["first_name"], row["prefix"], row["last_name"], row["email"])
            for row in school.supervisors
        ),
    )


def _companies(school: School) -> tuple[KnownCompany, ...]:
    spellings: dict[UUID, list[str]] = defaultdict(list)
    for row in rows_of(school.session, CompanySpelling):
        spellings[row["company_id"]].append(row["spelling"])
    recognised: dict[UUID, set[str]] = defaultdict(set)
    for row in rows_of(school.session, RecognitionCheck):
        if row["outcome"] is not Recognised.NO:
            recognised[row["company_id"]].add(row["crebo"])
    return tuple(
        KnownCompany(
            key.hex,
            row["name"],
            row["town"] or "",
            row["leerbedrijf_id"],
            row["kvk"],
            row["branch"],
            tuple(spellings[key]),
            frozenset(recognised[key]),
            row["unfit"],
        )
        for key, row in school.companies.items()
    )
