"""Forms that more than one page opens: a dialog asks, the desk does, and a draft is kept meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.offers import OfferDraft, WishDraft, keep_offer, keep_wish
from app.commands.people import (
    CompanyDraft,
    CompanyPersonDraft,
    StudentDraft,
    keep_company,
    keep_company_person,
    keep_student,
)
from app.queries.company import CompanyDetailRow, CompanyPersonRow, company
from app.queries.offer_forms import offer_form, taught_units, wish_form
from app.queries.students import student_form
from app.queries.teaching import groups, periods, programmes
from app.terms.drafts import DraftKey
from app.text import translate
from ui.desk.desk import Desk
from ui.desk.drafts import KeptDraft
from ui.widgets.form import FormDialog

Then = Callable[[UUID], object]
_WISH = "wish."


def edit_student(desk: Desk, parent: QWidget, student_id: UUID | None = None, then: Then | None = None) -> None:
    """Add a student or change one; ``then`` gets their id once it is done."""
    if _hidden(desk):
        return
    from ui.dialogs.student_form import StudentFormDialog

    known = None if student_id is None else desk.ask(student_form, student_id)
    names = {row.id: row.name for row in desk.ask(programmes)}
    running = [row for row in reversed(desk.ask(periods)) if row.last_day >= today()]
    classes = [(row, names[row.programme_id]) for row in desk.ask(groups)]
    dialog = StudentFormDialog(classes, running, known, parent)
    draft = _kept(desk, dialog, "student", student_id)

    def keep(wanted: StudentDraft, period_ids: tuple[UUID, ...]) -> None:
        name = " ".join(part for part in (wanted.first_name, wanted.prefix, wanted.last_name) if part)
        added = translate("Forms", "{name} is toegevoegd")
        fact = (added if student_id is None else translate("Forms", "{name} is gewijzigd")).format(name=name)
        done = desk.do(
            keep_student,
            fact,
            dialog.refuse,
            draft.key,
            draft=wanted,
            student_id=student_id,
            seen=None if known is None else known.version,
            period_ids=period_ids,
        )
        _finish(dialog, None if done is None else done.result, then)

    dialog.drafted.connect(keep)
    dialog.open()


def edit_company(desk: Desk, parent: QWidget, known: CompanyDetailRow | None = None, then: Then | None = None) -> None:
    """Add a company or change one; ``then`` gets its id once it is done."""
    if _hidden(desk):
        return
    from ui.dialogs.company_form import CompanyFormDialog

    dialog = CompanyFormDialog(known, parent)
    company_id = None if known is None else known.id
    draft = _kept(desk, dialog, "company", company_id)

    def keep(wanted: CompanyDraft) -> None:
        added = translate("Forms", "{name} is toegevoegd")
        fact = (added if known is None else translate("Forms", "{name} is gewijzigd")).format(name=wanted.name)
        done = desk.do(
            keep_company,
            fact,
            dialog.refuse,
            draft.key,
            draft=wanted,
            company_id=company_id,
            seen=None if known is None else known.version,
        )
        _finish(dialog, None if done is None else done.result, then)

    dialog.drafted.connect(keep)
    dialog.open()


def edit_company_person(
    desk: Desk, parent: QWidget, company: CompanyDetailRow, known: CompanyPersonRow | None = None
) -> None:
    """Add someone who works at a company, or change them."""
    if _hidden(desk):
        return
    from ui.dialogs.company_person_form import CompanyPersonFormDialog

    dialog = CompanyPersonFormDialog(company.name, known, parent)
    draft = _kept(desk, dialog, "company_person", company.id if known is None else known.id)

    def keep(wanted: CompanyPersonDraft) -> None:
        fact = translate("Forms", "{name} van {company} is bewaard").format(name=wanted.name, company=company.name)
        done = desk.do(
            keep_company_person,
            fact,
            dialog.refuse,
            draft.key,
            company_id=company.id,
            draft=wanted,
            person_id=None if known is None else known.id,
            seen=None if known is None else known.version,
        )
        _finish(dialog, None if done is None else done.result, None)

    dialog.drafted.connect(keep)
    dialog.open()


def edit_offer(desk: Desk, parent: QWidget, company_id: UUID, name: str, offer_id: UUID | None = None) -> None:
    """Add a stageplaats of a company, or change one; what is typed is kept at once."""
    if _hidden(desk):
        return
    from ui.dialogs.offer_form import OfferFormDialog

    known = None if offer_id is None else desk.ask(offer_form, offer_id)
    asked = frozenset() if known is None else known.period_ids
    running = [row for row in reversed(desk.ask(periods)) if row.last_day >= today() or row.id in asked]
    dialog = OfferFormDialog(name, desk.ask(programmes), running, desk.ask(taught_units), parent, known=known)
    draft = _kept(desk, dialog, "offer", company_id if offer_id is None else offer_id)

    def keep(wanted: OfferDraft) -> None:
        fact = translate("Forms", "Stageplaats bij {company} is bewaard").format(company=name)
        done = desk.do(
            keep_offer,
            fact,
            dialog.refuse,
            draft.key,
            company_id=company_id,
            draft=wanted,
            offer_id=offer_id,
            seen=None if known is None else known.version,
        )
        _finish(dialog, None if done is None else done.result, None)

    dialog.drafted.connect(keep)
    dialog.open()


def edit_wish(desk: Desk, parent: QWidget, student_id: UUID, period_id: UUID, then: Then | None = None) -> None:
    """Fill in or change the leerwens of a student for a period; ``then`` gets its id once it is done."""
    if _hidden(desk):
        return
    from ui.dialogs.wish_form import WishFormDialog

    known = desk.ask(wish_form, student_id=student_id, period_id=period_id)
    if known is None:
        return
    period = next((row.name for row in desk.ask(periods) if row.id == period_id), "")
    dialog = WishFormDialog(known, period, desk.ask(taught_units), parent)
    draft = _kept(desk, dialog, f"{_WISH}{period_id.hex}", student_id)

    def keep(wanted: WishDraft) -> None:
        fact = translate("Forms", "Leerwens van {student} is bewaard").format(student=known.student)
        done = desk.do(
            keep_wish,
            fact,
            dialog.refuse,
            draft.key,
            student_id=student_id,
            period_id=period_id,
            draft=wanted,
            seen=known.version,
        )
        _finish(dialog, None if done is None else done.result, then)

    dialog.drafted.connect(keep)
    dialog.open()


def reopen(desk: Desk, parent: QWidget, key: DraftKey, company_id: UUID | None = None) -> None:
    """Open the form of ``key`` again, with its draft; ``company_id`` is the company that was in view."""
    subject = UUID(hex=key.subject) if key.subject else None
    if key.form == "student":
        edit_student(desk, parent, subject)
    elif key.form == "company":
        edit_company(desk, parent, None if subject is None else desk.ask(company, subject, today=today()))
    elif key.form.startswith(_WISH) and subject is not None:
        edit_wish(desk, parent, subject, UUID(hex=key.form.removeprefix(_WISH)))
    elif key.form == "offer" and subject is not None:
        _reopen_offer(desk, parent, subject)
    elif company_id is not None and (about := desk.ask(company, company_id, today=today())) is not None:
        known = next((person for person in about.people if person.id == subject), None)
        edit_company_person(desk, parent, about, known)


def _reopen_offer(desk: Desk, parent: QWidget, subject: UUID) -> None:
    """The subject of a draft is the stageplaats that changes, or the company of a new one."""
    offer = desk.ask(offer_form, subject)
    about = desk.ask(company, subject if offer is None else offer.company_id, today=today())
    if about is not None:
        edit_offer(desk, parent, about.id, about.name, None if offer is None else offer.id)


def _hidden(desk: Desk) -> bool:
    """Whether persons are hidden now: a form would show them, or keep the dots that stand for them."""
    if desk.presenting:
        desk.refused.emit(
            translate("Forms", "In de presentatiemodus zijn namen verborgen. Zet die uit om iets te wijzigen.")
        )
    return desk.presenting


def _kept(desk: Desk, dialog: FormDialog, form: str, subject: UUID | None) -> KeptDraft:
    draft = KeptDraft(desk, dialog, DraftKey(form, "" if subject is None else subject.hex))
    if draft.found:
        desk.told.emit(translate("Forms", "Wat je eerder invulde, staat er nog."))
    return draft


def _finish(dialog: FormDialog, made: UUID | None, then: Then | None) -> None:
    if made is None:
        return
    dialog.accept()
    if then is not None:
        then(made)
