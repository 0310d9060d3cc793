"""Devices of all cases: what was never sent, what waits at the laboratory, what is back; by risk and age."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.rows.device_register import DeviceRegister, DeviceRegisterQuestion, DeviceRow
from tracker.terms import Change, DevicePart, Holder, YesNo
from ui import device_wording as device_words
from ui import wording
from ui.dialogs.chase_forms import ChaseForms
from ui.dialogs.device_forms import DeviceForms
from ui.dialogs.to_chase import ToChase
from ui.page_context import DEVICE_PART, Page, PageContext, part_of_case
from ui.tables.device_columns import columns, device_key
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_bar import ActionBar
from ui.widgets.blocks_view import BlocksView
from ui.widgets.choice_field import ChoiceField
from ui.widgets.find_field import FindField
from ui.widgets.finding import matches
from ui.widgets.focus_lead import FocusLead

ALL_PARTS, LATE = "all_parts", "late"
ALL, TEAM, MINE = "all", "team", "mine"
PARTS = (DevicePart.NEVER_SENT, DevicePart.QUEUED, DevicePart.STARTED, DevicePart.BACK)
#: from this width on the list has room for what it tells of a row beside it
WIDE = 1640
BESIDE, UNDER = (1220, 420), (330, 230)


class DevicesPage(Page):
    """One list; a button for each place where devices wait, with its count."""

    page_name = "devices"
    title = str(QT_TR_NOOP("Devices"))
    sub_line = str(QT_TR_NOOP("What waits at the laboratory, and what was never sent"))

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._answer = DeviceRegister(context.time.today(), (), 0, 0)
        self._rows: tuple[DeviceRow, ...] = ()
        self._columns = columns()
        self._model = RowTableModel(self._columns, device_key, self)
        self.view = RowTableView(self._model, "devices")
        self.view.setAccessibleName(self.tr("Devices"))
        self.account = BlocksView(self.tr("The chosen device"))
        self.totals = QLabel()
        self.totals.setTextFormat(Qt.TextFormat.PlainText)
        self.totals.setWordWrap(True)
        self._add_tools()
        self.forms = DeviceForms(self, self.chosen_device)
        self.chase_forms = ChaseForms(self)
        self.set_content(self._content())
        self.view.row_selected.connect(self._select)
        self.view.row_activated.connect(self._open)

    def chosen_device(self) -> DeviceRow | None:
        """Give the device under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, DeviceRow) else None

    def refresh(self) -> None:
        person = self.context.person
        team_id = person.team_id if self.whose.choice() == TEAM else None
        question = DeviceRegisterQuestion(by=person.officer_id, team_id=team_id)
        self.context.background.ask(question, self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return changes.touches(Change.CASE) or changes.touches(Change.MILESTONE)

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {
            **self.forms.commands(),
            "record_chase": lambda: self.chase_forms.chase(_to_chase(self.chosen_device())),
            "open_case": self._open_chosen,
            "find": self.find_field.begin,
        }

    def part(self) -> str:
        """Give which part of the list is shown."""
        return next(name for name, button in self._parts.items() if button.isChecked())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._enable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        upright = event.size().width() >= WIDE
        wanted = Qt.Orientation.Horizontal if upright else Qt.Orientation.Vertical
        if self._halves.orientation() != wanted:
            self._halves.setOrientation(wanted)
            self._halves.setSizes(list(BESIDE if upright else UNDER))

    def _add_tools(self) -> None:
        self._parts = {name: QPushButton() for name in (ALL_PARTS, *PARTS, LATE)}
        for name, button in self._parts.items():
            button.setObjectName(str(name))
            button.setCheckable(True)
            button.setChecked(name == ALL_PARTS)
            button.clicked.connect(partial(self._show_part, name))
        words = {ALL: self.tr("Every officer's"), TEAM: self.tr("My team's"), MINE: self.tr("Mine")}
        in_team = self.context.person.team_id is not None
        self.whose = ChoiceField([name for name in words if name != TEAM or in_team], words.__getitem__, None)
        self.whose.setAccessibleName(self.tr("Whose cases"))
        self.whose.chosen.connect(self.refresh)
        self.tools.addWidget(self.whose)
        self.find_field = FindField(self.tr("Find: case, exhibit, stage or officer"), self.view)
        self.find_field.textChanged.connect(self._filter)
        self.tools.addWidget(self.find_field)
        self._count_parts()

    def _content(self) -> QWidget:
        commands = self.context.commands
        words = {
            "move_device": self.tr("Next stage"),
            "record_estimate": self.tr("Record estimate"),
            "record_chase": self.tr("Chase"),
            "check_safeguarding": self.tr("Re-check safety"),
            "edit_device": self.tr("Edit facts"),
            "open_case": self.tr("Open case"),
        }
        panel = QWidget()
        panel.setAccessibleName(self.tr("The chosen device"))
        lines = QVBoxLayout(panel)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(ActionBar([(commands.action(name), text) for name, text in words.items()]))
        lines.addWidget(self.account, 1)
        self._halves = QSplitter(Qt.Orientation.Vertical)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self.view)
        self._halves.addWidget(panel)
        self._halves.setStretchFactor(0, 3)
        self._halves.setStretchFactor(1, 1)
        self._halves.setSizes(list(UNDER))
        self._halves.setHandleWidth(12)
        choices = QWidget()
        line = QHBoxLayout(choices)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for button in self._parts.values():
            line.addWidget(button)
        line.addStretch(1)
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(choices)
        whole.addWidget(self.totals)
        whole.addWidget(self._halves, 1)
        FocusLead(content, self.view)
        return content

    def _take(self, answer: DeviceRegister) -> None:
        self._answer = answer
        me = self.context.person.title
        mine = self.whose.choice() == MINE
        self._rows = tuple(row for row in answer.rows if not mine or row.oic == me)
        self._count_parts()
        self._model.set_rows(self._rows)
        if not self._rows:
            self.show_empty(*self._nothing(), footer=self._not_shown())
            self.counted.emit(0)
            self._enable()
            return
        self.totals.setText(self._totals())
        self.show_content(count=len(self._rows))
        self._filter()
        self.view.select_first()
        self._select(self.chosen_device())
        self.forms.retake(self._rows)

    def _of(self, part: str) -> Sequence[DeviceRow]:
        if part == ALL_PARTS:
            return self._rows
        if part == LATE:
            return [row for row in self._rows if is_late(row)]
        return [row for row in self._rows if row.part == part]

    def _count_parts(self) -> None:
        words = {
            ALL_PARTS: self.tr("&All"),
            DevicePart.NEVER_SENT: self.tr("&Never sent"),
            DevicePart.QUEUED: self.tr("&Queued"),
            DevicePart.STARTED: self.tr("S&tarted"),
            DevicePart.BACK: self.tr("&Back"),
            LATE: self.tr("Late or est&imate passed"),
        }
        for name, button in self._parts.items():
            count = len(self._of(name))
            button.setText(f"{words[name]} {count:,}")
            button.setAccessibleName(f"{words[name].replace('&', '')}, {count:,}")

    def _totals(self) -> str:
        """Give the devices by priority band, and how long the oldest of each has been held."""
        parts = [self._band(band) for band in sorted({row.band for row in self._rows})]
        queued = self._of(DevicePart.QUEUED)
        unasked = sum(row.band == 1 and row.priority_asked is not YesNo.YES for row in queued)
        if unasked:
            words = self.tr("{count} of priority 1 queued without priority asked for")
            parts.append(words.format(count=f"{unasked:,}"))
        return " · ".join(parts)

    def _band(self, band: int) -> str:
        rows = [row for row in self._rows if row.band == band]
        oldest = max((row.days_held or 0 for row in rows), default=0)
        words = self.tr("Priority {band}: {count}, oldest {days}")
        return words.format(band=band, count=f"{len(rows):,}", days=wording.count_of(oldest, "day"))

    def _nothing(self) -> tuple[str, str]:
        heading = self.tr("No device waits here")
        words = {
            ALL: self.tr("Devices of open cases stand here from the day they are on record until they are returned."),
            TEAM: self.tr("Choose Every officer's to see the cases of other teams."),
            MINE: self.tr("Choose Every officer's to see the cases of others."),
        }
        return heading, words[self.whose.choice()]

    def _show_part(self, wanted: str) -> None:
        for name, button in self._parts.items():
            button.setChecked(name == wanted)
        self._filter()

    def _filter(self) -> None:
        part, typed = self.part(), self.find_field.text()
        keys = {row.device_id for row in self._of(part)}

        def passes(row: DeviceRow) -> bool:
            return row.device_id in keys and matches(row, self._columns, typed)

        self._model.filter(passes if part != ALL_PARTS or typed.strip() else None)
        if self._rows:
            self.set_footer(self._footer_words())
        self._select(self.chosen_device())

    def _footer_words(self) -> str:
        shown, rows = len(self._model.shown), len(self._rows)
        reasons = [self.tr("{count} filtered out").format(count=f"{rows - shown:,}")] if shown < rows else []
        figures = self.tr("{shown} of {total}").format(shown=f"{shown:,}", total=f"{rows:,}")
        parts = [f"{figures}: {', '.join(reasons)}" if reasons else figures]
        if self._not_shown():
            parts.append(self._not_shown())
        return " · ".join(parts)

    def _not_shown(self) -> str:
        returned, withheld = self._answer.returned_not_shown, self._answer.restricted_not_shown
        reasons = [self.tr("{count} returned").format(count=f"{returned:,}")] if returned else []
        if withheld:
            reasons.append(self.tr("those of {cases}").format(cases=wording.count_of(withheld, "restricted case")))
        return self.tr("not shown: {reasons}").format(reasons=", ".join(reasons)) if reasons else ""

    def _select(self, row: DeviceRow | None) -> None:
        if row is None:
            self.account.say(self.tr("Choose a device to see where it stands."))
        else:
            blocks = device_words.blocks(row, self.context.time.today())
            self.account.show_blocks(device_words.title(row, with_case=True), blocks, device_words.stage_mark(row))
        self._enable()

    def _enable(self) -> None:
        row = self.chosen_device()
        self.context.commands.enable("open_case", row is not None)
        self.context.commands.enable("record_chase", _to_chase(row) is not None)
        for name, may in self.forms.may(row).items():
            self.context.commands.enable(name, may)

    def _open_chosen(self) -> None:
        self._open(self.chosen_device())

    def _open(self, row: DeviceRow | None) -> None:
        if row is not None:
            self.context.navigate("case_file", part_of_case(row.case_id, DEVICE_PART, row.device_id))


def is_late(row: DeviceRow) -> bool:
    """Say whether a device is late, or the day its laboratory told has passed."""
    return bool(row.days_late or row.check_late or row.estimate_late)


def _to_chase(row: DeviceRow | None) -> ToChase | None:
    """Give what the laboratory is chased about; nothing where it has nothing to do."""
    if row is None or not row.awaited_id:
        return None
    return ToChase(row.case_id, row.reference, row.awaited_id, f"{row.exhibit}, {row.kind}", Holder.LABORATORY)
