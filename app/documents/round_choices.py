"""The papers of a round in which somebody chooses: what each is shown, what was chosen, and the rounds compared."""

from __future__ import annotations

from collections.abc import Sequence

from app.dates import short_date
from app.documents.parts import Blank, Blanks, Column, Part, ReportData, Table, Words
from app.matching.pairs import PairFacts
from app.queries.matching import RoundDetail
from app.queries.matching_choices import ChoiceRow, ChooserRow
from app.queries.matching_compared import VariantRow, caution, worst_words
from app.queries.matching_words import lines, profile_lines, told
from app.terms.matching import CHOSE, CHOSE_NONE, Variant
from app.text import translate


def choice_sheet(school: str, about: RoundDetail, row: ChooserRow, number: str = "") -> ReportData:
    """What somebody may choose from now, criterion by criterion, and what to tick; no name.

    ``number`` is that of the student who chooses, so that the sheet reaches the right one.
    """
    title = translate("RoundPapers", "Keuzeblad")
    heading = f"{about.row.programme} · {about.row.period}"
    return ReportData(school, title, heading, _sheet(about, row, number), foot=about.row.code)


def _sheet(about: RoundDetail, row: ChooserRow, number: str) -> tuple[Part, ...]:
    by_student = about.row.variant is Variant.STUDENT
    pairs = [each.facts for each in row.shown if each.facts is not None]
    asks = translate("RoundPapers", "Dit zijn de plekken die nu het best bij je passen en nog vrij zijn. Kies er één.")
    if not by_student:
        asks = translate(
            "RoundPapers",
            "Dit zijn de kandidaten die nu het best passen bij wat er bij u te leren is. Kies er één. U hoort de naam "
            "als iedereen gekozen heeft; kennismaken komt daarna.",
        )
    names = [each.company if by_student else _candidate(each.alias) for each in row.shown]
    none = translate("RoundPapers", "geen van deze")
    reasons = (*CHOSE[about.row.variant], *CHOSE_NONE[about.row.variant])
    reaches = translate("RoundPapers", "Voor de student met nummer {n}.").format(n=number)
    return (
        Words(who(row), (reaches, asks) if number else (asks,)),
        _compared(about, names, pairs),
        Blanks(
            translate("RoundPapers", "De keuze"),
            (
                Blank(translate("RoundPapers", "Gekozen"), choices=(*names, none)),
                Blank(translate("RoundPapers", "Waarom"), choices=tuple(each.label for each in reasons)),
                Blank(translate("RoundPapers", "Op welke dag")),
            ),
            translate("RoundPapers", "Schrijf hier niets bij over een persoon; alleen de vakjes tellen."),
        ),
    )


def _compared(about: RoundDetail, names: Sequence[str], pairs: Sequence[PairFacts]) -> Table:
    seen = lines if about.row.variant is Variant.STUDENT else profile_lines
    shown = seen(about.criteria, pairs)
    return Table(
        "",
        (Column(translate("RoundPapers", "Criterium"), 1.3), *(Column(name, 1.6) for name in names)),
        tuple((line.name, *(told(line.key, pair).text for pair in pairs)) for line in shown),
    )


def who(row: ChooserRow) -> str:
    """Who chooses: a candidate, or a company with the number of its place."""
    if row.alias:
        return _candidate(row.alias)
    numbered = translate("RoundPapers", "{company}, plek {n}")
    return row.company if row.slots == 1 else numbered.format(company=row.company, n=row.slot)


def choices_made(about: RoundDetail, rows: Sequence[ChoiceRow]) -> Table:
    """What was shown and chosen, in the order in which it was recorded."""
    by_student = about.row.variant is Variant.STUDENT
    made = []
    for row in rows:
        chooser, chosen = (row.alias, row.company) if by_student else (row.company, row.alias)
        took = translate("RoundPapers", "geen") if row.none else chosen
        day = short_date(row.chosen_on, today=row.chosen_on)
        made.append((chooser, ", ".join(row.shown), took, row.reason.label, day, row.decided_by))
    return Table(
        translate("RoundPapers", "Wat er gekozen is: {variant}").format(variant=about.row.variant.label),
        (
            Column(translate("RoundPapers", "Wie koos"), 1.2),
            Column(translate("RoundPapers", "Uit"), 2.4),
            Column(translate("RoundPapers", "Gekozen"), 1.3),
            Column(translate("RoundPapers", "Reden"), 1.3),
            Column(translate("RoundPapers", "Op"), 0.7),
            Column(translate("RoundPapers", "Vastgelegd door"), 1.1),
        ),
        tuple(made),
        nothing=translate("RoundPapers", "Niemand heeft gekozen; de criteria beslisten voor iedereen."),
        note=translate(
            "RoundPapers", "De loting bepaalde de volgorde. Wie niet koos, kreeg een voorstel als ieder ander."
        ),
    )


def rounds_compared(rows: Sequence[VariantRow]) -> Table:
    """The rounds held, by who decided."""
    return Table(
        translate("RoundPapers", "De gehouden rondes vergeleken"),
        (
            Column(translate("RoundPapers", "Wie besliste"), 1.5),
            Column(translate("RoundPapers", "Rondes"), 0.7, number=True),
            Column(translate("RoundPapers", "Geplaatst"), 1),
            Column(translate("RoundPapers", "Past goed"), 0.8, number=True),
            Column(translate("RoundPapers", "Redelijk"), 0.8, number=True),
            Column(translate("RoundPapers", "Slecht"), 0.7, number=True),
            Column(translate("RoundPapers", "Slechtst af"), 1.2),
            Column(translate("RoundPapers", "Geweigerd"), 0.9, number=True),
        ),
        tuple(
            (
                row.variant.label,
                f"{row.rounds}",
                translate("RoundPapers", "{n} van {all}").format(n=row.placed, all=row.students),
                f"{row.high}",
                f"{row.middle}",
                f"{row.low}",
                worst_words(row),
                f"{row.refused}",
            )
            for row in rows
        ),
        nothing=translate("RoundPapers", "Nog geen ronde met twee handtekeningen."),
        note=caution(rows),
    )


def _candidate(alias: str) -> str:
    return translate("RoundPapers", "Kandidaat {alias}").format(alias=alias)
