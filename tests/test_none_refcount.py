"""Qt's binding must give back every reference to None that it takes.

PySide6 6.12.0 gave back one too many on nearly every call that returns None; Python 3.11, where None is counted,
then ends with ``deallocating None`` after some thousand calls. From Python 3.12 on None is immortal, so there a
pass says nothing; the bundles carry 3.11.
"""

import os
import subprocess
import sys

import pytest

CALLS = """
import ctypes, os, sys
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPalette, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView

REPEATS = 200
spare = ctypes.py_object(None)
for _ in range(1000 * REPEATS):  # so that a faulty binding is counted instead of ending the process
    ctypes.pythonapi.Py_IncRef(spare)

application = QApplication(["none"])
image = QImage(50, 50, QImage.Format.Format_ARGB32)
painter, label, line = QPainter(image), QLabel(), QLineEdit()
model, view, timer = QStandardItemModel(3, 3), QTableView(), QTimer()
view.setModel(model)
rect = QRectF(1, 1, 20, 20)
calls = {
    "QPainter.setPen": lambda: painter.setPen(QPen(QColor(1, 2, 3), 1)),
    "QPainter.setBrush": lambda: painter.setBrush(Qt.BrushStyle.NoBrush),
    "QPainter.drawText": lambda: painter.drawText(QPointF(1, 9), "x"),
    "QPainter.drawRoundedRect": lambda: painter.drawRoundedRect(rect, 3, 3),
    "QPainter.fillRect": lambda: painter.fillRect(rect, QColor(1, 2, 3)),
    "QPainter.drawPath": lambda: painter.drawPath(QPainterPath()),
    "QPainter.save": lambda: (painter.save(), painter.restore()),
    "QLabel.setText": lambda: label.setText("x"),
    "QLineEdit.setText": lambda: line.setText("x"),
    "QWidget.update": lambda: label.update(),
    "QWidget.setPalette": lambda: label.setPalette(QPalette()),
    "QWidget.parent": lambda: label.parent(),
    "QStandardItemModel.setItem": lambda: model.setItem(0, 0, QStandardItem("x")),
    "QTableView.setCurrentIndex": lambda: view.setCurrentIndex(model.index(0, 0)),
    "QTimer.start": lambda: (timer.start(5), timer.stop()),
    "Signal.emit": lambda: line.textChanged.emit("x"),
}
for name, call in calls.items():
    call()
    before = sys.getrefcount(None)
    for _ in range(REPEATS):
        call()
    if abs(sys.getrefcount(None) - before) > REPEATS // 10:
        print(name, flush=True)
os._exit(0)  # taking Qt down by the rules would count further
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal here: there is nothing to count")
def test_no_qt_call_loses_or_keeps_a_reference_to_none():
    answer = subprocess.run(
        [sys.executable, "-c", CALLS],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split() == []
