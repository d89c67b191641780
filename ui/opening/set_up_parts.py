"""The questions of the set-up, one widget each; what follows from an answer is decided by ``ui.opening.set_up``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import today
from app.commands.school import SchoolDraft
from app.dates import school_year, school_year_name, short_date
from app.errors import Refusal
from app.rules.holidays import SchoolHoliday, school_holidays
from app.terms.school import Region
from app.terms.store import Where
from app.text import translate
from ui.desk.jobs import Lanes
from ui.opening.copies import where_is
from ui.opening.founding import objection_to
from ui.opening.new_passphrase import add_passphrase
from ui.opening.place_signs import where_sign
from ui.opening.recovery_paper import RecoveryPaper
from ui.theme import Tone
from ui.widgets.button import Button
from ui.widgets.choice_fields import ChoiceField, Option, TickField
from ui.widgets.code_view import CodeView
from ui.widgets.drawer import Fact
from ui.widgets.facts import Facts
from ui.widgets.folder_field import FolderField
from ui.widgets.form import Form
from ui.widgets.notice import Notice
from ui.widgets.sign import Sign
from ui.widgets.text import Text
from ui.widgets.text_fields import TextField

_BEGIN_BY_IMPORT, _BEGIN_EMPTY = "import", "empty"
_LONGEST_CODE = 120


class Part(QWidget):
    """One question: its step, title, explanation and form."""

    go_on_wanted = Signal()
    key = ""

    def __init__(self, step: str, title: str, explanation: str) -> None:
        super().__init__()
        self.step, self.title, self.explanation = step, title, explanation
        self.form = Form()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)

    def check(self) -> bool:
        """Whether the answer can be taken; says at the fields why not."""
        return self.form.check()

    def holds(self, refusal: Refusal) -> bool:
        """Whether a refusal belongs to a field of this question."""
        return refusal.field in self.form.values

    def show_first(self) -> None:
        """Put the focus where the answer begins."""
        fields = list(self.form.values)
        if fields:
            self.form[fields[0]].setFocus(Qt.FocusReason.OtherFocusReason)


class SchoolPart(Part):
    """Which school it is; also where it is kept, when the usual folder is no safe place."""

    key = "school"

    def __init__(self, root: Path) -> None:
        super().__init__(
            translate("SetUp", "School"),
            translate("SetUp", "Welke school richt je in?"),
            translate("SetUp", "Dit staat straks op de tipkaart en de meldwijzer. Alles kan later anders."),
        )
        self._root = root
        self._asks_folder = False
        regions = [Option(region, region.label) for region in Region]
        usual = translate("SetUp", "Stagebureau")
        self.form.add(
            name=TextField(translate("SetUp", "&Naam van de school"), required=True),
            town=TextField(translate("SetUp", "&Plaats")),
        )
        self.form.add(
            region=ChoiceField(translate("SetUp", "Vakantie&regio"), regions),
            office=TextField(translate("SetUp", "Naam van het &stagebureau"), example=usual),
        )
        self.form.add(
            phone=TextField(translate("SetUp", "&Telefoon van het stagebureau")),
            email=TextField(translate("SetUp", "&E-mail van het stagebureau")),
        )
        self.form.add(web=TextField(translate("SetUp", "&Website")))
        objection = objection_to(root)
        if objection is not None:
            self._asks_folder = True
            self.form.add(folder=FolderField(translate("SetUp", "&Map voor de school"), required=True))
            self.form.refuse(objection)
        self.column.addWidget(self.form)

    @property
    def root(self) -> Path:
        """The folder below which the school comes."""
        chosen = self.form["folder"].value if self._asks_folder else None
        return chosen or self._root

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed yet."""
        return not any(value for name, value in self.form.values.items() if name not in {"region", "folder"})

    @property
    def draft(self) -> SchoolDraft:
        """The answers."""
        values = dict(self.form.values)
        values.pop("folder", None)
        return SchoolDraft(**{**values, "region": Region(values["region"])})

    def check(self) -> bool:
        """Also whether a school may stand in the chosen folder."""
        if not super().check():
            return False
        objection = objection_to(self.root) if self._asks_folder else None
        return objection is None or not self.form.refuse(objection)

    def settle(self) -> None:
        """The school stands where it stands from now on."""
        if self._asks_folder:
            self.form["folder"].setEnabled(False)


