"""Joins rows to the companies and supervisors that the school knows (rules 10 and 13 of ``tests/data/README.md``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.exchange import cells
from app.exchange.cells import Unreadable
from app.exchange.known import KnownCompany, KnownSupervisor
from app.exchange.names import fold_company, fold_name, is_initial_of, without_addition
from app.exchange.reading import RowReader
from app.exchange.vocabulary import fold
from app.terms.exchange import CompanyLink
from app.text import translate

_ALIKE = 90  # of 100: one letter in ten
_CERTAIN = 100


@dataclass(frozen=True, slots=True)
class Linked:
    """A company and how it was found; ``written`` and ``likeness`` tell what a proposal rests on."""

    company: KnownCompany
    link: CompanyLink
    written: str
    likeness: int = _CERTAIN


class CompanyFinder:
    """Finds companies by leerbedrijf-ID, name, name and town, or a name that looks alike."""

    def __init__(self, companies: Iterable[KnownCompany]) -> None:
        self._by_id: dict[str, KnownCompany] = {}
        self._by_name: dict[str, list[KnownCompany]] = defaultdict(list)
        for company in companies:
            if company.leerbedrijf_id:
                self._by_id[company.leerbedrijf_id] = company
            for name in {fold_company(name) for name in (company.name, *company.other_names)}:
                self._by_name[name].append(company)

    def find(self, row: RowReader) -> Linked:
        """The company of a row by its ``leerbedrijf_id``, ``company`` and ``town``; refuses the row without."""
        name = row.line("company")
        try:
            number = cells.identifier(row.cell("leerbedrijf_id"))
        except Unreadable as unread:
            number = str(unread)
        if number is not None:
            return self._with_id(row, number, name)
        if name is None:
            row.refuse("company_unknown", translate("Linking", "Er is geen leerbedrijf ingevuld."))
        town = row.line("town")
        return self._with_name(row, name, town) or self._alike(row, name, town)

    def _with_id(self, row: RowReader, number: str, name: str | None) -> Linked:
        """By ID, or not at all: the name of another company does not outweigh it."""
        found = self._by_id.get(number)
        if found is None:
            text = translate("Linking", "Leerbedrijf-ID {number} is niet bekend.")
            row.refuse("company_unknown", text.format(number=number))
        return Linked(found, CompanyLink.ID, name or found.name)

    def _with_name(self, row: RowReader, name: str, town: str | None) -> Linked | None:
        """By an equal name; the town decides between several."""
        found = self._by_name.get(fold_company(name), [])
        if not found:
            return None
        if len(found) == 1:
            text = translate("Linking", "Er is geen leerbedrijf-ID. “{written}” is gevonden op naam: {name}.")
            row.note("company_by_name", text.format(written=name, name=found[0].name))
            return Linked(found[0], CompanyLink.NAME, name)
        there = _in_town(found, town)
        if len(there) != 1:
            text = translate("Linking", "{count} leerbedrijven heten {name}. Vul de plaats of het leerbedrijf-ID in.")
            row.refuse("company_ambiguous", text.format(count=len(found), name=name))
        text = translate("Linking", "{count} leerbedrijven heten {name}. De plaats {town} geeft de doorslag.")
        row.note("company_by_name_and_town", text.format(count=len(found), name=name, town=town))
        return Linked(there[0], CompanyLink.NAME_AND_TOWN, name)

    def _alike(self, row: RowReader, name: str, town: str | None) -> Linked:
        """By a name that looks alike; only a proposal."""
        base, addition = without_addition(name)
        found, likeness = self._by_name.get(fold_company(base), []), _ALIKE
        if not found:
            found, likeness = self._nearest(fold_company(name))
        if not found:
            text = translate("Linking", "Leerbedrijf “{name}” is niet bekend, en geen naam lijkt erop.")
            row.refuse("company_unknown", text.format(name=name))
        if len(found) > 1:
            found = _in_town(found, addition) or _in_town(found, town)
        if len(found) != 1:
            text = translate("Linking", "Meer leerbedrijven lijken op “{name}”. Vul het leerbedrijf-ID in.")
            row.refuse("company_ambiguous", text.format(name=name))
        text = translate("Linking", "“{written}” lijkt op {name}. Klopt dat?")
        row.warn("company_by_similar_name", text.format(written=name, name=found[0].name))
        return Linked(found[0], CompanyLink.SIMILAR_NAME, name, likeness)

    def _nearest(self, folded: str) -> tuple[list[KnownCompany], int]:
        """The companies whose name is most like, when it is enough like."""
        from rapidfuzz import fuzz, process

        found = process.extract(folded, list(self._by_name), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
        best = max((score for _, score, _ in found), default=0)
        return [company for name, score, _ in found if score == best for company in self._by_name[name]], round(best)


def _in_town(companies: list[KnownCompany], town: str | None) -> list[KnownCompany]:
    return [company for company in companies if town and fold(company.town) == fold(town)]


class SupervisorFinder:
    """Finds supervisors by e-mail address, whole name, or initial and surname."""

    def __init__(self, supervisors: Iterable[KnownSupervisor]) -> None:
        self._whole: dict[str, list[KnownSupervisor]] = defaultdict(list)
        self._by_surname: dict[str, list[KnownSupervisor]] = defaultdict(list)
        for supervisor in supervisors:
            for written in {fold_name(supervisor.name), fold_name(supervisor.email or supervisor.name)}:
                self._whole[written].append(supervisor)
            self._by_surname[fold_name(f"{supervisor.prefix} {supervisor.last_name}")].append(supervisor)

    def find(self, row: RowReader) -> KnownSupervisor | None:
        """The supervisor of a row, or None with a warning when nobody or more than one fits."""
        written = row.line("supervisor")
        if written is None:
            return None
        whole = self._whole.get(fold_name(written), [])
        if len(whole) == 1:
            return whole[0]
        initials, _, surname = written.partition(" ")
        same_surname = self._by_surname.get(fold_name(surname), [])
        short = [one for one in same_surname if is_initial_of(initials, one.first_name)]
        if len(short) == 1 and not whole:
            text = translate("Linking", "“{written}” is {name}.")
            row.note("supervisor_initial", text.format(written=written, name=short[0].name))
            return short[0]
        text = translate("Linking", "Begeleider “{written}” is niet bekend. De plaatsing heeft nog geen begeleider.")
        row.warn("supervisor_unknown", text.format(written=written))
        return None
