"""The list of leerbedrijven (rules 3, 7, 8 and 10 of ``tests/data/README.md``)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from app.exchange import cells
from app.exchange.cells import Unreadable
from app.exchange.known import Known
from app.exchange.mapping import Mapping
from app.exchange.names import fold_company
from app.exchange.parsed import Finding, Outcome, Parsed
from app.exchange.reach import read_email, read_pc4
from app.exchange.reading import Reading, RowReader, merged, parsed, read_rows
from app.exchange.tables import Table
from app.exchange.vocabulary import fold
from app.progress import Progress
from app.text import translate

_KVK_DIGITS = 8
_VESTIGING_DIGITS = 12
_PEOPLE = (1, 2, 3)
_NOT_COMPARED = {"row", "name", "phone_key", "people", "recognised"}


@dataclass(frozen=True, slots=True)
class CompanyPersonIn:
    """Somebody who works at a leerbedrijf; ``role`` is as typed."""

    name: str
    role: str | None
    email: str | None
    phone: str | None
    phone_key: str | None


@dataclass(frozen=True, slots=True)
class CompanyIn:
    """A leerbedrijf; ``recognised`` are crebos, ``recognition_checked`` the day somebody looked.

    ``kvk`` has 8 digits and ``vestiging`` 12.
    """

    row: int
    leerbedrijf_id: str | None
    kvk: str | None
    vestiging: str | None
    name: str
    street: str | None
    pc4: str | None
    town: str | None
    phone: str | None
    phone_key: str | None
    website: str | None
    sector: str | None
    people: tuple[CompanyPersonIn, ...]
    recognised: tuple[str, ...]
    recognition_checked: date | None
    unfit: bool
    unfit_reason: str | None
    note: str | None

    @property
    def key(self) -> str:
        """The leerbedrijf-ID, or else ``kvk/vestiging``, or else the folded name and town."""
        if self.leerbedrijf_id or self.kvk or self.vestiging:
            return self.leerbedrijf_id or f"{self.kvk or ''}/{self.vestiging or ''}"
        return f"{fold_company(self.name)}/{fold(self.town or '')}"


def parse_companies(table: Table, mapping: Mapping, _known: Known, *, progress: Progress) -> Parsed[CompanyIn]:
    """The companies of a list; of a company that stands in it twice the first row stays and is filled up."""
    readings = read_rows(table, mapping, _company, progress)
    kept: dict[str, Reading[CompanyIn]] = {}
    others = list(readings.refused)
    for reading in readings.rows:
        first = kept.setdefault(reading.row.key, reading)
        if first is not reading:
            others.append(_same_key(first, reading.row))
    return parsed(kept.values(), others)


def _same_key(first: Reading[CompanyIn], later: CompanyIn) -> Finding:
    """Merge a row into the first one of its key, unless it is another company."""
    if fold_company(first.row.name) != fold_company(later.name):
        text = translate("Companies", "{key} is al {name} (regel {row}). Deze regel noemt een ander bedrijf.")
        text = text.format(key=later.key, name=first.row.name, row=first.row.row)
        return Finding(later.row, "company_id_conflict", Outcome.REFUSED, text, first.row.row)
    text = translate("Companies", "Hetzelfde leerbedrijf staat in regel {row}. Die regel blijft.").format(
        row=first.row.row
    )
    first.row, filled, different = _filled_up(first.row, later)
    if filled:
        text += translate("Companies", " Aangevuld: {fields}.").format(fields=", ".join(filled))
    if different:
        text += translate("Companies", " Anders in deze regel en niet opgeslagen: {fields}.").format(
            fields=", ".join(different)
        )
    return merged(later.row, "duplicate_company", text, first.row.row)


def _filled_up(first: CompanyIn, later: CompanyIn) -> tuple[CompanyIn, list[str], list[str]]:
    """The first row with its empty fields from the later one; what was filled, and what differs."""
    labels = _labels()
    changes: dict[str, Any] = {}
    different: list[str] = []
    for name in (one.name for one in fields(CompanyIn) if one.name not in _NOT_COMPARED):
        here, there = getattr(first, name), getattr(later, name)
        if here in (None, False) and there not in (None, False):
            changes[name] = there
        elif there not in (None, False) and _key(first, name) != _key(later, name):
            different.append(f"{labels[name]} {there}")
    filled = [labels[name] for name in changes]
    if "phone" in changes:
        changes["phone_key"] = later.phone_key
    people = (*first.people, *(one for one in later.people if _new_person(one, first)))
    recognised = tuple(dict.fromkeys((*first.recognised, *later.recognised)))
    filled += [labels["people"]] * (people != first.people) + [labels["recognised"]] * (recognised != first.recognised)
    return replace(first, people=people, recognised=recognised, **changes), filled, different


def _key(company: CompanyIn, name: str) -> str:
    """A field for comparing: a phone number by its digits, everything else folded."""
    return fold(str((name == "phone" and company.phone_key) or getattr(company, name)))


def _new_person(person: CompanyPersonIn, company: CompanyIn) -> bool:
    return fold(person.name) not in {fold(known.name) for known in company.people}


def _labels() -> dict[str, str]:
    return {
        "leerbedrijf_id": translate("Companies", "leerbedrijf-ID"),
        "kvk": translate("Companies", "KvK-nummer"),
        "vestiging": translate("Companies", "vestigingsnummer"),
        "street": translate("Companies", "straat"),
        "pc4": translate("Companies", "postcode"),
        "town": translate("Companies", "plaats"),
        "phone": translate("Companies", "telefoon"),
        "website": translate("Companies", "website"),
        "sector": translate("Companies", "sector"),
        "people": translate("Companies", "contactpersoon"),
        "recognised": translate("Companies", "erkenning"),
        "recognition_checked": translate("Companies", "erkenning gecontroleerd op"),
        "unfit": translate("Companies", "niet geschikt"),
        "unfit_reason": translate("Companies", "toelichting niet geschikt"),
        "note": translate("Companies", "opmerking"),
    }


def _company(row: RowReader) -> CompanyIn:
    name = row.line("name")
    if name is None:
        row.refuse("company_name_missing", translate("Companies", "Er is geen bedrijfsnaam ingevuld."))
    if row.cell("name") != name:
        row.note("blanks_in_name", translate("Companies", "Rond of in de naam stonden losse spaties. Die zijn weg."))
    leerbedrijf_id = _identifier(row, "leerbedrijf_id", 0)
    kvk = _identifier(row, "kvk", _KVK_DIGITS)
    vestiging = _identifier(row, "vestiging", _VESTIGING_DIGITS)
    _note_lost_zeros(row)
    if leerbedrijf_id is None and row.has("leerbedrijf_id"):
        row.warn(
            "company_without_id",
            translate(
                "Companies",
                "Er is geen leerbedrijf-ID. Dan telt het KvK- en vestigingsnummer, of anders de naam.",
            ),
        )
    unfit, reason = _unfit(row)
    phone = row.line("phone")
    return CompanyIn(
        row=row.number,
        leerbedrijf_id=leerbedrijf_id,
        kvk=kvk,
        vestiging=vestiging,
        name=name,
        street=row.line("street"),
        pc4=_pc4(row),
        town=row.line("town"),
        phone=phone,
        phone_key=cells.phone_key(phone),
        website=row.line("website"),
        sector=row.line("sector"),
        people=tuple(person for place in _PEOPLE if (person := _person(row, place)) is not None),
        recognised=tuple(filter(None, cells.parts((row.line("recognised") or "").replace(";", ","), ","))),
        recognition_checked=_checked(row),
        unfit=unfit,
        unfit_reason=reason,
        note=row.text("note"),
    )  # fmt: skip


def _identifier(row: RowReader, field: str, width: int) -> str | None:
    """A number of a register; one that a spreadsheet damaged is left out, not guessed."""
    try:
        return cells.identifier(row.cell(field), width=width)
    except Unreadable as unread:
        text = translate("Companies", "“{written}” is door een rekenblad vervormd en is niet opgeslagen.")
        row.warn("identifier_damaged", text.format(written=unread))
        return None


def _note_lost_zeros(row: RowReader) -> None:
    for field, width in (("kvk", _KVK_DIGITS), ("vestiging", _VESTIGING_DIGITS)):
        written = (row.line(field) or "").removesuffix(".0")
        if written.isdigit() and len(written) < width:
            row.note(
                "leading_zeros_lost",
                translate("Companies", "KvK- of vestigingsnummer was nullen kwijt. Die staan er weer."),
            )
            return


def _pc4(row: RowReader) -> str | None:
    found = read_pc4(row)
    if found is not None and found not in cells.known_pc4():
        text = translate(
            "Companies", "Postcode {pc4} staat niet op de kaart (misschien een postbus). De reistijd is niet bekend."
        )
        row.warn("postcode_unknown", text.format(pc4=found))
    return found


def _person(row: RowReader, place: int) -> CompanyPersonIn | None:
    """The first, second or third person of a company."""
    name = row.line(f"person_{place}_name")
    if name is None:
        return None
    email = read_email(row, f"person_{place}_email")
    phone = row.line(f"person_{place}_phone")
    return CompanyPersonIn(name, row.line(f"person_{place}_role"), email, phone, cells.phone_key(phone))


def _checked(row: RowReader) -> date | None:
    try:
        return cells.day(row.cell("recognition_checked"))
    except Unreadable as unread:
        text = translate("Companies", "“{written}” is geen datum. De controle van de erkenning is niet opgeslagen.")
        row.warn("date_invalid", text.format(written=unread))
        return None


def _unfit(row: RowReader) -> tuple[bool, str | None]:
    """Whether the company is marked as unfit, and why; anything but a no counts as marked."""
    written = row.line("unfit")
    reason = row.text("unfit_reason")
    try:
        unfit = cells.meaning(written, "yes_no") == "yes"
    except Unreadable:
        unfit, reason = True, "; ".join(part for part in (written, reason) if part)
    if unfit:
        text = translate(
            "Companies", "Staat als niet geschikt voor BPV: {reason}. Het bedrijf doet niet mee bij het zoeken."
        )
        row.warn("company_unfit", text.format(reason=reason or translate("Companies", "zonder toelichting")))
    return unfit, reason
