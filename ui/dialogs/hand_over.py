"""*Geef over*: to whom, where the file goes, and the code to read out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.text import translate
from ui.desk.job_form import JobForm
from ui.desk.jobs import Lanes
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.code_view import CodeView
from ui.widgets.folder_field import FolderField
from ui.widgets.text import Text
from ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from app.store.handover import HandedOver

_SOMEBODY_ELSE = ""


class HandOverDialog(JobForm):
    """Asks a colleague of *Mensen* or a name, and a folder; afterwards it shows the file and the code.

    ``give`` is the work: it takes ``to``, ``place`` and ``progress``.
    """

    given = Signal()
    """The school was handed over and the user has read what to do now."""

    def __init__(
        self, colleagues: tuple[str, ...], give: Callable[..., HandedOver], lanes: Lanes, parent: QWidget
    ) -> None:
        super().__init__(
            translate("HandOverDialog", "Geef de school over"),
            lanes,
            parent,
            save=translate("HandOverDialog", "Geef over (hier alleen nog lezen)"),
            intro=translate(
                "HandOverDialog",
                "Je collega krijgt de hele school in één versleuteld bestand en werkt verder. Hier kun je daarna "
                "alleen nog kijken, tot je collega de school teruggeeft of jij haar terugneemt.",
            ),
            writes=True,
        )
        self._give = give
        self._handed = False
        options = [Option(name, name) for name in colleagues]
        options.append(Option(_SOMEBODY_ELSE, translate("HandOverDialog", "Iemand die er nog niet in mag")))
        self._who = ChoiceField(translate("HandOverDialog", "&Aan wie?"), options)
        self._who.changed.connect(self._ask_name)
        self._name = TextField(translate("HandOverDialog", "&Naam van je collega"), required=True)
        self.form.add(who=self._who)
        self.form.add(name=self._name)
        self.form.add(
            place=FolderField(
                translate("HandOverDialog", "&Map voor het bestand"),
                required=True,
                hint=translate("HandOverDialog", "Een usb-stick, of een map die jullie allebei kunnen openen."),
            )
        )
        self._after = self._after_box()
        self._ask_name()
        self.saved.connect(self._go_on)
        self.finished.connect(self._tell)

    def _after_box(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._file, self._by_phone = Text("", wrap=True), Text("", wrap=True)
        self._code = CodeView(translate("HandOverDialog", "Code om voor te lezen"))
        for part in (self._file, self._by_phone, self._code):
            column.addWidget(part)
        box.setVisible(False)
        self._body.insertWidget(self._body.indexOf(self.form), box)
        return box

    def _ask_name(self) -> None:
        new = self._who.value == _SOMEBODY_ELSE
        self._name.setVisible(new)
        self._name.setEnabled(new)

    def _go_on(self, values: dict[str, Any]) -> None:
        if self._handed:
            self.accept()
            return
        self._to = values["who"] or values["name"]
        self.work(self._give, self._show, to=self._to, place=values["place"])

    def _show(self, handed: HandedOver) -> None:
        self._handed = True
        self.form.setVisible(False)
        self.form.setEnabled(False)
        self._after.setVisible(True)
        self._intro.setText(
            translate("HandOverDialog", "{name} kan nu verder. Deze laptop leest alleen nog.").format(name=self._to)
        )
        self._file.setText(translate("HandOverDialog", "Geef dit bestand: {path}").format(path=handed.archive))
        self._by_phone.setText(
            translate("HandOverDialog", "{name} opent het met de eigen wachtzin.").format(name=self._to)
            if handed.code is None
            else translate(
                "HandOverDialog",
                "Bel {name} en lees deze code voor. Stuur de code niet mee met het bestand. Na één keer is hij op.",
            ).format(name=self._to)
        )
        self._code.show_code(handed.code or "")
        self._code.setVisible(handed.code is not None)
        self.cancel_button.setVisible(False)
        self.save_button.setText(translate("HandOverDialog", "Klaar"))
        self.save_button.updateGeometry()
        self.refit()

    def _rest(self) -> None:
        super()._rest()
        self.form.setEnabled(not self._handed)

    def _tell(self) -> None:
        if self._handed:
            self.given.emit()
