"""The papers of a matching round that need no name: its protocol, and an account of every match."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.clock import ZONE
from app.dates import long_date
from app.documents.parts import (
    Bars,
    Column,
    Facts,
    NewPage,
    Part,
    ReportData,
    Signatures,
    Table,
    Tile,
    Tiles,
    Words,
)
from app.documents.round_choices import choices_made, rounds_compared
from app.matching.pairs import PairFacts
from app.matching.running import Explained, Explanation
from app.queries.matching import RoundDetail, TrackRow
from app.queries.matching_choices import ChoiceRow
from app.queries.matching_compared import VariantRow
from app.queries.matching_record import VerdictRow
from app.queries.matching_words import help_words, lines, told, why_not_words, why_words
from app.rules.matching_features import never
from app.terms.matching import Variant, Verdict
from app.text import translate

_HELPS = 2


@dataclass(frozen=True, slots=True)
class RoundOnPaper:
    """A round as its papers need it: whose it is, what is known, why, and what the tokens stand for."""

    school: str
    about: RoundDetail
    explained: Explanation
    alias: Mapping[str, str]
    places: Mapping[str, TrackRow]
    choices: Sequence[ChoiceRow] = ()
    compared: Sequence[VariantRow] = ()


def protocol(told_of: RoundOnPaper, verdicts: Sequence[VerdictRow]) -> ReportData:
    """What a second person reads and signs: no name of a student, and all that anyone needs to check it again."""
    about, explained = told_of.about, told_of.explained
    title = translate("RoundPapers", "Protocol van de matchingronde")
    lead = translate(
        "RoundPapers",
        "Lees dit blad en teken het als u vindt dat de ronde eerlijk is verlopen. Kandidaten staan hier zonder naam.",
    )
    parts: tuple[Part, ...] = (
        _tiles(explained),
        _fixed(about),
        _criteria(about),
        *((choices_made(about, told_of.choices),) if about.row.variant is not Variant.DIRECT else ()),
        Bars(
            translate("RoundPapers", "Hoe goed het past, slechtste band eerst"),
            translate("RoundPapers", "Band"),
            (translate("RoundPapers", "Kandidaten"),),
            tuple((f"{band}", (count,)) for band, count in enumerate(explained.bands) if count),
        ),
        _matches(told_of),
        _placeless(told_of),
        _decisions(verdicts),
        *((rounds_compared(told_of.compared),) if len(told_of.compared) > 1 else ()),
        _again(about),
        Signatures(
            translate("RoundPapers", "Gelezen en akkoord"),
            (translate("RoundPapers", "naam en datum"), translate("RoundPapers", "handtekening")),
            translate("RoundPapers", "Code van dit blad: {code}").format(code=about.paper_code),
        ),
    )
    return ReportData(told_of.school, title, _heading(about), parts, lead=lead, foot=about.row.code)


def accounts(told_of: RoundOnPaper, names: Mapping[str, str]) -> ReportData:
    """One page for each match: every criterion in words, and why not another place; with ``names`` or without."""
    title = translate("RoundPapers", "Verantwoording per match")
    alias = {row.token: told_of.alias.get(row.token, "") for row in told_of.explained.students}
    unnamed = translate("RoundPapers", "Kandidaat {alias}")
    shown = sorted((names.get(each) or unnamed.format(alias=each), token) for token, each in alias.items())
    by_token = {row.token: row for row in told_of.explained.students}
    parts: list[Part] = []
    for who, token in shown:
        parts += [*_account(told_of, by_token[token], who), NewPage()]
    return ReportData(told_of.school, title, _heading(told_of.about), tuple(parts[:-1]), foot=told_of.about.row.code)


def _heading(about: RoundDetail) -> str:
    return f"{about.row.programme} · {about.row.period}"


def _tiles(explained: Explanation) -> Tiles:
    everybody = len(explained.students)
    drawn = translate("RoundPapers", "anders bij een andere loting")
    return Tiles(
        (
            Tile(f"{explained.placed}", translate("RoundPapers", "van {n} geplaatst").format(n=everybody)),
            Tile(f"{everybody - explained.placed}", translate("RoundPapers", "zonder plek"), accent=True),
            Tile(
                f"{explained.total // max(1, explained.placed)}", translate("RoundPapers", "van 1000 punten gemiddeld")
            ),
            Tile(f"{explained.drawn}", drawn),
        )
    )


def _fixed(about: RoundDetail) -> Facts:
    facts = [
        (translate("RoundPapers", "Ronde"), about.row.code),
        (translate("RoundPapers", "Wie beslist"), about.row.variant.label),
    ]
    if about.editions:
        edition = about.editions[0]
        day = long_date(edition.frozen_at.astimezone(ZONE).date())
        words = translate("RoundPapers", "versie {n}, vastgezet op {day} door {name}")
        facts += [
            (translate("RoundPapers", "Criteria"), words.format(n=edition.edition, day=day, name=edition.frozen_by)),
            (translate("RoundPapers", "Vingerafdruk van de criteria"), edition.digest),
            (translate("RoundPapers", "Reden van deze versie"), edition.reason),
        ]
    if about.proposal is not None:
        facts += [
            (translate("RoundPapers", "Voorstel"), f"{about.proposal.number}"),
            (translate("RoundPapers", "Vingerafdruk van wat erin ging"), about.proposal.inputs_digest),
            (translate("RoundPapers", "Vingerafdruk van wat eruit kwam"), about.proposal.answer_digest),
        ]
    facts += [
        (translate("RoundPapers", "Loting: vooraf vastgelegd door de school"), about.commitment),
        (translate("RoundPapers", "Loting: deel van de school"), about.own_part),
        (translate("RoundPapers", "Loting: tweede deel"), f"„{about.other_part}”, {about.other_from}"),
    ]
    return Facts(translate("RoundPapers", "Wat vastligt"), tuple(facts))


def _criteria(about: RoundDetail) -> Table:
    total = max(1, sum(row.weight for row in about.criteria))
    must, share = translate("RoundPapers", "moet"), translate("RoundPapers", "{n} %")
    return Table(
        translate("RoundPapers", "Criteria"),
        (
            Column(translate("RoundPapers", "Criterium"), 1.1),
            Column(translate("RoundPapers", "Telt"), 0.6),
            Column(translate("RoundPapers", "Waarom dit objectief is"), 2.4),
            Column(translate("RoundPapers", "Waar het staat"), 2),
        ),
        tuple(
            (
                row.name,
                must if row.hard else share.format(n=round(100 * row.weight / total)),
                row.justification,
                row.fact,
            )
            for row in about.criteria
        ),
        note=translate("RoundPapers", "Niet gebruikt: {never}.").format(never="; ".join(never())),
    )


def _matches(told_of: RoundOnPaper) -> Table:
    alias, places = told_of.alias, told_of.places
    rows = sorted(
        (alias.get(row.token, ""), places[row.own.track].company, f"{row.own.quality}")
        for row in told_of.explained.students
        if row.own is not None and row.own.track in places
    )
    return Table(
        translate("RoundPapers", "Het voorstel"),
        (
            Column(translate("RoundPapers", "Kandidaat")),
            Column(translate("RoundPapers", "Leerbedrijf"), 3),
            Column(translate("RoundPapers", "Punten"), 0.7, number=True),
        ),
        tuple(rows),
    )


def _placeless(told_of: RoundOnPaper) -> Table:
    alias, places = told_of.alias, told_of.places
    rows = sorted(
        (
            alias.get(row.token, ""),
            why_words(row.reason),
            " ".join(
                help_words(pair, places[pair.track].company) for pair in row.helps[:_HELPS] if pair.track in places
            ),
        )
        for row in told_of.explained.students
        if row.own is None
    )
    return Table(
        translate("RoundPapers", "Nog zonder plek"),
        (
            Column(translate("RoundPapers", "Kandidaat")),
            Column(translate("RoundPapers", "Waarom"), 2),
            Column(translate("RoundPapers", "Wat zou helpen"), 2.4),
        ),
        tuple(rows),
        nothing=translate("RoundPapers", "Iedereen heeft een plek."),
    )


def _decisions(verdicts: Sequence[VerdictRow]) -> Table:
    rows = tuple(
        (row.alias, row.verdict.label, row.company, row.reason, row.decided_by)
        for row in verdicts
        if row.verdict is not Verdict.AGREE
    )
    return Table(
        translate("RoundPapers", "Wat mensen anders besloten"),
        (
            Column(translate("RoundPapers", "Kandidaat")),
            Column(translate("RoundPapers", "Besluit"), 0.9),
            Column(translate("RoundPapers", "Leerbedrijf"), 1.6),
            Column(translate("RoundPapers", "Reden"), 2.2),
            Column(translate("RoundPapers", "Door"), 1.1),
        ),
        rows,
        nothing=translate("RoundPapers", "Niets: het voorstel bleef zoals het was."),
    )


def _again(about: RoundDetail) -> Words:
    aims = translate(
        "RoundPapers",
        "Doelen, op volgorde: zo veel mogelijk mensen geplaatst; dan zo weinig mogelijk mensen in de slechtste "
        "band, en zo band voor band; dan het hoogste totaal; dan de minste verandering; dan de loting.",
    )
    kept = translate("RoundPapers", "Wat gekozen is, staat vast; de doelen gelden voor wat er dan nog kan.")
    return Words(
        translate("RoundPapers", "Zo controleert u dit"),
        (
            aims,
            *((kept,) if about.row.variant is not Variant.DIRECT else ()),
            translate(
                "RoundPapers",
                "Het zaad van de loting is de SHA-256 van beide delen met een nieuwe regel ertussen. Het deel van de "
                "school lag vast: de SHA-256 ervan staat hierboven en was bekend voor het tweede deel gekozen werd.",
            ),
            translate(
                "RoundPapers",
                "De knop Controleer opnieuw leest alles terug en bewijst zonder rekenprogramma dat er niets beters is.",
            ),
        ),
    )


def _account(told_of: RoundOnPaper, row: Explained, who: str) -> Iterator[Part]:
    about, places, own = told_of.about, told_of.places, row.own
    place = None if own is None else places.get(own.track)
    words = [why_words(row.reason)]
    if place is not None:
        proposed = translate("RoundPapers", "Voorgesteld: {company}, {town}.")
        words.insert(0, proposed.format(company=place.company, town=place.town))
    yield Words(who, tuple(words))
    pairs = [pair for pair in (own, *row.others) if pair is not None and pair.track in places]
    if pairs:
        yield _compared(about, pairs, own, places)
    reasons = [why_not_words(pair, places[pair.track].company) for pair in pairs if pair is not own]
    helps = [help_words(pair, places[pair.track].company) for pair in row.helps if pair.track in places]
    if any(reasons):
        yield Words(translate("RoundPapers", "Waarom niet de andere"), points=tuple(each for each in reasons if each))
    if helps:
        yield Words(translate("RoundPapers", "Wat zou helpen"), points=tuple(helps))
    yield Facts(
        translate("RoundPapers", "Hoe dit is besloten"),
        (
            (translate("RoundPapers", "Ronde en criteria"), f"{about.row.code}, {_edition(about)}"),
            (translate("RoundPapers", "Stempel"), about.stamp[:16].upper()),
            (
                translate("RoundPapers", "Getekend door"),
                ", ".join(each.name for each in about.signatures) or translate("RoundPapers", "nog niemand"),
            ),
            (
                translate("RoundPapers", "Niet gebruikt"),
                translate("RoundPapers", "naam, geslacht, leeftijd, herkomst, foto, adres"),
            ),
        ),
    )


def _edition(about: RoundDetail) -> str:
    number = about.editions[0].edition if about.editions else 0
    return translate("RoundPapers", "versie {n}").format(n=number)


def _compared(
    about: RoundDetail, pairs: Sequence[PairFacts], own: PairFacts | None, places: Mapping[str, TrackRow]
) -> Table:
    heads = [
        Column(f"{_role(pair, own, at)}: {places[pair.track].company}", 1.6) for at, pair in enumerate(pairs, start=1)
    ]
    points = [translate("RoundPapers", "mag niet") if pair.failed else f"{pair.quality}" for pair in pairs]
    return Table(
        "",
        (Column(translate("RoundPapers", "Criterium"), 1.3), *heads),
        (
            *(
                (f"{line.name} ({line.counts})", *(told(line.key, pair).text for pair in pairs))
                for line in lines(about.criteria, pairs)
            ),
            (translate("RoundPapers", "Samen, van 1000 punten"), *points),
        ),
    )


def _role(pair: PairFacts, own: PairFacts | None, at: int) -> str:
    if pair is own:
        return translate("RoundPapers", "Voorstel")
    return translate("RoundPapers", "Anders {n}").format(n=at - (own is not None))
