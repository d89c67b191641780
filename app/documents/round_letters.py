"""What leaves the school after a round: a letter for every student with a place, and an invitation to meet.

Their words are the school's own where it wrote any (``texts``); names, places and days come from the round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.dates import day_month, long_date
from app.documents.clean import Runs, marked, spoken
from app.documents.parts import Blank, Blanks, Column, Facts, NewPage, Part, ReportData, Table, Words
from app.documents.texts import Texts, read_texts
from app.queries.contact_point import ContactPointRow, ContactPoints
from app.queries.matching import RoundDetail
from app.queries.matching_names import MatchRow
from app.text import translate

LETTER, INVITATION = "round_letter", "round_invitation"


def letters(school: str, about: RoundDetail, rows: Sequence[MatchRow], texts: Texts | None = None) -> ReportData:
    """A letter for every student who has a place now."""
    said = texts or read_texts(LETTER)
    parts: list[Part] = []
    for row in rows:
        if row.company_id is not None:
            parts += [*_letter(school, about, row, said), NewPage()]
    return _bundle(school, about, rows, said, parts)


def invitations(
    school: str, about: RoundDetail, rows: Sequence[MatchRow], points: ContactPoints, texts: Texts | None = None
) -> ReportData:
    """For every match an invitation to meet, with what to talk about and what not, and whom at school to reach."""
    said = texts or read_texts(INVITATION)
    parts: list[Part] = []
    for row in rows:
        if row.company_id is not None:
            parts += [*_invitation(school, about, row, said, points.of(row.company_id)), NewPage()]
    return _bundle(school, about, rows, said, parts)


def _bundle(
    school: str, about: RoundDetail, rows: Sequence[MatchRow], said: Texts, parts: Sequence[Part]
) -> ReportData:
    heading = f"{about.row.programme} · {about.row.period}"
    return ReportData(school, said.title, heading, (_cover(rows), NewPage(), *parts[:-1]), foot=about.row.code)


def _cover(rows: Sequence[MatchRow]) -> Table:
    """Who gets one, to tick off."""
    return Table(
        "",
        (
            Column(translate("RoundPapers", "Student"), 2),
            Column(translate("RoundPapers", "Klas"), 0.8),
            Column(translate("RoundPapers", "Leerbedrijf"), 2.4),
        ),
        tuple((row.name, row.group, row.company) for row in rows if row.company_id is not None),
    )


def _letter(school: str, about: RoundDetail, row: MatchRow, said: Texts) -> Iterator[Part]:
    yield Words(
        translate("RoundPapers", "Je stageplek: {company}").format(company=row.company),
        (
            translate("RoundPapers", "Beste {name},").format(name=row.first_name),
            _said(said, "opening", school),
        ),
    )
    yield Facts(
        "",
        (
            (translate("RoundPapers", "Leerbedrijf"), row.company),
            (translate("RoundPapers", "Adres"), ", ".join(part for part in (row.street, row.town) if part)),
            (translate("RoundPapers", "Praktijkopleider"), row.contact),
            (translate("RoundPapers", "Wanneer"), _when(about)),
        ),
    )
    yield Words(_title(said, "how", school), (_said(said, "how", school),))
    yield Words(_title(said, "now", school), points=_lines(said, "now", school))
    yield Words("", (_said(said, "close", school),))


def _invitation(school: str, about: RoundDetail, row: MatchRow, said: Texts, point: ContactPointRow) -> Iterator[Part]:
    yield Words(
        translate("RoundPapers", "Kennismaken: {name} en {company}").format(name=row.name, company=row.company),
        (_said(said, "opening", school),),
    )
    yield Facts(
        "",
        (
            (translate("RoundPapers", "Student"), row.name),
            (translate("RoundPapers", "Opleiding"), about.row.programme),
            (translate("RoundPapers", "Praktijkopleider"), row.contact),
            (translate("RoundPapers", "Stage"), _when(about)),
            (translate("RoundPapers", "Vast aanspreekpunt op school"), "\n".join(point.lines)),
        ),
    )
    yield Words(_title(said, "talk", school), points=_lines(said, "talk", school))
    yield Words(_title(said, "never", school), (_said(said, "never", school),))
    yield Blanks(
        translate("RoundPapers", "Afgesproken"),
        (
            Blank(translate("RoundPapers", "Dag en tijd van het gesprek")),
            Blank(
                translate("RoundPapers", "Hoe ging het?"),
                choices=(
                    translate("RoundPapers", "gehad"),
                    translate("RoundPapers", "verzet"),
                    translate("RoundPapers", "bezwaar, met reden"),
                ),
            ),
        ),
        _said(said, "objection", school),
    )


def _title(texts: Texts, block: str, school: str) -> str:
    """The words of a heading, filled in; it is bold already."""
    return spoken(marked(texts[block].text("title"), school=school))


def _said(texts: Texts, block: str, school: str) -> Runs:
    """One text, filled in, with what is bold or italic in it."""
    return marked(texts[block].text("text"), school=school)


def _lines(texts: Texts, block: str, school: str) -> tuple[Runs, ...]:
    return tuple(marked(line, school=school) for line in texts[block].lines("lines"))


def _when(about: RoundDetail) -> str:
    words = translate("RoundPapers", "van {first} tot en met {last}")
    return words.format(first=day_month(about.first_day), last=long_date(about.last_day))