class MePart(Part):
    """Who sets it up, and the wachtzin that keeps it shut."""

    key = "me"

    def __init__(self, school: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(
            translate("SetUp", "Jij"),
            translate("SetUp", "Wie ben je, en met welke wachtzin open je de school?"),
            translate(
                "SetUp",
                "Alles staat versleuteld op deze laptop. Alleen wie een wachtzin heeft, kan het lezen. Wij niet, en "
                "ict ook niet. Jij bent hier BPV-coördinator en bepaalt straks wie er nog meer in mag.",
            ),
        )
        self.form.add(person=TextField(translate("SetUp", "Je &naam"), required=True))
        add_passphrase(self.form, lambda: (*school(), str(self.form["person"].value)))
        self.column.addWidget(self.form)


class CodePart(Part):
    """The recovery code, shown once, and typed back from the paper."""

    key = "code"
    said = Signal(str)
    failed = Signal(str)

    def __init__(self, lanes: Lanes, school: Callable[[], str]) -> None:
        super().__init__(
            translate("SetUp", "Herstelcode"),
            translate("SetUp", "Bewaar je herstelcode op papier"),
            translate(
                "SetUp",
                "Ben je de wachtzin kwijt, dan is deze code de enige weg terug. Hij wordt alleen nu getoond. Leg het "
                "blad in een kluis of een afgesloten kast, niet bij de laptop.",
            ),
        )
        self.proven = False
        """Whether the code was typed back without a mistake."""
        self._school = school
        self._view = CodeView(translate("SetUp", "Herstelcode"))
        self._paper = RecoveryPaper(lanes, self)
        self._paper.said.connect(self.said)
        self._paper.failed.connect(self.failed)
        typed = TextField(
            translate("SetUp", "&Typ de code over van je papier"),
            hint=translate("SetUp", "Zo weet je dat hij goed is opgeschreven. Spaties en streepjes maken niet uit."),
            required=True,
            longest=_LONGEST_CODE,
        )
        typed.edit.returnPressed.connect(self.go_on_wanted)
        self.form.add(typed=typed)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for text, icon, slot in (
            (translate("SetUp", "&Druk af"), "printer", self._print),
            (translate("SetUp", "&Bewaar als PDF"), "save", self._keep),
        ):
            button = Button(text, icon)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addWidget(self._view)
        self.column.addLayout(buttons)
        self.column.addWidget(self.form)

    @property
    def typed(self) -> str:
        """What was typed back."""
        return str(self.form["typed"].value)

    def show_code(self, code: str) -> None:
        """Show the code of the school that was made."""
        self._view.show_code(code)

    def prove(self) -> None:
        """The code was typed back as it is."""
        self.proven = True
        self.form["typed"].set_status(Sign(translate("SetUp", "klopt"), "circle-check", Tone.DONE))
        self.form["typed"].setEnabled(False)

    def holds(self, refusal: Refusal) -> bool:
        """A slip in the code belongs to what was typed here."""
        if refusal.field == "recovery_code":
            refusal.field = "typed"
        return super().holds(refusal)

    def _print(self) -> None:
        self._paper.print(self._school(), self._view.code)

    def _keep(self) -> None:
        self._paper.keep(self._school(), self._view.code)


class BackUpPart(Part):
    """Where backups go; another disk is better, none may be chosen later."""

    key = "backup"

    def __init__(self, root: Path) -> None:
        super().__init__(
            translate("SetUp", "Back-up"),
            translate("SetUp", "Waar komt de back-up?"),
            translate(
                "SetUp",
                "Driehoek maakt bij het afsluiten een versleutelde back-up. Kies een map op een andere schijf: een "
                "usb-stick, een netwerkmap van school of OneDrive. Zonder wachtzin of herstelcode is die onleesbaar.",
            ),
        )
        self._root = root
        place = FolderField(translate("SetUp", "&Map voor back-ups"))
        place.changed.connect(self._tell_where)
        self.form.add(place=place)
        words = translate(
            "SetUp",
            "Zonder zo’n map staat de back-up op dezelfde schijf als je school. Gaat de laptop stuk of raakt hij weg, "
            "dan ben je alles kwijt. Je kunt doorgaan en later kiezen; Driehoek blijft eraan herinneren.",
        )
        self._warning = Notice(words, Tone.ATTENTION)
        self.column.addWidget(self.form)
        self.column.addWidget(self._warning)

    @property
    def place(self) -> Path | None:
        """The chosen folder."""
        chosen: Path | None = self.form["place"].value
        return chosen

    def _tell_where(self) -> None:
        place = self.place
        lies = where_is(self._root, place) if place is not None and place.is_dir() else None
        self.form["place"].set_status(None if lies is None else where_sign(lies))
        self._warning.setVisible(lies in {None, Where.SAME_DISK})


class StartPart(Part):
    """How to begin: with the files of the school or with nothing, and whether its holidays are copied."""

    key = "start"

    def __init__(self, region: Callable[[], Region]) -> None:
        super().__init__(
            translate("SetUp", "Begin"),
            translate("SetUp", "Hoe wil je beginnen?"),
            translate("SetUp", "Je school staat klaar. Dit zijn de laatste twee vragen."),
        )
        self._region = region
        options = [
            Option(
                _BEGIN_BY_IMPORT, translate("SetUp", "Met de bestanden van school: studenten, leerbedrijven, plekken")
            ),
            Option(_BEGIN_EMPTY, translate("SetUp", "Zelf invoeren, opleiding voor opleiding")),
        ]
        self.form.add(begin=ChoiceField(translate("SetUp", "&Waarmee begin je?"), options))
        tick = TickField(translate("SetUp", "Neem de &schoolvakanties van mijn regio over"))
        tick.set_value(True)
        self.form.add(holidays=tick)
        self._days = Facts()
        self._note = Text(
            translate("SetUp", "Een mbo-school mag afwijken. Kijk ze na bij Instellingen, Kalender."),
            "small",
            tone="muted",
            wrap=True,
        )
        for part in (self.form, self._days, self._note):
            self.column.addWidget(part)

    @property
    def first_page(self) -> str:
        """The page that the program opens with."""
        return "students" if self.form["begin"].value == _BEGIN_BY_IMPORT else "settings"

    @property
    def holidays(self) -> tuple[SchoolHoliday, ...]:
        """The holidays to copy: of this school year and the next."""
        return self._known() if self.form["holidays"].value else ()

    def show_first(self) -> None:
        """Show the holidays of the region that was chosen."""
        super().show_first()
        facts = []
        for holiday in self._known():
            days = translate("SetUp", "{first} t/m {last}").format(
                first=short_date(holiday.first_day), last=short_date(holiday.last_day)
            )
            facts.append(Fact(f"{holiday.name} {school_year_name(holiday.school_year)}", days))
        self._days.show_facts(facts)

    def _known(self) -> tuple[SchoolHoliday, ...]:
        year = school_year(today())
        return tuple(day for at in (year, year + 1) for day in school_holidays(self._region(), at))
