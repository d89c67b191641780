"""How talks look: the list of who needs one, the norm light in words and as rings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtWidgets import QSizePolicy, QWidget

from app import clock
from app.dates import SHORT_WEEKDAYS, short_date
from app.queries.contact_rows import AppointmentRow, ContactRow
from app.rules.norm import Slot
from app.terms.contact import Short, Stage
from app.terms.pipeline import Form
from app.text import translate
from ui.theme import Tone
from ui.widgets.need import Group, Need
from ui.widgets.rings import Held, Ring
from ui.widgets.sign import Sign

_SOON = 7
STAGE_SIGNS = {
    Stage.PROPOSED: ("phone", Tone.ATTENTION),
    Stage.AGREED: ("check", Tone.INFO),
    Stage.HELD: ("circle-check", Tone.DONE),
}
FORM_ICONS = {
    Form.VISIT: "map-pin",
    Form.VIDEO: "video",
    Form.PHONE: "phone",
    Form.SCHOOL: "graduation-cap",
    Form.MAIL: "mail",
}


def day_name(day: date) -> str:
    """``do 11 feb.``, with the year when that is another one."""
    return f"{SHORT_WEEKDAYS[day.weekday()]} {short_date(day, today=clock.today())}"


def light(row: ContactRow, *, but: Short | None = None) -> str:
    """The norm light in words: how many of how many, and every reason ``but`` the one that is said already."""
    words = [translate("Contact", "{held} van {norm}").format(held=row.held.joint, norm=row.norm.joint)]
    words += [reason.label for reason in row.short if reason is not but]
    if row.held.met:
        words.append(translate("Contact", "norm gehaald"))
    return " · ".join(words)


def light_sign(row: ContactRow) -> Sign:
    """The light with its tone."""
    if row.held.met:
        return Sign(light(row), "circle-check", Tone.DONE)
    if Short.OVERDUE in row.short:
        return Sign(light(row), "triangle-alert", Tone.DANGER)
    return Sign(light(row), "hourglass", Tone.ATTENTION)


def rings(row: ContactRow, today: date) -> list[Ring]:
    """The light as linked rings: held, planned, late."""
    found = []
    planned = [one for one in row.appointments if one.is_open]
    for slot in row.slots:
        if slot.held_on is not None:
            icon = FORM_ICONS.get(slot.form, "") if slot.form is not None else ""
            found.append(Ring(Held.HELD, day_name(slot.held_on), icon))
            continue
        meant = next((one for one in planned if one.moment is slot.moment), None)
        if meant is not None:
            planned.remove(meant)
            found.append(Ring(Held.PLANNED, day_name(meant.day), "calendar-check"))
        else:
            found.append(Ring(Held.LATE if slot.is_late(today) else Held.PLANNED, _until(slot)))
    return found


def need_groups(rows: Iterable[ContactRow], today: date) -> list[Group]:
    """Who needs a talk, the most urgent group first: late, this week, later, and what is planned already."""
    late, soon, later, planned, over = [], [], [], [], []
    asking = [(row.need, row) for row in rows if not row.held.met]
    for slot, row in sorted(
        ((slot, row) for slot, row in asking if slot is not None),
        key=lambda pair: (pair[0].last, pair[1].student, pair[1].placement_id),
    ):
        if row.planned is not None and row.planned.day >= today:
            planned.append(_need(row, slot, row.planned))
        elif row.last_day < today:
            over.append(_need(row, slot, None))
        elif Short.OVERDUE in row.short:
            late.append(_need(row, slot, None))
        elif slot.last <= today + timedelta(days=_SOON):
            soon.append(_need(row, slot, None))
        else:
            later.append(_need(row, slot, None))
    groups = [
        Group("late", translate("Contact", "Te laat"), "triangle-alert", Tone.DANGER, needs=late),
        Group("soon", translate("Contact", "Deze week"), "hourglass", Tone.ATTENTION, needs=soon),
        Group("planned", translate("Contact", "Staat gepland"), "calendar-check", Tone.DONE, needs=planned),
        Group("later", translate("Contact", "Later"), "calendar-days", Tone.INFO, needs=later),
        Group("over", translate("Contact", "Stage voorbij"), "history", Tone.PLAIN, needs=over),
    ]
    return [group for group in groups if group.needs]


def _need(row: ContactRow, slot: Slot, planned: AppointmentRow | None) -> Need:
    if planned is not None:
        since = Sign(f"{day_name(planned.day)} · {planned.stage.label}", *STAGE_SIGNS[planned.stage])
    else:
        said = light_sign(row)
        since = Sign(light(row, but=Short.OVERDUE), said.icon, said.tone)  # the group says that it is late
    detail = " · ".join(word for word in (f"{slot.moment.label} {_until(slot)}", row.town) if word)
    return Need(row.placement_id, row.student, row.group, detail, since)


def _until(slot: Slot) -> str:
    return translate("Contact", "t/m {day}").format(day=day_name(slot.last))


def flowing() -> QWidget:
    """A box as high as its flow needs in the width it gets."""
    box = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    return box
