"""ShortcutsDialog: every command with its keys, in a list that can be read aloud and copied."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from ui.menu_commands import MenuCommands
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.theme import scaled


@dataclass(frozen=True, slots=True)
class ShortcutRow:
    """A command, its keys and where they work."""

    name: str
    words: str
    keys: str
    where: str


class ShortcutsDialog(QDialog):
    """Lists the keys."""

    def __init__(self, commands: MenuCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        columns = [
            Column(self.tr("Keys"), lambda row: row.keys, width=130, bold=True),
            Column(self.tr("Does"), lambda row: row.words, width=240),
            Column(self.tr("Where"), lambda row: row.where, width=160),
        ]
        model = RowTableModel(columns, lambda row: row.name, self)
        model.set_rows(self._rows(commands))
        self.table = RowTableView(model, "keyboard_shortcuts", self)
        self.table.setAccessibleName(self.tr("Keyboard shortcuts"))
        close = QPushButton(self.tr("&Close"))
        close.clicked.connect(self.accept)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(12)
        lines.addWidget(self.table)
        lines.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        self.resize(scaled(600), scaled(640))
        self.table.select_first()

    def _where(self, commands: MenuCommands, action: QAction, in_lists: str, anywhere: str) -> str:
        if action.shortcut().isEmpty():
            return self.tr("in the menus")
        return in_lists if commands.works_on_lists(action.objectName()) else anywhere

    def _rows(self, commands: MenuCommands) -> list[ShortcutRow]:
        in_lists, anywhere, in_fields = self.tr("in a list"), self.tr("anywhere"), self.tr("in a date field")
        on_timeline = self.tr("on the timeline")
        rows = [
            ShortcutRow(
                action.objectName(),
                action.text().replace("&", "").removesuffix("..."),
                ", ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts()),
                self._where(commands, action, in_lists, anywhere),
            )
            for action in commands.all_actions()
        ]
        rows.extend(
            [
                ShortcutRow("list_open", self.tr("Open the row"), "Enter", in_lists),
                ShortcutRow("list_copy", self.tr("Copy the rows as a table"), "Ctrl+C", in_lists),
                ShortcutRow("list_up", self.tr("Sort by this column, first to last"), "Ctrl+Shift+Up", in_lists),
                ShortcutRow("list_down", self.tr("Sort by this column, last to first"), "Ctrl+Shift+Down", in_lists),
                ShortcutRow("list_columns", self.tr("Choose the columns"), "Ctrl+Shift+C", in_lists),
                ShortcutRow(
                    "list_move",
                    self.tr("Move this column left, right"),
                    "Ctrl+Shift+Left, Right",
                    in_lists,
                ),
                ShortcutRow("date_day", self.tr("A day later, a day earlier"), "Up, Down", in_fields),
                ShortcutRow("date_month", self.tr("A month later, a month earlier"), "Page Up, Page Down", in_fields),
                ShortcutRow("timeline_mark", self.tr("Another mark, another row"), "Arrows", on_timeline),
                ShortcutRow("timeline_lead", self.tr("Go to the row of the mark"), "Enter", on_timeline),
                ShortcutRow("timeline_zoom", self.tr("Fewer days, more days, all of the case"), "+, -, 0", on_timeline),
                ShortcutRow("form_send", self.tr("Submit, also from a note"), "Ctrl+Enter", self.tr("in a form")),
                ShortcutRow("form_leave", self.tr("Leave a form"), "Esc", self.tr("in a form")),
            ]
        )
        return rows
