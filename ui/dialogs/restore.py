"""Putting a school back: which backup, what is in it, over which school; also taking over from a colleague."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.clock import ZONE
from app.dates import long_date, weekday_date
from app.errors import Refusal
from app.resources import toml
from app.terms.people import Role
from app.text import plural, translate
from ui.desk.ear import Ear
from ui.desk.job_form import JobForm
from ui.desk.jobs import Lanes
from ui.leaving.saving import usual_place
from ui.opening.copies import Choice, find_archives, newcomer, open_choice, put_back, read_one
from ui.opening.new_passphrase import add_passphrase
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.drawer import Fact
from ui.widgets.facts import Facts
from ui.widgets.form import Form
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.text import Text
from ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from app.store.archive import Archive
    from app.store.ciphers import Cost
    from app.store.folder import SchoolFolder

_MEGA = 1_000_000
_LONGEST = 400


class RestoreDialog(JobForm):
    """First which archive and what opens it; then what is in it, with the button that cannot be undone.

    ``held`` is the folder that this program holds, with its school put away.
    """

    restored = Signal(object)
    """The ``SchoolFolder`` in which the school stands now."""

    def __init__(
        self,
        root: Path,
        lanes: Lanes,
        parent: QWidget,
        *,
        held: SchoolFolder | None = None,
        cost: Cost | None = None,
    ) -> None:
        super().__init__(
            translate("RestoreDialog", "Back-up terugzetten of school overnemen"),
            lanes,
            parent,
            save=translate("RestoreDialog", "Bekijk wat erin zit"),
            intro=translate("RestoreDialog", "Kies een bestand. Er verandert nog niets."),
        )
        self._root, self._held, self._cost = root, held, cost
        self._archives: list[Archive] = []
        self._choice: Choice | None = None
        self._newcomer: Form | None = None
        self._table: RowTable[Archive] = RowTable(
            _columns(), key=lambda archive: archive.path, spoken=translate("RestoreDialog", "Gevonden back-ups")
        )
        self._table.opened.connect(lambda _key: self.save())
        self._none = Text(
            translate("RestoreDialog", "Op de plekken die deze laptop kent, staat geen back-up."),
            tone="muted",
            wrap=True,
        )
        self._other = Button(translate("RestoreDialog", "Kies een ander bestand"), "folder-open")
        self._other.clicked.connect(self._choose_file)
        self.form.add(
            secret=TextField(
                translate("RestoreDialog", "&Wachtzin, herstelcode of code van je collega"),
                hint=translate("RestoreDialog", "De wachtzin van toen de back-up werd gemaakt."),
                required=True,
                secret=True,
                longest=_LONGEST,
            )
        )
        self._facts = Facts()
        self._warning = Text("", wrap=True)
        self._preview = Panel("well", margin=14, spacing=10)
        self._lay_out_choice()
        self.saved.connect(self._go_on)
        self.finished.connect(self._drop)

    def _lay_out_choice(self) -> None:
        self._picking = QWidget()
        column = QVBoxLayout(self._picking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._table, 1)
        column.addWidget(self._none)
        column.addWidget(self._other)
        back = Button(translate("RestoreDialog", "Kies een andere back-up"), "arrow-left", Kind.LINK)
        back.clicked.connect(self._back)
        for part in (self._facts, self._warning, back):
            self._preview.column.addWidget(part)
        self._none.setVisible(False)
        self._preview.setVisible(False)
        place = self._body.indexOf(self.form)
        self._body.insertWidget(place, self._picking, 1)
        self._body.insertWidget(place + 1, self._preview)

    def open(self) -> None:
        """Show the dialog and look for backups meanwhile."""
        super().open()
        Ear(self, self.lanes.render(find_archives, root=self._root), self._show_archives)

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at its field, also that of who takes over."""
        if self._newcomer is None or not self._newcomer.refuse(refusal):
            super().refuse(refusal)

    def save(self) -> None:
        """Go on: look inside, or put it back."""
        if self._newcomer is None or self.busy or self._newcomer.check():
            super().save()

    def _show_archives(self, found: list[Archive]) -> None:
        known = {archive.path for archive in found}
        self._archives = [archive for archive in self._archives if archive.path not in known] + found
        self._show_list()
        if self._archives and self._table.current_row() is None:
            self._table.selectRow(0)
        self.form["secret"].setFocus()

    def _show_list(self) -> None:
        self._table.show_rows(self._archives)
        self._table.setVisible(bool(self._archives))
        self._none.setVisible(not self._archives)

    def _choose_file(self) -> None:
        title = translate("RestoreDialog", "Kies een back-up of overdracht")
        dialog = QFileDialog(self, title, str(usual_place("")))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(translate("RestoreDialog", "Driehoek (*.driehoek)"))
        dialog.fileSelected.connect(lambda path: self.work(read_one, self._take, path=Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, archive: Archive) -> None:
        self._archives = [archive, *(one for one in self._archives if one.path != archive.path)]
        self._show_list()
        self._table.choose(archive.path)
        self.form["secret"].setFocus()

    def _go_on(self, values: dict[str, Any]) -> None:
        if self._choice is not None:
            self._put_back(self._choice)
            return
        archive = self._table.current_row()
        if archive is None:
            self.refuse(Refusal(translate("RestoreDialog", "Kies eerst een bestand.")))
            return
        self.work(partial(open_choice, root=self._root), self._show_choice, path=archive.path, secret=values["secret"])

    def _show_choice(self, choice: Choice) -> None:
        self._choice = choice
        self.form["secret"].set_value("")
        for part in (self._picking, self.form, self._intro):
            part.setVisible(False)
        self._preview.setVisible(True)
        self._facts.show_facts(_facts_of(choice))
        self._warning.setText(_consequence(choice))
        if choice.needs_newcomer:
            self._newcomer = self._ask_newcomer(choice)
        self.save_button.setText(
            translate("RestoreDialog", "Neem de school over")
            if choice.is_hand_over
            else translate("RestoreDialog", "Zet definitief terug")
        )
        self.save_button.updateGeometry()
        self.form.setEnabled(False)
        self.refit()
        (self._newcomer or self.save_button).setFocus()

    def _ask_newcomer(self, choice: Choice) -> Form:
        form = Form()
        form.add_words(translate("RestoreDialog", "Wie ben je, en met welke wachtzin open je de school voortaan?"))
        form.add(
            name=TextField(translate("RestoreDialog", "Je &naam"), required=True),
            role=ChoiceField(translate("RestoreDialog", "Je &rol"), [Option(role, role.label) for role in Role]),
        )
        add_passphrase(form, lambda: (*choice.names, str(form["name"].value)))
        self._body.insertWidget(self._body.indexOf(self._preview) + 1, form)
        return form

    def _back(self) -> None:
        """Look for another backup; nothing was changed."""
        self._drop()
        if self._newcomer is not None:
            self._newcomer.deleteLater()
            self._newcomer = None
        for part in (self._picking, self.form, self._intro):
            part.setVisible(True)
        self._preview.setVisible(False)
        self.form.setEnabled(True)
        self.save_button.setText(translate("RestoreDialog", "Bekijk wat erin zit"))
        self.save_button.updateGeometry()
        self.refit()

    def _put_back(self, choice: Choice) -> None:
        chosen = None
        if self._newcomer is not None:
            values = self._newcomer.values
            chosen = newcomer(values["name"], Role(values["role"]), values["passphrase"], self._cost)
        self.work(partial(put_back, root=self._root, held=self._held), self._finish, choice=choice, newcomer=chosen)

    def _finish(self, folder: SchoolFolder) -> None:
        self.accept()
        self.restored.emit(folder)

    def _rest(self) -> None:
        super()._rest()
        self.form.setEnabled(self._choice is None)

    def _drop(self) -> None:
        if self._choice is not None:
            self._choice.opening.drop()
            self._choice = None


def _columns() -> tuple[Column[Archive], ...]:
    return (
        Column(translate("RestoreDialog", "Gemaakt"), _made, strong=True, width=190),
        Column(translate("RestoreDialog", "Waarom"), lambda archive: archive.header.reason.label),
        Column(translate("RestoreDialog", "Grootte"), _size, width=80, right=True),
        Column(
            translate("RestoreDialog", "Map"),
            lambda archive: archive.path.parent.name,
            tip=lambda archive: str(archive.path),
        ),
    )


def _made(archive: Archive) -> str:
    made = archive.header.made_at.astimezone(ZONE)
    return f"{long_date(made.date())}, {made:%H:%M}"


def _size(archive: Archive) -> str:
    words = translate("RestoreDialog", "{size} MB")
    return words.format(size=f"{archive.header.size / _MEGA:.1f}".replace(".", ","))


def _facts_of(choice: Choice) -> list[Fact]:
    contents, header = choice.opening.contents, choice.archive.header
    words = (
        ("student", translate("RestoreDialog", "{n} student"), translate("RestoreDialog", "{n} studenten")),
        ("company", translate("RestoreDialog", "{n} leerbedrijf"), translate("RestoreDialog", "{n} leerbedrijven")),
        ("placement", translate("RestoreDialog", "{n} plaatsing"), translate("RestoreDialog", "{n} plaatsingen")),
    )
    counted = [plural(contents.counts.get(table, 0), one, many) for table, one, many in words]
    made = header.made_at.astimezone(ZONE)
    return [
        Fact(translate("RestoreDialog", "School"), contents.keys.name),
        Fact(translate("RestoreDialog", "Gemaakt"), f"{weekday_date(made.date())} {made:%Y, %H:%M}"),
        Fact(translate("RestoreDialog", "Waarom"), header.reason.label),
        Fact(translate("RestoreDialog", "Erin"), ", ".join(counted)),
        Fact(translate("RestoreDialog", "Wie erin mogen"), ", ".join(person.name for person in contents.keys.people)),
    ]


def _consequence(choice: Choice) -> str:
    if choice.replaced is None:
        words = translate("RestoreDialog", "De school komt op deze laptop te staan, in {place}.")
        return words.format(place=choice.into.path)
    days = toml("rules", "backups.toml")["room"]["aside_days"]
    words = translate(
        "RestoreDialog",
        "Dit komt in de plaats van {name} op deze laptop. Wat je na deze datum deed, is dan weg. "
        "De school van nu blijft nog {days} dagen bewaard in {place}.",
    )
    return words.format(name=choice.replaced, days=days, place=choice.into.aside)
