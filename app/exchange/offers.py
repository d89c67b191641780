"""The stageplaatsen that companies offer (rules 12 to 14 of ``tests/data/README.md``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from app.exchange import amounts, cells
from app.exchange.amounts import Fee
from app.exchange.cells import Unreadable
from app.exchange.codes import period_codes, werkproces_codes
from app.exchange.known import Known, KnownProgramme
from app.exchange.linking import CompanyFinder, Linked
from app.exchange.mapping import Mapping
from app.exchange.parsed import Parsed, Proposal
from app.exchange.reading import RowReader, keep_first, parsed, read_rows
from app.exchange.tables import Table
from app.exchange.vocabulary import fold, words
from app.progress import Progress
from app.terms.company import Accepts, Allowance, Answer
from app.terms.exchange import CompanyLink, Weekday
from app.terms.school import Path
from app.text import translate

_PLAIN_DAYS = 2  # letters of a day in the usual spelling


@dataclass(frozen=True, slots=True)
class RequirementIn:
    """What a company asks, and why; ``acceptable`` is False when it may never be a criterion."""

    text: str
    reason: str | None
    acceptable: bool


@dataclass(frozen=True, slots=True)
class OfferIn:
    """A stageplaats; ``company`` is the key of the ``KnownCompany`` and ``link`` how it was found.

    ``fee_cents`` is cents a month, 0 when the state is none, and None when unknown or a wage.
    ``cover`` and ``access`` are None when unknown and empty when there is none. ``places`` None is unknown
    and counts as 0. ``remark`` keeps what could not be read as a value.
    """

    row: int
    number: str
    company: str
    company_name: str
    link: CompanyLink
    crebos: tuple[str, ...]
    path: Path | None
    periods: tuple[str, ...]
    places: int | None
    days: tuple[Weekday, ...]
    week_minutes: int | None
    tasks: str | None
    werkprocessen: tuple[str, ...]
    unknown_werkprocessen: tuple[str, ...]
    requirements: tuple[RequirementIn, ...]
    fee_state: Allowance
    fee_cents: int | None
    cover: tuple[str, ...] | None
    public_transport: Answer
    access: tuple[str, ...] | None
    accepts: Accepts
    mentor: str | None
    given_on: date | None
    remark: str | None

    @property
    def key(self) -> str:
        """The Nr. of the list."""
        return self.number


def parse_offers(table: Table, mapping: Mapping, known: Known, *, progress: Progress) -> Parsed[OfferIn]:
    """The offers of a list; those of a company that only looks alike wait as proposals."""
    finder = CompanyFinder(known.companies)
    linked: dict[int, Linked] = {}

    def read(row: RowReader) -> OfferIn:
        offer, linked[row.number] = _offer(row, finder, known)
        return offer

    readings = read_rows(table, mapping, read, progress)
    text = translate("Offers", "Dezelfde stageplaats staat in regel {row}. Die regel blijft.")
    kept, others = keep_first(readings, lambda offer: offer.number, "duplicate_offer", text)
    alike = [one.row for one in kept if one.row.link is CompanyLink.SIMILAR_NAME]
    return parsed(kept, others, [_proposal(one, linked[one.row]) for one in alike])


def _proposal(offer: OfferIn, linked: Linked) -> Proposal[OfferIn]:
    return Proposal(offer, linked.written, linked.company.key, linked.company.name, linked.likeness)


def _offer(row: RowReader, finder: CompanyFinder, known: Known) -> tuple[OfferIn, Linked]:
    number = _number(row)
    linked = finder.find(row)
    programmes = _programmes(row, known)
    places = _places(row)
    if linked.company.unfit:
        text = translate("Offers", "{name} staat als niet geschikt voor BPV. De plaats doet niet mee bij het zoeken.")
        row.warn("company_unfit", text.format(name=linked.company.name))
    _compare_recognition(row, linked, programmes)
    known_codes, unknown_codes = _werkprocessen(row, programmes)
    fee, remarks = _fee(row)
    offer = OfferIn(
        row=row.number,
        number=number,
        company=linked.company.key,
        company_name=linked.company.name,
        link=linked.link,
        crebos=tuple(programme.crebo for programme in programmes),
        path=_path(row),
        periods=_periods(row, known),
        places=places,
        days=_days(row),
        week_minutes=_week_minutes(row),
        tasks=row.text("tasks"),
        werkprocessen=known_codes,
        unknown_werkprocessen=unknown_codes,
        requirements=_requirements(row),
        fee_state=fee.state,
        fee_cents=fee.cents,
        cover=cells.listed(row.cell("cover")),
        public_transport=_public_transport(row, remarks),
        access=cells.listed(row.cell("access")),
        accepts=_accepts(row, remarks),
        mentor=row.line("mentor"),
        given_on=_given_on(row),
        remark="; ".join(remarks) or None,
    )  # fmt: skip
    return offer, linked


def _number(row: RowReader) -> str:
    try:
        number = cells.identifier(row.cell("number"))
    except Unreadable as unread:
        number = str(unread)
    if number is None:
        row.refuse("offer_number_missing", translate("Offers", "De stageplaats heeft geen nummer."))
    return number


def _programmes(row: RowReader, known: Known) -> tuple[KnownProgramme, ...]:
    """The programmes by crebo, or by name when there is no crebo, in the order of the cell."""
    by_crebo = {programme.crebo: programme for programme in known.programmes}
    by_name = {fold(programme.name): programme for programme in known.programmes}
    written = cells.identifier(row.cell("crebos"))
    asked = [part for part in (written or "").replace(";", ",").split(",") if part.strip()]
    if asked:
        found = [by_crebo.get(part.strip()) for part in asked]
    else:
        asked = [part for part in (row.line("programme") or "").split(";") if part.strip()]
        found = [by_name.get(fold(part)) for part in asked]
    programmes = tuple(dict.fromkeys(programme for programme in found if programme is not None))
    unknown = [part.strip() for part, programme in zip(asked, found, strict=True) if programme is None]
    text = translate("Offers", "Geen opleiding van de school: {written}.").format(written=", ".join(unknown) or "–")
    if not programmes:
        row.refuse("programme_unknown", text)
    if unknown:
        row.warn("programme_unknown", text)
    return programmes


def _places(row: RowReader) -> int | None:
    """How many places there are; None when nobody knows, which counts as 0."""
    try:
        found = cells.whole(row.cell("places"))
    except Unreadable:
        found = None
    if found is None:
        text = translate("Offers", "Het aantal plaatsen is niet bekend en telt als 0.")
        row.warn("places_unknown", text)
    elif found <= 0:
        row.refuse("places_zero", translate("Offers", "Het aantal plaatsen is 0."))
    return found


def _compare_recognition(row: RowReader, linked: Linked, programmes: tuple[KnownProgramme, ...]) -> None:
    lacking = [one.crebo for one in programmes if one.crebo not in linked.company.recognised]
    if linked.company.recognised and lacking:
        text = translate("Offers", "{name} is volgens de lijst niet erkend voor crebo {crebos}.")
        row.warn("recognition_missing", text.format(name=linked.company.name, crebos=", ".join(lacking)))


def _path(row: RowReader) -> Path | None:
    try:
        found = cells.meaning(row.cell("path"), "path")
    except Unreadable as unread:
        text = translate("Offers", "Leerweg “{written}” is niet bol of bbl. Er is geen leerweg opgeslagen.")
        row.warn("path_unknown", text.format(written=unread))
        return None
    return None if found is None else Path(found)


def _periods(row: RowReader, known: Known) -> tuple[str, ...]:
    written = row.line("periods")
    found = period_codes(written, known.periods)
    if not found:
        text = translate(
            "Offers", "“{written}” is geen BPV-periode van de school. De plaats staat nog in geen periode."
        )
        row.warn("period_unknown", text.format(written=written or ""), lacks=written)
    elif written is not None and written.isdigit():
        row.note("period_text", translate("Offers", "De periode was alleen een cijfer."))
    return found


def _days(row: RowReader) -> tuple[Weekday, ...]:
    written = row.line("days")
    try:
        days = cells.weekdays(written)
    except Unreadable:
        days = ()
    if not days:
        text = translate("Offers", "De dagen (“{written}”) zijn niet bekend. Bij het zoeken tellen ze niet mee.")
        row.warn("days_unknown", text.format(written=written or ""))
    elif written is not None and any(len(part) != _PLAIN_DAYS for part in written.split(",")):
        row.note("days_text", translate("Offers", "De dagen waren anders geschreven."))
    return days


def _week_minutes(row: RowReader) -> int | None:
    cell = row.cell("hours")
    try:
        found = cells.minutes_of_hours(cell)
    except Unreadable as unread:
        text = translate("Offers", "“{written}” is geen aantal uren per week. Er zijn geen uren opgeslagen.")
        row.warn("hours_unknown", text.format(written=unread))
        return None
    if isinstance(cell, str) and found is not None and any(letter.isalpha() for letter in cell):
        row.note("hours_text", translate("Offers", "Bij het aantal uren stond tekst."))
    return found


def _werkprocessen(row: RowReader, programmes: tuple[KnownProgramme, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    written = row.line("werkprocessen")
    if written is None or fold(written) in words("no_codes"):
        return (), ()
    found = werkproces_codes(written, programmes)
    if found.unknown:
        text = translate("Offers", "{codes} staat niet in de opleiding en is weggelaten.")
        row.warn("werkproces_unknown", text.format(codes=", ".join(found.unknown)))
    return found.known, found.unknown


def _requirements(row: RowReader) -> tuple[RequirementIn, ...]:
    """The requirements, each with the reason that runs in step with it."""
    asked = cells.parts(row.cell("requirements"))
    reasons = cells.parts(row.cell("reasons"))[: len(asked)]
    found = tuple(
        RequirementIn(text, reason or None, not _touches_a_ground(text))
        for text, reason in zip_longest(asked, reasons)
        if text and fold(text) not in words("none")
    )
    for one in found:
        if not one.acceptable:
            text = translate("Offers", "Eis “{text}” mag geen rol spelen. Bespreek hem eerst met het leerbedrijf.")
            row.warn("requirement_not_acceptable", text.format(text=one.text))
    return found


def _touches_a_ground(text: str) -> bool:
    return any(f" {word} " in f" {fold(text)} " for word in words("not_acceptable"))


def _fee(row: RowReader) -> tuple[Fee, list[str]]:
    """The vergoeding, and its text when that is no amount a month."""
    found = amounts.fee(row.cell("fee"))
    written = row.line("fee")
    if found.remark is not None:
        text = translate("Offers", "Vergoeding “{written}” is geen bedrag per maand. De vergoeding is nog onbekend.")
        row.warn("fee_other_unit", text.format(written=found.remark))
        return found, [translate("Offers", "vergoeding: {written}").format(written=found.remark)]
    if found.state is Allowance.AMOUNT and written is not None and "." in written:
        row.note("fee_thousands", translate("Offers", "De vergoeding had een punt bij de duizendtallen."))
    return found, []


def _public_transport(row: RowReader, remarks: list[str]) -> Answer:
    """A yes or no, perhaps with more behind it."""
    written = row.line("public_transport")
    if written is None or fold(written) in words("unknown"):
        return Answer.UNKNOWN
    try:
        return Answer(cells.meaning(written, "yes_no") or Answer.UNKNOWN)
    except Unreadable:
        pass
    remarks.append(translate("Offers", "ov: {written}").format(written=written))
    try:
        found = Answer(cells.meaning(written.replace(",", " ").split()[0], "yes_no") or Answer.UNKNOWN)
    except Unreadable:
        row.warn("ov_unknown", translate("Offers", "“{written}” zegt niet of er ov is.").format(written=written))
        return Answer.UNKNOWN
    row.note("ov_text", translate("Offers", "Bij het ov stond meer dan ja of nee. De tekst is bewaard."))
    return found


def _accepts(row: RowReader, remarks: list[str]) -> Accepts:
    try:
        return Accepts(cells.meaning(row.cell("accepts"), "accepts") or Accepts.UNKNOWN)
    except Unreadable as unread:
        text = translate("Offers", "“{written}” zegt niet of het bedrijf de plaatsing accepteert. De tekst is bewaard.")
        row.warn("accepts_unknown", text.format(written=unread))
        remarks.append(translate("Offers", "plaatsing: {written}").format(written=unread))
        return Accepts.UNKNOWN


def _given_on(row: RowReader) -> date | None:
    try:
        return cells.day(row.cell("given_on"))
    except Unreadable as unread:
        text = translate("Offers", "“{written}” is geen datum. Er is geen datum opgeslagen.")
        row.warn("date_invalid", text.format(written=unread))
        return None
