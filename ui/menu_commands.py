"""MenuCommands: every command once, with its words, its shortcut and when it may be used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget

FIRST_BY_ALT = 10


@dataclass(frozen=True, slots=True)
class Command:
    """A command as data. `on_lists` makes its shortcut work only while a list has the focus; `also` works as well."""

    name: str
    menu: str
    text: object
    shortcut: str = ""
    on_lists: bool = False
    also: str = ""


COMMANDS = (
    Command("new_case", "file", QT_TRANSLATE_NOOP("MenuCommands", "&New case..."), "Ctrl+N"),
    Command("import_cases", "file", QT_TRANSLATE_NOOP("MenuCommands", "&Import a spreadsheet..."), "Ctrl+I"),
    Command(
        "leave_out_row", "file", QT_TRANSLATE_NOOP("MenuCommands", "&Leave row out, or take it"), "Del", on_lists=True
    ),
    Command("save_copy", "file", QT_TRANSLATE_NOOP("MenuCommands", "&Save a copy..."), "Ctrl+S"),
    Command("print", "file", QT_TRANSLATE_NOOP("MenuCommands", "&Print..."), "Ctrl+P"),
    Command("paper", "file", QT_TRANSLATE_NOOP("MenuCommands", "Pap&er of this page..."), "Ctrl+Shift+P"),
    Command("save_week", "file", QT_TRANSLATE_NOOP("MenuCommands", "Sa&ve all teams' papers..."), "Ctrl+F10"),
    Command("print_week", "file", QT_TRANSLATE_NOOP("MenuCommands", "P&rint all teams' papers..."), "Ctrl+F11"),
    Command("stop", "file", QT_TRANSLATE_NOOP("MenuCommands", "S&top what is under way"), "Ctrl+."),
    Command("quit", "file", QT_TRANSLATE_NOOP("MenuCommands", "&Quit Undrift"), "Ctrl+Q"),
    Command("undo", "case", QT_TRANSLATE_NOOP("MenuCommands", "&Undo the last step"), "Ctrl+Z"),
    Command("quick_update", "case", QT_TRANSLATE_NOOP("MenuCommands", "&Quick update..."), "Ctrl+K"),
    Command("open_case", "case", QT_TRANSLATE_NOOP("MenuCommands", "&Open case"), "O", on_lists=True),
    Command(
        "complete_milestone", "case", QT_TRANSLATE_NOOP("MenuCommands", "&Complete milestone..."), "C", on_lists=True
    ),
    Command(
        "reopen_milestone", "case", QT_TRANSLATE_NOOP("MenuCommands", "Reopen &milestone..."), "Shift+C", on_lists=True
    ),
    Command("replan_milestone", "case", QT_TRANSLATE_NOOP("MenuCommands", "&Re-plan milestone..."), "R", on_lists=True),
    Command("plan_day", "case", QT_TRANSLATE_NOOP("MenuCommands", "Planned for a da&y..."), "Shift+D", on_lists=True),
    Command("record_event", "case", QT_TRANSLATE_NOOP("MenuCommands", "Record e&vent..."), "E", on_lists=True),
    Command("record_delay", "case", QT_TRANSLATE_NOOP("MenuCommands", "Record &delay..."), "D", on_lists=True),
    Command("record_review", "case", QT_TRANSLATE_NOOP("MenuCommands", "Record review..."), "F6"),
    Command("finish_follow_up", "case", QT_TRANSLATE_NOOP("MenuCommands", "Follow-up action done"), "Shift+F6"),
    Command("pause_clock", "case", QT_TRANSLATE_NOOP("MenuCommands", "&Pause clock..."), "P", on_lists=True),
    Command("resume_clock", "case", QT_TRANSLATE_NOOP("MenuCommands", "Resume cloc&k..."), "Shift+P", on_lists=True),
    Command("order_date", "case", QT_TRANSLATE_NOOP("MenuCommands", "&Fix date by order..."), "F", on_lists=True),
    Command("correct_start", "case", QT_TRANSLATE_NOOP("MenuCommands", "Correct the &start..."), "S", on_lists=True),
    Command("mark_not_required", "case", QT_TRANSLATE_NOOP("MenuCommands", "&Not required..."), "N", on_lists=True),
    Command(
        "acknowledge_alert", "case", QT_TRANSLATE_NOOP("MenuCommands", "&Acknowledge alert..."), "A", on_lists=True
    ),
    Command("snooze_alert", "case", QT_TRANSLATE_NOOP("MenuCommands", "Put alert off..."), "F3"),
    Command("see_to_alert", "case", QT_TRANSLATE_NOOP("MenuCommands", "Alert seen to..."), "Shift+F3"),
    Command("why_this_date", "case", QT_TRANSLATE_NOOP("MenuCommands", "&Why this date?"), "W", on_lists=True),
    Command("allocate_case", "case", QT_TRANSLATE_NOOP("MenuCommands", "A&llocate case..."), "L", on_lists=True),
    Command(
        "prosecution_limit", "case", QT_TRANSLATE_NOOP("MenuCommands", "Lim&it on prosecution..."), "T", on_lists=True
    ),
    Command("grade_risk", "case", QT_TRANSLATE_NOOP("MenuCommands", "&Grade the risk..."), "G", on_lists=True),
    Command("edit_case", "case", QT_TRANSLATE_NOOP("MenuCommands", "Edit the case..."), "Shift+I", on_lists=True),
    Command("add_child", "case", QT_TRANSLATE_NOOP("MenuCommands", "Add a child...")),
    Command("add_suspect", "case", QT_TRANSLATE_NOOP("MenuCommands", "Add a suspect...")),
    Command("add_device", "case", QT_TRANSLATE_NOOP("MenuCommands", "Add a device...")),
    Command("edit_subject", "case", QT_TRANSLATE_NOOP("MenuCommands", "Edit child or suspect..."), "I", on_lists=True),
    Command("same_person", "case", QT_TRANSLATE_NOOP("MenuCommands", "Person's other cases"), "Shift+O", on_lists=True),
    Command("record_arrest", "case", QT_TRANSLATE_NOOP("MenuCommands", "Record arr&est..."), "Shift+A", on_lists=True),
    Command("record_remand", "case", QT_TRANSLATE_NOOP("MenuCommands", "Record remand..."), "Shift+R", on_lists=True),
    Command(
        "record_bail_event", "case", QT_TRANSLATE_NOOP("MenuCommands", "Record &bail event..."), "B", on_lists=True
    ),
    Command(
        "withdraw_bail_event",
        "case",
        QT_TRANSLATE_NOOP("MenuCommands", "Wi&thdraw bail event..."),
        "Shift+B",
        on_lists=True,
    ),
    Command("record_chase", "case", QT_TRANSLATE_NOOP("MenuCommands", "Record c&hase..."), "H", on_lists=True),
    Command("escalate_delay", "case", QT_TRANSLATE_NOOP("MenuCommands", "Escalate..."), "Shift+H", on_lists=True),
    Command(
        "ask_third_party", "case", QT_TRANSLATE_NOOP("MenuCommands", "Ask for material..."), "Shift+T", on_lists=True
    ),
    Command("record_answer", "case", QT_TRANSLATE_NOOP("MenuCommands", "Record answer..."), "J", on_lists=True),
    Command("withdraw_entry", "case", QT_TRANSLATE_NOOP("MenuCommands", "Withdraw entry..."), "X", on_lists=True),
    Command("add_note", "case", QT_TRANSLATE_NOOP("MenuCommands", "Add note..."), "Shift+N", on_lists=True),
    Command("move_device", "case", QT_TRANSLATE_NOOP("MenuCommands", "Next stage of device..."), "M", on_lists=True),
    Command(
        "record_estimate",
        "case",
        QT_TRANSLATE_NOOP("MenuCommands", "Record the laboratory's estimate..."),
        "Q",
        on_lists=True,
    ),
    Command(
        "check_safeguarding",
        "case",
        QT_TRANSLATE_NOOP("MenuCommands", "Re-check safety while the device waits..."),
        "K",
        on_lists=True,
    ),
    Command(
        "edit_device",
        "case",
        QT_TRANSLATE_NOOP("MenuCommands", "Edit facts of device..."),
        "Shift+M",
        on_lists=True,
    ),
    Command(
        "record_conflict",
        "case",
        QT_TRANSLATE_NOOP("MenuCommands", "Who must not take it..."),
        "Shift+X",
        on_lists=True,
    ),
    Command(
        "officer_leaves", "unit", QT_TRANSLATE_NOOP("MenuCommands", "Officer &leaves..."), "Shift+L", on_lists=True
    ),
    Command("sick_today", "unit", QT_TRANSLATE_NOOP("MenuCommands", "&Sick today..."), "Shift+S", on_lists=True),
    Command("add_absence", "unit", QT_TRANSLATE_NOOP("MenuCommands", "&Add absence..."), "V", on_lists=True),
    Command("edit_absence", "unit", QT_TRANSLATE_NOOP("MenuCommands", "&Edit absence..."), "Shift+V", on_lists=True),
    Command("end_absence", "unit", QT_TRANSLATE_NOOP("MenuCommands", "&Back at work..."), "Shift+W", on_lists=True),
    Command("add_duty_day", "unit", QT_TRANSLATE_NOOP("MenuCommands", "&Court or training day..."), "Y", on_lists=True),
    Command("edit_officer", "unit", QT_TRANSLATE_NOOP("MenuCommands", "Edit &officer..."), "Shift+E", on_lists=True),
    Command("add_officer", "unit", QT_TRANSLATE_NOOP("MenuCommands", "Add o&fficer..."), "U", on_lists=True),
    Command("add_team", "unit", QT_TRANSLATE_NOOP("MenuCommands", "Add &team..."), "Shift+F2"),
    Command("edit_team", "unit", QT_TRANSLATE_NOOP("MenuCommands", "&Rename team..."), "F2"),
    Command(
        "record_protection",
        "case",
        QT_TRANSLATE_NOOP("MenuCommands", "Record protective measure..."),
        "Shift+G",
        on_lists=True,
    ),
    Command(
        "review_protection",
        "case",
        QT_TRANSLATE_NOOP("MenuCommands", "Review protective measure..."),
        "Shift+J",
        on_lists=True,
    ),
    Command(
        "end_protection",
        "case",
        QT_TRANSLATE_NOOP("MenuCommands", "End protective measure..."),
        "Shift+Z",
        on_lists=True,
    ),
    Command("record_breach", "case", QT_TRANSLATE_NOOP("MenuCommands", "Record breach..."), "Shift+F", on_lists=True),
    Command(
        "set_bail_conditions",
        "case",
        QT_TRANSLATE_NOOP("MenuCommands", "Conditions of bail..."),
        "Shift+Y",
        on_lists=True,
    ),
    Command(
        "check_bail", "case", QT_TRANSLATE_NOOP("MenuCommands", "Check of bail conditions..."), "Shift+K", on_lists=True
    ),
    Command("record_contact", "case", QT_TRANSLATE_NOOP("MenuCommands", "Record contact..."), "F7"),
    Command("contact_safety", "case", QT_TRANSLATE_NOOP("MenuCommands", "What to mind before contact..."), "Shift+F7"),
    Command("close_case", "case", QT_TRANSLATE_NOOP("MenuCommands", "Close case..."), "F8"),
    Command("reopen_case", "case", QT_TRANSLATE_NOOP("MenuCommands", "Reopen case..."), "Shift+F8"),
    Command("merge_case", "case", QT_TRANSLATE_NOOP("MenuCommands", "Merge a duplicate..."), "Ctrl+F8"),
    Command("link_case", "case", QT_TRANSLATE_NOOP("MenuCommands", "Link with another case..."), "F4"),
    Command("unlink_case", "case", QT_TRANSLATE_NOOP("MenuCommands", "Take a link back..."), "Shift+F4"),
    Command("transfer_case", "case", QT_TRANSLATE_NOOP("MenuCommands", "Transfer to another team..."), "Shift+F9"),
    Command(
        "transfer_to_force",
        "case",
        QT_TRANSLATE_NOOP("MenuCommands", "Transfer to another force..."),
        "Ctrl+F9",
    ),
    Command("approve_request", "case", QT_TRANSLATE_NOOP("MenuCommands", "Approve request..."), "Z", on_lists=True),
    Command("refuse_request", "case", QT_TRANSLATE_NOOP("MenuCommands", "Refuse request..."), "Shift+Q", on_lists=True),
    Command(
        "withdraw_request", "case", QT_TRANSLATE_NOOP("MenuCommands", "Withdraw my request"), "Shift+U", on_lists=True
    ),
    Command("find", "view", QT_TRANSLATE_NOOP("MenuCommands", "&Find in this list"), "Ctrl+F"),
    Command("save_filter", "view", QT_TRANSLATE_NOOP("MenuCommands", "&Save filter..."), "Ctrl+Shift+S"),
    Command("delete_filter", "view", QT_TRANSLATE_NOOP("MenuCommands", "&Delete filter")),
    Command("timeline", "view", QT_TRANSLATE_NOOP("MenuCommands", "&Timeline of the case"), "Ctrl+T"),
    Command("timeline_as_list", "view", QT_TRANSLATE_NOOP("MenuCommands", "Timeline as a &list"), "Ctrl+Shift+T"),
    Command("refresh", "view", QT_TRANSLATE_NOOP("MenuCommands", "&Refresh"), "F5"),
    Command("back", "view", QT_TRANSLATE_NOOP("MenuCommands", "&Back"), "Alt+Left"),
    Command(
        "show_critical", "view", QT_TRANSLATE_NOOP("MenuCommands", "Show what needs &acknowledging"), "Ctrl+Shift+A"
    ),
    Command("show_approvals", "view", QT_TRANSLATE_NOOP("MenuCommands", "Show what waits for a&pproval"), "F9"),
    Command("cover", "view", QT_TRANSLATE_NOOP("MenuCommands", "Co&ver the window"), "Ctrl+Shift+L"),
    Command("zoom_in", "view", QT_TRANSLATE_NOOP("MenuCommands", "Zoom &in"), "Ctrl+=", also="Ctrl++"),
    Command("zoom_out", "view", QT_TRANSLATE_NOOP("MenuCommands", "Zoom &out"), "Ctrl+-"),
    Command("zoom_reset", "view", QT_TRANSLATE_NOOP("MenuCommands", "&Usual size"), "Ctrl+0"),
    Command("theme_system", "theme", QT_TRANSLATE_NOOP("MenuCommands", "As the &system")),
    Command("theme_light", "theme", QT_TRANSLATE_NOOP("MenuCommands", "&Light")),
    Command("theme_dark", "theme", QT_TRANSLATE_NOOP("MenuCommands", "&Dark")),
    Command("theme_high_contrast", "theme", QT_TRANSLATE_NOOP("MenuCommands", "&High contrast")),
    Command("changed_rules", "help", QT_TRANSLATE_NOOP("MenuCommands", "Changed &holidays and limits...")),
    Command("shortcuts", "help", QT_TRANSLATE_NOOP("MenuCommands", "&Keyboard shortcuts"), "F1"),
    Command("about", "help", QT_TRANSLATE_NOOP("MenuCommands", "&About Undrift")),
)


class MenuCommands(QObject):
    """The actions of the menus; a page answers its own while it is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._taken: dict[str, tuple[QObject | None, Callable[[], object], list[QAbstractItemView]]] = {}
        for command in COMMANDS:
            self._add(command)

    def action(self, name: str) -> QAction:
        """Give the action of a command."""
        return self._actions[name]

    def worded(self, words: Mapping[str, str]) -> list[tuple[QAction, str]]:
        """Give actions with the short words of their buttons."""
        return [(self._actions[name], text) for name, text in words.items()]

    def add_page(self, name: str, number: int, title: str) -> QAction:
        """Add the command that goes to a page: the first nine by Ctrl and a figure, the next by Alt and one."""
        keys = f"Ctrl+{number}" if number < FIRST_BY_ALT else f"Alt+{number - FIRST_BY_ALT + 1}"
        return self._add(Command(f"go_to_{name}", "pages", title, keys))

    def in_menu(self, menu: str) -> list[QAction]:
        """Give the actions of one menu, in order."""
        return [action for action in self._actions.values() if action.data() == menu]

    def all_actions(self) -> list[QAction]:
        """Give every action, in order."""
        return list(self._actions.values())

    def works_on_lists(self, name: str) -> bool:
        """Say whether a command's shortcut works only while a list has the focus."""
        return self._actions[name].shortcutContext() == Qt.ShortcutContext.WidgetShortcut

    def answer(self, name: str, slot: Callable[[], object], page: QObject | None = None) -> None:
        """Let a page answer a command; list letters work while one of its lists has the focus."""
        self._free(name)
        action = self._actions[name]
        lists: list[QAbstractItemView] = []
        if self.works_on_lists(name) and isinstance(page, QWidget):
            lists = [view for view in page.findChildren(QAbstractItemView) if view.window() is page.window()]
            for view in lists:
                view.addAction(action)
        self._taken[name] = (page, slot, lists)
        action.setEnabled(True)

    def let_go(self, page: QObject) -> None:
        """Let go of every command a page answers."""
        for name in [name for name, (owner, _, _) in self._taken.items() if owner is page]:
            self._free(name)

    def enable(self, name: str, enabled: bool) -> None:
        """Say whether a command may be used just now; one that nobody answers never may."""
        self._actions[name].setEnabled(enabled and name in self._taken)

    def _add(self, command: Command) -> QAction:
        action = QAction(QCoreApplication.translate("MenuCommands", str(command.text)), self)
        action.setObjectName(command.name)
        action.setData(command.menu)
        action.setEnabled(False)
        if command.shortcut:
            action.setShortcuts([QKeySequence(keys) for keys in (command.shortcut, command.also) if keys])
        if command.on_lists:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False, name=command.name: self._run(name))
        self._actions[command.name] = action
        return action

    def _run(self, name: str) -> None:
        taken = self._taken.get(name)
        if taken is not None:
            taken[1]()

    def _free(self, name: str) -> None:
        taken = self._taken.pop(name, None)
        if taken is None:
            return
        for view in taken[2]:
            view.removeAction(self._actions[name])
        self._actions[name].setEnabled(False)
