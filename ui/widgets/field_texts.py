"""What stands in a field as a text, and back: for drafts of every form."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ui import wording
from ui.widgets.checks_field import ChecksField
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.grouped_choice import GroupedChoice
from ui.widgets.officer_picker import OfficerPicker
from ui.widgets.time_field import TimeField

TICKED = "yes"


def text_of(field: QWidget) -> str:
    """Give what stands in a field; a day in full, so that "yesterday" stays the day it was; nothing for no text."""
    match field:
        case DateField():
            day = field.day()
            return field.text() if day is None else wording.day(day)
        case QLineEdit() | TimeField():
            return field.text()
        case QPlainTextEdit():
            return field.toPlainText()
        case QCheckBox():
            return TICKED if field.isChecked() else ""
        case QComboBox():
            return field.currentText()
        case ChecksField():
            return "\n".join(box.text() for box in field.boxes() if box.isChecked())
        case GroupedChoice():
            return field.line.text()
        case _:
            return ""


def put_text(field: QWidget, text: str) -> None:
    """Put a text into a field as if it had been typed or chosen; what a choice does not offer is passed over."""
    match field:
        case QLineEdit():
            field.setText(text)
        case DateField() | TimeField():
            field.set_text(text)
        case QPlainTextEdit():
            field.setPlainText(text)
        case QCheckBox():
            field.setChecked(text == TICKED)
        case QComboBox():
            field.setCurrentIndex(field.findText(text))
        case ChecksField():
            ticked = text.split("\n")
            for box in field.boxes():
                box.setChecked(box.text() in ticked)
        case GroupedChoice():
            field.line.setText(text)
        case _:
            pass


def put_value(field: QWidget, value: object, words: str) -> None:
    """Put a value of a record into a field: choices and officers go by what they are, all else by its words."""
    match field:
        case ChoiceField() if value in field.choices():
            field.set_choice(value)
        case OfficerPicker():
            field.set_officer(value if isinstance(value, str) else None)
        case _:
            put_text(field, words)


def lines_of(field: QWidget) -> list[QWidget]:
    """Give the controls of a field that are typed into or chosen in."""
    match field:
        case ChecksField():
            return list(field.boxes())
        case DateField() | TimeField() | GroupedChoice():
            return [field.line]
        case _:
            return [field]
