"""PySide6 must not steal references to None and True: 6.12.0 does, and aborts Python 3.11 after some 5,000 calls."""

import json
import subprocess
import sys

import pytest

CALLS = 1000

COUNTS_REFERENCES = """
import json, os, sys
from PySide6 import QtCore, QtGui, QtWidgets

calls = int(sys.argv[1])
spare = [None] * 100_000, [True] * 100_000  # so that a theft shows as a number, not as an abort
application = QtWidgets.QApplication(sys.argv[:1])
label, field, box, widget = QtWidgets.QLabel(), QtWidgets.QLineEdit(), QtWidgets.QCheckBox(), QtWidgets.QWidget()
button, item, model = QtWidgets.QPushButton(), QtGui.QStandardItem(), QtGui.QStandardItemModel(4, 4)
timer, action = QtCore.QTimer(), QtGui.QAction()
everyday = {
    "QLabel.setText": lambda: label.setText("x"),
    "QLineEdit.setText": lambda: field.setText("x"),
    "QPushButton.setEnabled": lambda: button.setEnabled(True),
    "QCheckBox.setChecked": lambda: (box.setChecked(True), box.isChecked()),
    "QWidget.setWindowTitle": lambda: widget.setWindowTitle("x"),
    "QWidget.setAccessibleName": lambda: widget.setAccessibleName("x"),
    "QWidget.isVisible": lambda: (widget.setVisible(False), widget.isVisible()),
    "QObject.property": lambda: widget.property("never set"),
    "QAction.setText": lambda: action.setText("x"),
    "QTimer.stop": lambda: timer.stop(),
    "QStandardItem.setText": lambda: item.setText("x"),
    "QStandardItemModel.setItem": lambda: model.setItem(0, 0, QtGui.QStandardItem("x")),
    "QApplication.processEvents": lambda: application.processEvents(),
}
stolen = {}
for name, call in everyday.items():
    call()
    none, true = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(calls):
        call()
    stolen[name] = none - sys.getrefcount(None), true - sys.getrefcount(True)
print(json.dumps(stolen))
sys.stdout.flush()
os._exit(0)
"""


@pytest.fixture(scope="module")
def stolen() -> dict[str, tuple[int, int]]:
    """References to None and to True that went missing over a thousand calls, by the method called."""
    done = subprocess.run(
        [sys.executable, "-c", COUNTS_REFERENCES, str(CALLS)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"the interpreter ended with {done.returncode}:\n{done.stderr}"
    return {name: (none, true) for name, (none, true) in json.loads(done.stdout).items()}


def test_everyday_calls_steal_no_reference(stolen: dict[str, tuple[int, int]]) -> None:
    thieves = {name: lost for name, lost in stolen.items() if max(lost) > CALLS // 2}
    assert thieves == {}


def test_the_guard_called_what_it_should(stolen: dict[str, tuple[int, int]]) -> None:
    assert {"QLabel.setText", "QLineEdit.setText", "QWidget.setWindowTitle"} <= stolen.keys()
