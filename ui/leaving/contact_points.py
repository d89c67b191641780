"""Naming the vast aanspreekpunt of a company, and the letter that tells the company so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.contact_point import name_contact_point
from app.queries.company import CompanyDetailRow
from app.queries.contact_point import contact_point
from app.queries.school import school
from app.queries.workload import workload
from ui.desk.desk import Desk
from ui.dialogs.contact_point import ContactPointDialog, Letter
from ui.leaving.papers import Papers

if TYPE_CHECKING:
    from app.documents import Document


class ContactPoints(QObject):
    """Asks who it is, keeps it, and offers the letter; its dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self._papers = Papers(desk, over)

    def name(self, company: CompanyDetailRow) -> None:
        """Ask whom at school the company can always turn to."""
        guides = [(row.id, row.name) for row in self._desk.ask(workload, today=today()).rows if row.active]
        dialog = ContactPointDialog(company.name, company.contact_point, guides, self._over)
        fact = self.tr("Vast aanspreekpunt van {company} gekozen").format(company=company.name)

        def save(values: dict[str, Any]) -> None:
            letter = values.pop("letter")
            done = self._desk.do(name_contact_point, fact, dialog.refuse, company_id=company.id, **values)
            if done is not None:
                dialog.accept()
                self._write(company, letter)

        dialog.saved.connect(save)
        dialog.open()

    def _write(self, company: CompanyDetailRow, letter: Letter) -> None:
        about = self._desk.ask(school)
        if letter == Letter.NONE or about is None:
            return
        if self._desk.presenting:
            self._desk.refused.emit(self.tr("In de presentatiemodus zijn namen verborgen. Zet die eerst uit."))
            return
        from app.documents.contact_letter import contact_letter, letter_lines

        point = self._desk.ask(contact_point, company_id=company.id)
        there = [f"{row.student}, {row.group}" for row in company.placements if not row.over]
        paper = contact_letter(about.name, company.name, point, there, today())
        name = self.tr("Aanspreekpunt {company}").format(company=company.name)
        if letter == Letter.PAPER:
            self._papers.offer(name, paper)
            return
        to = next((person.email for person in company.people if person.email), "")
        body = "\n\n".join([*letter_lines(company.name, point), about.name]) + "\n"
        mail = _Mail(to, self.tr("Uw aanspreekpunt bij ons"), body, f"{name}.pdf")
        self._papers.offer_file(f"{name} {today():%Y-%m-%d}.eml", partial(_draft, mail, paper, today()))


@dataclass(frozen=True, slots=True)
class _Mail:
    """A message to a company, and what its paper is called."""

    to: str
    subject: str
    body: str
    file: str


def _draft(mail: _Mail, paper: Document, day: date) -> bytes:
    from app.documents import Options, render
    from app.exchange.mail import eml

    pdf = render(paper, Options(day)).pdf
    return eml(to=mail.to, subject=mail.subject, body=mail.body, paper=(mail.file, pdf))
