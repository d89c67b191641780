"""Nothing is cut, nothing is nameless and nothing escapes translation, at any size and in both themes."""

from dataclasses import dataclass

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.ui.laws import clipped, nameless, untranslated
from ui.theme import Tone, apply
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind
from ui.widgets.chips import Filter, FilterChips
from ui.widgets.choice_fields import ChoiceField, DaysField, Option, TickField, TickListField
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import Form, FormDialog
from ui.widgets.lane_board import Lane, LaneBoard
from ui.widgets.page_frame import PageFrame
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.stepper import Step, Stepper
from ui.widgets.switch import Switch, View
from ui.widgets.text import Text
from ui.widgets.text_fields import NoteField, NumberField, TextField
from ui.widgets.tile import Figure, Tile

OPTIONS = (Option(1, "«Verzorgende IG, niveau 3»"), Option(2, "«Logistiek medewerker, niveau 2»"))
LOOKS = [("light", 1.0), ("dark", 1.5), ("light", 2.0)]


@dataclass(frozen=True)
class Company:
    id: int
    name: str


def fill(form):
    form.add_words("«Over de stage»", heading=True)
    form.add(first=TextField("«Voornaam van de student»", required=True, hint="«Zoals die genoemd wil worden»"))
    form.add(programme=ChoiceField("«Opleiding»", OPTIONS), company=ChoiceField("«Bedrijf»", OPTIONS, search=True))
    form.add(start=DateField("«Van»"), end=DateField("«Tot en met de laatste dag»"))
    form.add(days=DaysField("«Dagen»"), hours=NumberField("«Uren»", unit="«uur per week»"))
    form.add(note=NoteField("«Notitie bij dit gesprek»"))
    form.add(vog=TickField("«De student heeft een VOG nodig vóór de start van de stage bij dit bedrijf»"))
    form.add(languages=TickListField("«Talen»", OPTIONS))
    form["hours"].set_status(Sign("«vraag nu»", "circle-alert", Tone.ATTENTION))
    form["first"].show_error("«Vul dit in, want zonder naam kan de student niet worden bewaard.»")


class WholePage(PageFrame):
    """A page with most of the widgets on it."""

    def __init__(self):
        super().__init__("«Plaatsingen»", "«48 studenten, 27 vragen iets van je»")
        self.add_tool(Switch([View("b", "«Bord»", "kanban"), View("t", "«Tabel»", "table", "T")], "«Weergave»"))
        self.add_tool(Button("«Importeren»", "upload", Kind.USUAL))
        chips = [
            Filter("1", "«Hele team»", "users", on=True),
            Filter("2", "«Start binnen drie weken»", "calendar-days"),
        ]
        self.column.addWidget(FilterChips(chips))
        steps = Stepper("«Stappen»")
        steps.show_steps([Step("1", "«Criteria vastzetten»", done=True), Step("2", "«Beoordelen»")], "2")
        self.column.addWidget(steps)
        tile = Tile("users", "«Begeleiding»")
        tile.show_figure(Figure("«22 van 31»", "«volgens de norm»", "«vorig jaar 17»", 0.5, "«bekend bij 31 van 48»"))
        self.column.addWidget(tile)
        board = LaneBoard("«Bord»")
        board.show_board([Lane("a", "«Zoekt plek»", "user-search", "«oudste 31 dagen»")], [])
        self.column.addWidget(board)
        table = RowTable([Column("«Leerbedrijf»", lambda row: row.name, order="name")], lambda row: row.id, "«Lijst»")
        table.show_rows([Company(1, "Bakkerij Zon")])
        self.column.addWidget(table)
        note = Panel(Tone.ATTENTION)
        note.column.addWidget(
            Text("«Nog vragen: reiskosten en begintijd. Zonder deze twee telt de plek niet.»", wrap=True)
        )
        self.column.addWidget(note)
        action = QAction("«Importeer studenten»", self)
        self.column.addWidget(EmptyState("users", "«Nog niets»", "«Hier staan straks je studenten.»", action))


def a_form():
    form = Form()
    fill(form)
    return form


@pytest.mark.parametrize("make", [WholePage, a_form])
@pytest.mark.usefixtures("shout")
def test_it_can_be_read_named_and_translated(qtbot, qapp, make):
    box = QWidget()
    qtbot.addWidget(box)
    QVBoxLayout(box).addWidget(make())
    box.show()
    for mode, scale in LOOKS:
        apply(qapp, mode, scale)
        for width in (760, 1320):
            box.resize(width, 1000)
            QApplication.processEvents()
            box.resize(width, max(1000, box.minimumSizeHint().height(), box.heightForWidth(width)))
            QApplication.processEvents()
            assert clipped(box) == []
    assert nameless(box) == []
    assert untranslated(box) == []


@pytest.mark.usefixtures("shout")
def test_a_dialog_fits_the_screen_and_can_be_read(qtbot, qapp):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = FormDialog("«Student toevoegen»", window, intro="«Vul in wat je weet. De rest komt later.»")
    fill(dialog.form)
    dialog.open()
    for mode, scale in LOOKS:
        apply(qapp, mode, scale)
        QApplication.processEvents()
        assert clipped(dialog) == []
        assert dialog.screen().availableGeometry().height() >= dialog.height()
    assert nameless(dialog) == []
    assert untranslated(dialog) == []
