"""An import screen at the desk of the small fictional school, with its reader in a child process."""

from __future__ import annotations

import pytest

from tests.app.queries.conftest import filled, school  # noqa: F401 - fixtures of the same school
from tests.school import ACTOR
from ui.desk.desk import Desk
from ui.desk.jobs import Lanes
from ui.importing.flow import ImportFlow
from ui.importing.screen import ImportScreen

HEAD = "Nummer;Roepnaam;Voorvoegsel;Achternaam;Stamgroep;BSN"
PEOPLE = (
    "30101;Noor;el;Amrani;VZ3B;999",
    "30102;Sem;;Verhoeven;KO2A;999",
    "40001;Wojtek;;Łukasik;VZ3A;999",
)


@pytest.fixture(scope="module")
def warm(qapp):
    """Lanes whose child process serves every test here."""
    lanes = Lanes()
    yield lanes
    lanes.close()


@pytest.fixture
def desk(warm, school) -> Desk:  # noqa: F811 - the fixture
    made = Desk(school.store, ACTOR, warm)
    yield made
    made.deleteLater()


@pytest.fixture
def backups() -> list[str]:
    return []


@pytest.fixture
def screen(qtbot, desk, school, backups) -> ImportScreen:  # noqa: F811 - the fixture
    made = ImportScreen()
    qtbot.addWidget(made)
    made.resize(1366, 768)

    def safeguard(*, progress) -> None:
        backups.append("made")

    made.flow = ImportFlow(desk, school.store, made, safeguard)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def listed(tmp_path):
    """Writes a list as csv; gives its path."""

    def write(name: str, *lines: str, head: str = HEAD):
        path = tmp_path / name
        path.write_text("\n".join([head, *lines]), encoding="utf-8")
        return path

    return write
