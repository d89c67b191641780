"""The window is painted before anything heavy is imported."""

import subprocess
import sys

HEAVY = ("sqlalchemy", "numpy", "reportlab", "pypdfium2", "alembic", "keyring", "cryptography", "app.store")
PROGRAM = """
import sys, tempfile
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget
from ui import i18n
from ui.desk.jobs import Lanes
from ui.frame.crash import Crashes
from ui.opening.lock_screen import LockScreen
from ui.frame.state import StateFile
from ui.theme import apply
from ui.widgets.grouped_list import GroupedList
from ui.widgets.lane_board import LaneBoard
from ui.widgets.page_viewer import PageViewer
from ui.widgets.row_table import RowTable
from ui.widgets.form import FormDialog
from ui.frame.window import PageEntry, Window
app = QApplication([])
i18n.install(app)
apply(app, "light", 1.0)
window = Window([PageEntry("today", "Vandaag", "sun", QWidget)], StateFile(Path(tempfile.mkdtemp())))
window.cover(LockScreen())
window.show()
app.processEvents()
heavy = [name for name in sys.argv[1].split(",") if name in sys.modules]
print(",".join(heavy))
"""


def test_the_first_paint_imports_nothing_heavy():
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, ",".join(HEAVY)],
        capture_output=True,
        text=True,
        check=True,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "", "HOME": "/nonexistent"},
    )
    assert run.stdout.strip() == ""
