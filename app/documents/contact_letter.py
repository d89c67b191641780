"""The letter that tells a company whom at school it can turn to from now on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.dates import long_date
from app.documents.parts import Facts, ReportData, Words
from app.queries.contact_point import ContactPointRow
from app.text import translate


def contact_letter(
    school: str, company: str, point: ContactPointRow, students: Sequence[str], today: date
) -> ReportData:
    """The letter to ``company`` about its new aanspreekpunt; ``students`` are those who are or will be there."""
    reach = (
        (translate("ContactLetter", "Naam"), point.name),
        (translate("ContactLetter", "Telefoon"), point.phone),
        (translate("ContactLetter", "E-mail"), point.email),
        (translate("ContactLetter", "Bereikbaar"), point.hours),
    )
    parts: list[Words | Facts] = [
        Words("", tuple(letter_lines(company, point))),
        Facts(translate("ContactLetter", "Uw vaste aanspreekpunt"), tuple(each for each in reach if each[1])),
    ]
    if students:
        parts.append(Words(translate("ContactLetter", "Onze studenten bij u"), points=tuple(students)))
    parts.append(Words("", (translate("ContactLetter", "Met vriendelijke groet,"), school)))
    return ReportData(
        school,
        translate("ContactLetter", "Uw aanspreekpunt bij {school}").format(school=school),
        company,
        tuple(parts),
        lead=long_date(today),
        foot=translate("ContactLetter", "voor het leerbedrijf"),
        confidential=False,
    )


def letter_lines(company: str, point: ContactPointRow) -> Sequence[str]:
    """What the letter says, for its draft as well."""
    return (
        translate("ContactLetter", "Beste {company},").format(company=company),
        translate(
            "ContactLetter",
            "Vanaf nu is {name} bij ons uw vaste aanspreekpunt. Hebt u een vraag over een student, een plek of de "
            "papieren? Bel of mail gerust. Is het dringend en krijgt u geen gehoor, dan helpt ons stagebureau u.",
        ).format(name=point.name),
    )
