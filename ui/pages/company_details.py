"""The details of a company in the drawer: whom to call, what it may and does, and what happened."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from app.clock import ZONE, today
from app.commands import people
from app.commands.refusals import weigh_refusal
from app.dates import short_date
from app.queries.company import CompanyDetailRow, CompanyPersonRow, company
from app.queries.history import HistoryRow, history
from app.queries.refusals import RefusalRow
from app.terms.company import Recognised
from app.text import plural
from ui.cards.asking import run
from ui.desk.desk import Desk
from ui.desk.forms import edit_company, edit_company_person, edit_offer
from ui.desk.travelling import edit_visit_hours
from ui.dialogs.check_recognition import CheckRecognitionDialog
from ui.dialogs.note import NoteDialog
from ui.dialogs.weigh_refusal import WeighRefusalDialog
from ui.frame.details import DetailsView
from ui.leaving.contact_points import ContactPoints
from ui.leaving.copying import Clip
from ui.pages.company_sections import CompanySections, students_now, unreasoned
from ui.theme import Tone
from ui.widgets.drawer import Details, Drawer, Fact, Notice
from ui.widgets.sign import Sign
from ui.widgets.timeline import Moment

_MOMENTS = 30


class CompanyDetails(DetailsView):
    """One company; its actions are about the company that was shown last."""

    SHOWS = frozenset(
        {
            "company",
            "company_person",
            "recognition_check",
            "offer",
            "offer_programme",
            "offer_period",
            "offer_unit",
            "requirement",
            "placement",
            "participation",
            "student",
            "supervisor",
            "note",
            "refused_place",
        }
    )

    def __init__(self, desk: Desk, drawer: Drawer) -> None:
        super().__init__(desk, drawer)
        self._row: CompanyDetailRow | None = None
        self._clip = Clip(self)
        self._note = self.action(self.tr("Notitie"), "notebook-pen", self._write_note, "O")
        self._call = self.action(self.tr("Kopieer nummer"), "phone", self._copy_number, "B")
        self._change = self.action(self.tr("Wijzig"), "pencil", self._edit, "W")
        self._add_person = self.action(self.tr("Voeg toe"), "plus", self._new_person, "P")
        self._check_one = self.action(self.tr("Controleer"), "badge-check", self._check_first, "E")
        self._add_offer = self.action(self.tr("Stageplaats"), "plus", self._new_offer, "S")
        self._point = self.action(self.tr("Aanspreekpunt"), "user", self._name_point, "A")
        self._visits = self.action(self.tr("Bezoektijden"), "calendar-days", self._tell_visits, "T")
        self._naming = ContactPoints(desk, self.window)
        self._own = (
            self._note,
            self._call,
            self._change,
            self._add_person,
            self._check_one,
            self._add_offer,
            self._point,
            self._visits,
        )
        desk.open_wanted.connect(self._heed)
        drawer.closed.connect(partial(self._heed, ""))

    def show(self, key: UUID) -> Details | None:
        self._row = row = self.desk.ask(company, key, today=today())
        if row is None:
            return None
        self._heed("company")
        sections = CompanySections(row, self._add_person, self._check_one, self._add_offer)
        sections.call_wanted.connect(self._copy)
        sections.person_wanted.connect(self._edit_person)
        sections.offer_wanted.connect(self._edit_offer)
        sections.check_wanted.connect(self._check)
        sections.weigh_wanted.connect(self._weigh)
        sections.student_wanted.connect(lambda student: self.desk.open("student", student))
        now = students_now(row, self.tr("{n} student nu"), self.tr("{n} studenten nu"))
        return Details(
            title=row.name,
            subtitle=" · ".join(part for part in (row.town, row.sector, now) if part),
            actions=(self._add_offer, self._note, self._call, self._change, self._point, self._visits),
            notices=self._notices(row),
            facts=self._facts(row),
            moments=[self._moment(one) for one in self.desk.ask(history, keys=row.keys, limit=_MOMENTS)],
            extra=sections,
        )

    def begin(self, doing: str) -> None:
        if doing == "recognition":
            self._check_first()

    def _heed(self, kind: str) -> None:
        """The keys are heard while a company is shown; other details use the same ones."""
        row = self._row
        for action in self._own:
            action.setEnabled(kind == "company")
        if row is not None:
            self._call.setEnabled(kind == "company" and bool(row.phone))
            self._check_one.setEnabled(kind == "company" and bool(row.recognitions))

    def _notices(self, row: CompanyDetailRow) -> list[Notice]:
        notices = []
        if row.unfit:
            sign = Sign(self.tr("Hier plaatst de school nu niet"), "circle-x", Tone.DANGER)
            notices.append(Notice(sign, (row.unfit_reason,) if row.unfit_reason else ()))
        refused = [one for one in row.recognitions if one.outcome is Recognised.NO]
        if refused:
            lines = tuple(
                self.tr("{programme} (crebo {crebo})").format(programme=one.programme, crebo=one.crebo)
                for one in refused
            )
            notices.append(Notice(Sign(self.tr("Niet erkend"), "circle-alert", Tone.DANGER), lines))
        if waiting := sum(one.waiting for one in row.refusals):
            words = plural(waiting, self.tr("{n} weigering nog te wegen"), self.tr("{n} weigeringen nog te wegen"))
            line = self.tr("Die plek gaat tot dan niet zonder reden naar een andere student.")
            notices.append(Notice(Sign(words, "circle-x", Tone.DANGER), (line,)))
        if count := unreasoned(row):
            words = plural(count, self.tr("{n} eis zonder reden"), self.tr("{n} eisen zonder reden"))
            line = self.tr("Vraag waarom het werk dit nodig heeft. Zonder reden telt de eis niet mee.")
            notices.append(Notice(Sign(words, "circle-alert", Tone.ATTENTION), (line,)))
        return notices

    def _facts(self, row: CompanyDetailRow) -> list[Fact]:
        postcode = f"{row.postcode[:4]} {row.postcode[4:]}".strip()
        place = " ".join(part for part in (postcode, row.town) if part)
        registered = " · ".join(part for part in (row.kvk, row.branch) if part)
        known = (
            (self.tr("Telefoon"), row.phone),
            (self.tr("Ons aanspreekpunt"), "\n".join(row.contact_point.lines)),
            (self.tr("Bezoek kan"), row.visits or self.tr("niet bekend: gewone werkdagen aangenomen")),
            (self.tr("Adres"), ", ".join(part for part in (row.street, place) if part)),
            (self.tr("Website"), row.web),
            (self.tr("Leerbedrijf-ID"), row.leerbedrijf_id),
            (self.tr("KvK, vestiging"), registered),
            (self.tr("Notitie"), row.note),
        )
        return [Fact(label, value) for label, value in known if value]

    def _moment(self, row: HistoryRow) -> Moment:
        day = short_date(row.at.astimezone(ZONE).date(), today=today())
        title = row.deed.label[:1].upper() + row.deed.label[1:]
        words = [f"{title}: {row.about}" if row.about else title]
        return Moment(f"{row.device}:{row.seq}", words[0], self.tr("{day}, {who}").format(day=day, who=row.actor))

    def _copy_number(self) -> None:
        if self._row is not None:
            self._copy(self._row.phone, self._row.name)

    def _copy(self, number: str, whom: str) -> None:
        self._clip.copy(number)
        text = self.tr("Het nummer van {who} staat een minuut op het klembord: {number}")
        self.desk.told.emit(text.format(who=whom, number=number))

    def _edit(self) -> None:
        if self._row is not None:
            edit_company(self.desk, self.window, self._row)

    def _new_person(self) -> None:
        if self._row is not None:
            edit_company_person(self.desk, self.window, self._row)

    def _edit_person(self, person: CompanyPersonRow) -> None:
        if self._row is not None:
            edit_company_person(self.desk, self.window, self._row, person)

    def _new_offer(self) -> None:
        if self._row is not None:
            edit_offer(self.desk, self.window, self._row.id, self._row.name)

    def _edit_offer(self, offer_id: UUID) -> None:
        if self._row is not None:
            edit_offer(self.desk, self.window, self._row.id, self._row.name, offer_id)

    def _tell_visits(self) -> None:
        if self._row is not None:
            edit_visit_hours(self.desk, self.window, self._row.id)

    def _write_note(self) -> None:
        row = self._row
        if row is None:
            return
        fact = self.tr("Notitie over {company} bewaard").format(company=row.name)
        dialog = NoteDialog(row.name, self.window)
        run(
            dialog,
            lambda values, refuse: self.desk.do(people.write_note, fact, refuse, None, company_id=row.id, **values),
        )

    def _name_point(self) -> None:
        if self._row is not None:
            self._naming.name(self._row)

    def _weigh(self, refusal: RefusalRow) -> None:
        dialog = WeighRefusalDialog(refusal, self.window)
        fact = self.tr("Weigering van {company} gewogen").format(company=refusal.company)
        run(
            dialog,
            lambda values, refuse: self.desk.do(
                weigh_refusal, fact, refuse, None, refused_place_id=refusal.id, **values
            ),
        )

    def _check_first(self) -> None:
        """Check the recognition that was not looked up yet, or else the one looked up longest ago."""
        row = self._row
        if row is not None and row.recognitions:
            self._check(min(row.recognitions, key=lambda one: one.checked_on or date.min).crebo)

    def _check(self, crebo: str) -> None:
        row = self._row
        if row is None:
            return
        programme = next((one.programme for one in row.recognitions if one.crebo == crebo), "")
        fact = self.tr("Erkenning van {company} gecontroleerd").format(company=row.name)
        dialog = CheckRecognitionDialog(row.name, programme or self.tr("deze opleiding"), crebo, self.window)
        run(
            dialog,
            lambda values, refuse: self.desk.do(
                people.check_recognition, fact, refuse, None, company_id=row.id, crebo=crebo, **values
            ),
        )
