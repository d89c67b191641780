"""Asking the planner: in a process of its own, with progress; its offer is shown before anything changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.contact import PlannedTalk, accept_plan
from app.queries.contact_plan import Asked, NeedOf, planning
from app.queries.contact_rows import AppointmentRow, ContactRow
from app.queries.contact_words import talk_name, why, window
from app.scheduling import Appointment, Mode, Part, Plan, Who
from app.scheduling.solving import solved
from app.terms.contact import DayPart
from app.terms.pipeline import Form
from app.text import plural
from ui.desk.desk import Desk
from ui.desk.ear import Ear
from ui.dialogs.plan_offer import LineKind, PlanLine, PlanOfferDialog
from ui.pages.contact.lists import day_name

_PARTS = {Part.MORNING: DayPart.MORNING, Part.AFTERNOON: DayPart.AFTERNOON}


class Planner(QObject):
    """Plans the talks of some placements; its dialog opens over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over

    def plan(self, rows: Sequence[ContactRow], *, repair: bool) -> None:
        """Ask for a plan; with ``repair`` what stands is kept where it can be."""
        if self._desk.presenting:
            self._desk.refused.emit(self.tr("In de presentatiemodus zijn namen verborgen. Zet die eerst uit."))
            return
        asked = self._desk.ask(planning, rows, today=today())
        if not asked.problem.needs:
            self._desk.told.emit(self.tr("Er is nu geen gesprek te plannen."))
            return
        title = self.tr("Gesprekken plannen")
        job = self._desk.show_job(title, self._desk.lanes.solve(solved, problem=asked.problem, repair=repair))
        Ear(self, job, partial(self._offer, asked), _said_elsewhere)

    def _offer(self, asked: Asked, plan: Plan) -> None:
        talks = list(_talks(asked, plan))
        dropped = tuple(
            about.appointment.id
            for change in plan.changes
            if change.after is None and (about := asked.needs[change.need]).appointment is not None
        )
        lines = [*self._placed(asked, plan), *self._left(asked, plan)]
        title = self.tr("Voorstel voor de gesprekken")
        dialog = PlanOfferDialog(title, self._summary(lines, asked, plan), lines, self._over)
        fact = plural(len(talks), self.tr("{n} gesprek gepland"), self.tr("{n} gesprekken gepland"))

        def take() -> None:
            done = self._desk.do(accept_plan, fact, dialog.refuse, talks=tuple(talks), dropped=dropped)
            if done is not None:
                dialog.accept()

        dialog.taken.connect(take)
        dialog.open()

    def _summary(self, lines: Sequence[PlanLine], asked: Asked, plan: Plan) -> str:
        counts = {kind: sum(line.kind is kind for line in lines) for kind in LineKind}
        words = [
            self.tr("{n} nieuw").format(n=counts[LineKind.NEW]),
            self.tr("{n} verplaatst").format(n=counts[LineKind.MOVED]),
            self.tr("{n} past niet").format(n=counts[LineKind.LEFT]),
            self.tr("± {km} km, schatting").format(km=plan.kilometres),
            plural(plan.days, self.tr("{n} bezoekdag"), self.tr("{n} bezoekdagen")),
        ]
        told = [f"{' · '.join(words)}.", self.tr("Wat afgesproken is, blijft staan.")]
        guessed = {asked.needs[one.need].row.company for one in plan.appointments if Who.COMPANY in one.assumed}
        if guessed:
            one = self.tr("Van {n} leerbedrijf zijn de bezoektijden niet bekend: gewone werkdagen aangenomen.")
            many = self.tr("Van {n} leerbedrijven zijn de bezoektijden niet bekend: gewone werkdagen aangenomen.")
            told.append(plural(len(guessed), one, many))
        return " ".join(told)

    def _placed(self, asked: Asked, plan: Plan) -> Iterator[PlanLine]:
        for one in plan.appointments:
            about = asked.needs[one.need]
            before = about.appointment
            if before is None:
                yield self._line(one.need, LineKind.NEW, about, _when(one), "")
            elif _moved(before, one):
                yield self._line(one.need, LineKind.MOVED, about, _when(one), _stood(before))
        for change in plan.changes:
            if change.after is None:
                about = asked.needs[change.need]
                yield self._line(change.need, LineKind.GONE, about, "", _when(change.before))

    def _left(self, asked: Asked, plan: Plan) -> Iterator[PlanLine]:
        for left in plan.unplanned:
            yield self._line(f"left:{left.need}", LineKind.LEFT, asked.needs[left.need], "", why(left.reason))

    def _line(self, key: str, kind: LineKind, about: NeedOf, when: str, words: str) -> PlanLine:
        return PlanLine(key, kind, about.row.student, about.row.company, talk_name(about.moment), when, words)


def _talks(asked: Asked, plan: Plan) -> Iterator[PlannedTalk]:
    """What has to be stored: everything that is new, moved, or has other times."""
    for one in plan.appointments:
        about = asked.needs[one.need]
        before = about.appointment
        if one.agreed or (before is not None and not _moved(before, one) and _same_times(before, one)):
            continue
        yield PlannedTalk(
            about.row.placement_id,
            about.moment,
            Form.VISIT if one.mode is Mode.ON_SITE else Form.VIDEO,
            one.day,
            _PARTS[one.part],
            next(need.minutes for need in asked.problem.needs if need.key == one.need),
            one.earliest,
            one.latest,
            None if before is None else before.id,
        )


def _moved(before: AppointmentRow, after: Appointment) -> bool:
    visit = before.form is Form.VISIT
    return (before.day, before.part, visit) != (after.day, _PARTS[after.part], after.mode is Mode.ON_SITE)


def _same_times(before: AppointmentRow, after: Appointment) -> bool:
    return (before.earliest, before.latest) == (after.earliest, after.latest)


def _when(one: Appointment) -> str:
    return f"{day_name(one.day)}, {window(_PARTS[one.part], one.earliest, one.latest)}"


def _stood(before: AppointmentRow) -> str:
    return f"{day_name(before.day)}, {window(before.part, before.earliest, before.latest)}"


def _said_elsewhere(_error: Exception) -> None:
    """The desk says why a job failed; the planner has nothing to add."""
