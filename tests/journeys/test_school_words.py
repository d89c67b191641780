"""A school that calls its people otherwise reads its own words on every screen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app import text
from app.clock import today
from app.commands.school import decide_policy
from app.terms.fields import field_label
from app.terms.people import Role
from ui import i18n
from ui.unattended import settle

OWN = {"supervisor": "bpv-docent", "supervisors": "bpv-docenten", "company_person": "werkbegeleider", "mentor": "coach"}


@pytest.fixture
def spoken(qapp: QApplication):
    before = text._texts.translator
    installed = i18n.install(qapp)
    yield
    for translator in installed:
        qapp.removeTranslator(translator)
    text.install(before)


@pytest.mark.usefixtures("spoken")
def test_its_own_words_stand_on_the_screen_while_it_is_open(qapp, program):
    for field, word in OWN.items():
        program.session.desk.do(
            decide_policy, "Vastgelegd.", key=f"label.{field}", value=word, valid_from=today(), source=""
        )
    settle(qapp, program)
    program.window.show_page("students")
    settle(qapp, program)
    columns = program.window.page("students").table.rows.columns
    assert "Bpv-docent" in {column.title for column in columns}
    assert Role.SUPERVISOR.label == "bpv-docent"
    assert field_label("company_person") == "werkbegeleider"
    program.lock()
    settle(qapp, program)
    assert Role.SUPERVISOR.label == "stagebegeleider"
    assert field_label("mentor") == "mentor"
