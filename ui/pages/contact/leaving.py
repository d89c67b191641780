"""What goes out of the page: invitations, the plan as a calendar, papers, and a sealed answer; and a calendar in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app import clock
from app.clock import today
from app.commands.contact import keep_busy_times
from app.commands.sealed_notes import leave_note
from app.documents import Bundle, MeldwijzerData, TipkaartData, kinds
from app.documents.talk_papers import talk_report, visit_folder
from app.errors import Refusal
from app.exchange.busy import Times, read_busy
from app.exchange.invitations import Guest, Invitation, Method, calendar_file, mail_draft
from app.queries.contact_day import day_route
from app.queries.contact_rows import AppointmentRow, ContactRow
from app.queries.contact_words import talk_name
from app.queries.givings import givings
from app.queries.introductions import IntroductionRow
from app.queries.paper_lists import Wanted
from app.queries.paper_progress import shared_progress
from app.queries.policy import words
from app.queries.school import school
from app.terms.contact import Met, Stage
from app.terms.incidents import Origin
from app.terms.pipeline import Form
from app.text import plural, translate
from ui.desk.desk import Desk
from ui.desk.ear import Ear
from ui.dialogs.alone import AloneDialog
from ui.leaving.gathering import Gatherer, Wish
from ui.leaving.papers import Papers

_MEETING = 30
_AHEAD = timedelta(days=366)
_CARD, _GUIDE = "tipkaart_place", "meldwijzer"


class Leaving(QObject):
    """Files out and in; its dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self._papers = Papers(desk, over)

    def invite(self, row: ContactRow, one: AppointmentRow, *, cancelled: bool = False) -> None:
        """Offer a mail draft with the invitation, the update or the cancellation of a talk."""
        if self._hidden():
            return
        if one.starts_at is None:
            self._desk.refused.emit(self.tr("Een uitnodiging kan pas als er een tijd is afgesproken."))
            return
        method = Method.CANCEL if cancelled else Method.REQUEST
        made = _invitation(row, one, one.starts_at, cancelled=cancelled)
        greeting = self.tr("Beste {names},").format(names=" en ".join(guest.name for guest in made.guests))
        name = self.tr("Afzegging") if cancelled else self.tr("Uitnodiging")
        self._papers.offer_file(f"{name} {one.day:%Y-%m-%d}.eml", lambda: mail_draft(made, method, greeting))

    def invite_meeting(self, row: IntroductionRow) -> None:
        """Offer a mail draft with the invitation for a kennismaking; after an objection it is the cancellation."""
        if self._hidden():
            return
        if row.day is None or row.starts_at is None:
            self._desk.refused.emit(self.tr("Een uitnodiging kan pas als er een tijd is afgesproken."))
            return
        objected = row.met is Met.OBJECTED
        opening = self.tr(
            "Hierbij de afspraak om kennis te maken. De stageplek staat al vast: dit is geen sollicitatiegesprek."
        )
        made = Invitation(
            uid=f"{row.placement_id}.kennismaken@driehoek",
            sequence=row.sequence + objected,
            day=row.day,
            starts_at=row.starts_at,
            minutes=_MEETING,
            title=self.tr("Kennismaken bij {company}: {student}").format(company=row.company, student=row.student),
            where=row.where if row.form is Form.VISIT else row.form.label,
            host=Guest(row.supervisor, row.supervisor_email),
            guests=(Guest(row.student, row.student_email), Guest(row.person or row.company, row.person_email)),
            stamp=clock.now(),
            opening=opening,
        )
        greeting = self.tr("Beste {names},").format(names=" en ".join(guest.name for guest in made.guests))
        name = self.tr("Afzegging kennismaking") if objected else self.tr("Kennismaking")
        method = Method.CANCEL if objected else Method.REQUEST
        self._papers.offer_file(f"{name} {row.day:%Y-%m-%d}.eml", lambda: mail_draft(made, method, greeting))

    def calendar(self, rows: Sequence[ContactRow], who: str) -> None:
        """Offer everything that is agreed as one calendar file."""
        if self._hidden():
            return
        made = [
            _invitation(row, one, one.starts_at, cancelled=False)
            for row in rows
            for one in row.appointments
            if one.stage is Stage.AGREED and one.starts_at is not None and one.day >= today()
        ]
        if not made:
            self._desk.told.emit(self.tr("Er is nog geen gesprek afgesproken."))
            return
        name = self.tr("Gesprekken {who}").format(who=who)
        self._papers.offer_file(f"{name}.ics", lambda: calendar_file(made, Method.PUBLISH))

    def read_calendar(self, guide: UUID, name: str) -> None:
        """Let somebody choose the calendar that a supervisor exported, and keep when they are busy."""
        dialog = QFileDialog(self._over, self.tr("Welke agenda van {name}?").format(name=name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Agenda (*.ics)"))
        dialog.fileSelected.connect(lambda path: self.take_calendar(guide, name, Path(path)))
        dialog.open()

    def take_calendar(self, guide: UUID, name: str, path: Path) -> None:
        """Read a calendar in a process of its own; of its appointments only the times are kept."""
        job = self._desk.lanes.solve(read_busy, path=path, first=today(), last=today() + _AHEAD)
        self._desk.show_job(self.tr("Agenda lezen"), job)
        Ear(self, job, partial(self._keep_times, guide, name), _said_by_the_desk)

    def share_report(self, row: ContactRow) -> None:
        """Offer what student and company may take home of the talks, as a PDF."""
        about = self._desk.ask(school)
        progress = self._desk.ask(shared_progress, placement_id=row.placement_id, today=today())
        if about is None or progress is None or self._hidden():
            return
        known = dict(self._desk.ask(words, today()))
        paper = talk_report(progress, row, about.name, known, today())
        self._papers.offer(self.tr("Verslag"), paper)

    def print_folder(self, rows: Sequence[ContactRow], guide: UUID | None, who: str, day: date) -> None:
        """Print the folder of a day in one job: sheet, forms, the card of each placement and the guide."""
        if (folder := self._folder(rows, guide, who, day)) is not None:
            self._papers.print(folder.title, folder)

    def keep_folder(self, rows: Sequence[ContactRow], guide: UUID | None, who: str, day: date) -> None:
        """Offer the same folder as one file."""
        if (folder := self._folder(rows, guide, who, day)) is not None:
            self._papers.offer(folder.title, folder)

    def _folder(self, rows: Sequence[ContactRow], guide: UUID | None, who: str, day: date) -> Bundle | None:
        about = self._desk.ask(school)
        route = self._desk.ask(day_route, rows, day=day, supervisor_id=guide)
        if about is None or self._hidden():
            return None
        if not route.stops:
            self._desk.told.emit(self.tr("Op deze dag zijn er geen gesprekken."))
            return None
        by_name = {kind.name: kind for kind in kinds()}
        gatherer = Gatherer(self._desk)
        wishes = [Wish(by_name[_CARD], today(), stop.row.placement_id) for stop in route.stops]
        wishes.append(Wish(by_name[_GUIDE], today()))
        try:
            documents = [gatherer.gather(wish).document for wish in wishes]
        except Refusal as refusal:
            self._desk.refused.emit(str(refusal))
            return None
        given = self._desk.ask(givings, wanted=Wanted(today()), versions=gatherer.versions())
        sheet = visit_folder(route, who, about.name, today(), {row.id: row.reach for row in given})
        papers = [one for one in documents if isinstance(one, TipkaartData | MeldwijzerData)]
        return Bundle(about.name, self.tr("Bezoekmap"), (sheet, *papers))

    def alone(self, row: ContactRow) -> None:
        """Ask the student two questions without the company, and seal the answers."""
        dialog = AloneDialog(self._over)

        def seal(text: str) -> None:
            done = self._desk.do(
                leave_note,
                self.tr("Verzegeld voor Meldingen"),
                dialog.refuse,
                None,
                origin=Origin.ALONE,
                text=text,
                student_id=row.student_id,
                company_id=row.company_id,
            )
            if done is not None:
                dialog.accept()

        dialog.answered.connect(seal)
        dialog.open()

    def _keep_times(self, guide: UUID, name: str, read: tuple[Times, int]) -> None:
        times, unread = read
        fact = self.tr("Bezette tijden van {name} overgenomen: {n}").format(name=name, n=len(times))
        if unread:
            words = plural(unread, self.tr("{n} regel was niet te lezen"), self.tr("{n} regels waren niet te lezen"))
            fact = f"{fact}; {words}"
        self._desk.do(keep_busy_times, fact, supervisor_id=guide, times=times)

    def _hidden(self) -> bool:
        if self._desk.presenting:
            self._desk.refused.emit(self.tr("In de presentatiemodus zijn namen verborgen. Zet die eerst uit."))
        return self._desk.presenting


def _invitation(row: ContactRow, one: AppointmentRow, starts_at: int, *, cancelled: bool) -> Invitation:
    where = ", ".join(part for part in (row.company, row.street, row.town) if part)
    guests = (Guest(row.student, row.student_email), Guest(row.person or row.company, row.person_email))
    return Invitation(
        uid=f"{one.id}@driehoek",
        sequence=one.sequence + cancelled,
        day=one.day,
        starts_at=starts_at,
        minutes=one.minutes,
        title=translate("Contact", "{talk} stage: {student}").format(talk=talk_name(one.moment), student=row.student),
        where=where if one.form is Form.VISIT else one.form.label,
        host=Guest(row.supervisor, row.supervisor_email),
        guests=guests,
        stamp=clock.now(),
    )


def _said_by_the_desk(_error: Exception) -> None:
    """The desk says why a job failed."""
