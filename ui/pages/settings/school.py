"""The school as companies and students reach it, and everyone a student can turn to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction

from app.clock import today
from app.commands.school import (
    HelplineDraft,
    SchoolDraft,
    SetUp,
    change_school,
    check_helpline,
    keep_helpline,
    remove_helpline,
    set_up_school,
)
from app.commands.settings import move_helpline, show_helpline
from app.dates import short_date
from app.errors import Refusal
from app.queries.policy import policies
from app.queries.school import HelplineRow, SchoolRow, helplines, school
from app.terms.drafts import DraftKey
from app.terms.school import Place, Region
from app.text import translate
from ui.desk.desk import Done
from ui.dialogs.helpline import HelplineDialog
from ui.opening.founding import factory_helplines
from ui.opening.school_file import name_of, rename
from ui.pages.settings.part import Part, tool_row
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import Form
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from app.store.ciphers import Cost
    from ui.session import Session

_DRAFT = DraftKey("school_settings")
_PAUSE_MS = 300
_PC4 = 4


class SchoolPart(Part):
    """A form for the school, whose answers are kept while it is half filled in; under it the helplines."""

    SHOWS = frozenset({"school", "helpline", "policy"})

    def __init__(self, session: Session, cost: Cost | None) -> None:
        super().__init__(
            session,
            translate("Settings", "School en contacten"),
            translate(
                "Settings", "Dit staat op de tipkaart en de meldwijzer. Een nummer komt er pas op als jij het nakeek."
            ),
            cost,
        )
        self._row: SchoolRow | None = None
        self._changed = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._keep_draft)
        self.form = self._school_form()
        self.table: RowTable[HelplineRow] = RowTable(
            _columns(self), key=lambda row: row.id, spoken=translate("Settings", "Hulpinstanties")
        )
        self.table.opened.connect(self._change)
        self.table.chosen.connect(self._fit_actions)
        save = self.action("school.save", self.tr("Bewaar de school"), self._save, "check", shortcut="Ctrl+S")
        card = Panel("card", margin=16, spacing=14)
        card.column.addWidget(self.form)
        card.column.addWidget(tool_row([save], primary=True))
        self.column.addWidget(card)
        self.heading(self.tr("Bij wie kan een student terecht?"))
        self._check = self._of_table(
            "check", self.tr("Klopt nog: vandaag gecontroleerd"), self._check_now, "phone", "N"
        )
        self._edit = self._of_table("change", self.tr("Wijzig"), self._change_current, "pencil")
        self._show = self._of_table("show", self.tr("Toon of verberg"), self._show_or_hide, "eye", "V")
        self._up = self._of_table("up", self.tr("Omhoog"), partial(self._move, -1), "", "Alt+Up")
        self._down = self._of_table("down", self.tr("Omlaag"), partial(self._move, 1), "", "Alt+Down")
        self._remove = self._of_table("remove", self.tr("Verwijder"), self._remove_current, "trash-2", "Del")
        new = self.action("helpline.new", self.tr("Nieuw"), partial(self._change, None), "plus", shortcut="Ctrl+N")
        self.add_list(self.table, [self._check, new, self._edit, self._show, self._up, self._down, self._remove])

    def _of_table(self, key: str, text: str, slot: Callable[[], object], icon: str, shortcut: str = "") -> QAction:
        return self.action(f"helpline.{key}", text, slot, icon, shortcut=shortcut, owner=self.table)

    def _school_form(self) -> Form:
        form = Form()
        form.add(
            name=TextField(self.tr("&Naam van de school"), required=True),
            town=TextField(self.tr("&Plaats")),
        )
        regions = [Option(region.value, region.label) for region in Region]
        form.add(
            region=ChoiceField(self.tr("Vakantie&regio"), regions),
            pc4=TextField(self.tr("Postcodegebied, vier &cijfers"), longest=_PC4),
        )
        form.add(office=TextField(self.tr("Naam van het &stagebureau")), phone=TextField(self.tr("&Telefoon")))
        form.add(email=TextField(self.tr("&E-mail")), web=TextField(self.tr("&Website")))
        form.changed.connect(self._touch)
        return form

    def refresh(self) -> None:
        self._row = self.desk.ask(school)
        if not self._changed:
            self._show_school()
        self._stale_after = int(self.desk.ask(policies, today())["helpline.days"])
        self.table.show_rows(self.desk.ask(helplines))
        if self.table.current_row() is None and self.table.rows.rowCount():
            self.table.selectRow(0)
        self._fit_actions()
        self._follow_name()

    def _show_school(self) -> None:
        kept = self.desk.load_draft(_DRAFT)
        if self._row is not None:
            self.form.show_values({**asdict(self._row), "region": self._row.region.value})
        if kept is not None:
            self.form.show_values(kept)
            self._changed = True

    def _touch(self) -> None:
        self._changed = True
        self._pause.start()

    def _keep_draft(self) -> None:
        if not self.desk.save_draft(_DRAFT, self.form.values):
            self._pause.start()

    def _save(self) -> None:
        if not self.form.check():
            return
        values = self.form.values
        pc4 = values.pop("pc4") or None
        if pc4 is not None and not (len(pc4) == _PC4 and pc4.isdecimal()):
            self.form.refuse(Refusal(self.tr("Een postcodegebied heeft vier cijfers, zoals 6541."), "pc4"))
            return
        draft = SchoolDraft(**{**values, "pc4": pc4, "region": Region(values["region"])})
        fact = self.tr("De gegevens van {name} zijn bewaard.").format(name=draft.name)
        self._pause.stop()
        self._changed = False
        if self._row is None:
            new = SetUp(draft, factory_helplines())
            self._settle(self.desk.do(set_up_school, fact, self._refuse_school, _DRAFT, draft=new))
        else:
            seen = self._row.version
            self._settle(self.desk.do(change_school, fact, self._refuse_school, _DRAFT, draft=draft, seen=seen))

    def _settle(self, done: Done[Any] | None) -> None:
        """Forget a draft that changed nothing in the end; the command took any other along."""
        if done is not None and done.step is None:
            self.desk.drop_draft(_DRAFT)

    def _refuse_school(self, refusal: Refusal) -> None:
        self._changed = True
        if not self.form.refuse(refusal):
            self.refuse(refusal)

    def _follow_name(self) -> None:
        """Let the lock screen call the school what it is called here, also after undo."""
        row, held = self._row, self.session.school
        if row is not None and held.store.only_reading is None and name_of(held.folder) != row.name:
            self.work(self.tr("Naam bijwerken"), rename, lambda _done: None, school=held, name=row.name)

    def _fit_actions(self, _key: object = None) -> None:
        row = self.table.current_row()
        for action in (self._check, self._edit, self._show, self._up, self._down, self._remove):
            action.setEnabled(row is not None)

    def _change_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._change(row.id)

    def _change(self, key: UUID | None) -> None:
        row = next((row for row in self.table.rows.rows if row.id == key), None)
        dialog = HelplineDialog(row, self)
        draft = self.kept(dialog, "helpline", "" if row is None else row.id.hex)
        dialog.saved.connect(partial(self._keep, dialog, draft, row))
        dialog.open()

    def reopen(self, form: str, subject: str) -> bool:
        if form == "helpline":
            self._change(UUID(hex=subject) if subject else None)
        return form == "helpline"

    def _keep(self, dialog: HelplineDialog, kept: DraftKey, row: HelplineRow | None, values: dict[str, Any]) -> None:
        draft = HelplineDraft(**{**values, "place": Place(values["place"])})
        done = self.desk.do(
            keep_helpline,
            self.tr("{name} is bewaard.").format(name=draft.name),
            dialog.refuse,
            kept,
            draft=draft,
            helpline_id=None if row is None else row.id,
            seen=None if row is None else row.version,
        )
        if done is not None:
            dialog.accept()
            self.table.choose(done.result)

    def _check_now(self) -> None:
        row = self.table.current_row()
        if row is not None:
            fact = self.tr("{name}: vandaag gecontroleerd.").format(name=row.name)
            self.desk.do(check_helpline, fact, None, None, helpline_id=row.id)

    def _show_or_hide(self) -> None:
        row = self.table.current_row()
        if row is not None:
            words = self.tr("{name} is verborgen.") if row.shown else self.tr("{name} staat weer in de lijst.")
            self.desk.do(
                show_helpline, words.format(name=row.name), None, None, helpline_id=row.id, shown=not row.shown
            )

    def _move(self, by: int) -> None:
        row = self.table.current_row()
        if row is not None:
            fact = self.tr("{name} is verplaatst.").format(name=row.name)
            self.desk.do(move_helpline, fact, None, None, helpline_id=row.id, by=by)
            self.table.choose(row.id)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            fact = self.tr("{name} is verwijderd.").format(name=row.name)
            self.desk.do(remove_helpline, fact, None, None, helpline_id=row.id)

    def checked_sign(self, row: HelplineRow) -> Sign:
        """When somebody last looked whether a number is right."""
        if not (row.phone or row.web or row.email):
            return Sign(self.tr("nog invullen"), "pencil", Tone.ATTENTION)
        if row.checked_on is None:
            return Sign(self.tr("nog nooit"), "circle-alert", Tone.ATTENTION)
        age = (today() - row.checked_on).days
        words = short_date(row.checked_on, today=today())
        if age > self._stale_after:
            return Sign(words, "circle-alert", Tone.DANGER)
        return Sign(words, "circle-check", Tone.DONE)


def _columns(part: SchoolPart) -> tuple[Column[HelplineRow], ...]:
    return (
        Column(translate("Settings", "Naam"), lambda row: row.name, strong=True, tip=lambda row: row.what_for),
        Column(translate("Settings", "Waar"), lambda row: row.place.label, width=110),
        Column(translate("Settings", "Telefoon"), lambda row: row.phone, width=130),
        Column(
            translate("Settings", "Laatst gecontroleerd"),
            lambda row: part.checked_sign(row).text,
            sign=part.checked_sign,
            width=160,
        ),
        Column(
            translate("Settings", "Zichtbaar"),
            lambda row: translate("Settings", "ja") if row.shown else translate("Settings", "verborgen"),
            sign=lambda row: None if row.shown else Sign(translate("Settings", "verborgen"), "eye-off"),
            width=110,
        ),
    )
