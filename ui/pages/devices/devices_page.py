"""Devices of all cases: what was never sent, what waits at the laboratory, what is back; by risk and age."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.rows.device_register import DeviceRegister, DeviceRegisterQuestion, DeviceRow
from tracker.terms import Change, DevicePart, Holder, PaperKind, YesNo
from ui import device_wording as device_words
from ui import wording
from ui.dialogs.chase_forms import ChaseForms
from ui.dialogs.device_forms import DeviceForms
from ui.dialogs.to_chase import ToChase
from ui.list_page import ListPage, Passes
from ui.page_context import DEVICE_PART, PageContext, part_of_case
from ui.tables.device_columns import columns, device_key
from ui.widgets.action_panel import ActionPanel
from ui.widgets.blocks_view import BlocksView
from ui.widgets.focus_lead import FocusLead
from ui.widgets.halves import TurningHalves
from ui.widgets.part_buttons import PartButtons
from ui.widgets.whose_field import WhoseField

ALL_PARTS, LATE = "all_parts", "late"
PARTS = (DevicePart.NEVER_SENT, DevicePart.QUEUED, DevicePart.STARTED, DevicePart.BACK)
#: from this width on the list has room for what it tells of a row beside it
WIDE = 1640
BESIDE, UNDER = (1220, 420), (330, 230)


class DevicesPage(ListPage[DeviceRow]):
    """One list; a button for each place where devices wait, with its count."""

    page_name = "devices"
    title = str(QT_TR_NOOP("Devices"))
    sub_line = str(QT_TR_NOOP("What waits at the laboratory, and what was never sent"))
    row_type = DeviceRow
    list_words = str(QT_TR_NOOP("Devices"))
    find_words = str(QT_TR_NOOP("Find: case, exhibit, stage or officer"))

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, columns(), device_key, parent)
        self._answer = DeviceRegister(context.time.today(), (), 0, 0)
        self._rows: tuple[DeviceRow, ...] = ()
        self.account = BlocksView(self.tr("The chosen device"))
        self.totals = QLabel()
        self.totals.setTextFormat(Qt.TextFormat.PlainText)
        self.totals.setWordWrap(True)
        self.parts = PartButtons((ALL_PARTS, *PARTS, LATE), self)
        self.parts.chosen.connect(self.narrow)
        self._count_parts()
        self.whose = WhoseField(context.person)
        self.whose.chosen.connect(self.refresh)
        self.add_tools(self.whose)
        self.forms = DeviceForms(self, self.chosen)
        self.chase_forms = ChaseForms(self)
        self.set_content(self._content())

    def refresh(self) -> None:
        me = self.context.person.officer_id
        question = DeviceRegisterQuestion(by=me, team_id=self.whose.team_id(), oic_id=self.whose.oic_id())
        self.context.background.ask(question, self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return changes.touches(Change.CASE) or changes.touches(Change.MILESTONE)

    def paper_record(self) -> str:
        return "/".join(part for part in (PaperKind.DEVICES, self.whose.team_id()) if part)

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {
            **self.forms.commands(),
            "record_chase": lambda: self.chase_forms.chase(_to_chase(self.chosen())),
            "open_case": self.open_chosen,
            "find": self.find_field.begin,
        }

    def tell(self, row: DeviceRow | None) -> None:
        if row is None:
            self.account.say(self.tr("Choose a device to see where it stands."))
        else:
            blocks = device_words.blocks(row, self.context.time.today())
            self.account.show_blocks(device_words.title(row, with_case=True), blocks, device_words.stage_mark(row))

    def enable(self, row: DeviceRow | None) -> None:
        self.context.commands.enable("open_case", row is not None)
        self.context.commands.enable("record_chase", _to_chase(row) is not None)
        for name, may in self.forms.may(row).items():
            self.context.commands.enable(name, may)

    def open_row(self, row: DeviceRow) -> None:
        self.context.navigate("case_file", part_of_case(row.case_id, DEVICE_PART, row.device_id))

    def passes(self) -> Passes | None:
        part = self.parts.choice()
        if part == ALL_PARTS:
            return None
        keys = {row.device_id for row in self._of(part)}
        return lambda row: row.device_id in keys

    def footer_words(self) -> str:
        return " · ".join(part for part in (self.figures(), self._not_shown()) if part)

    def nothing(self) -> tuple[str, str, str]:
        everywhere = self.tr(
            "Devices of open cases stand here from the day they are on record until they are returned."
        )
        return self.tr("No device waits here"), self.whose.where_else() or everywhere, self._not_shown()

    def _content(self) -> QWidget:
        words = {
            "move_device": self.tr("Next stage"),
            "record_estimate": self.tr("Record estimate"),
            "record_chase": self.tr("Chase"),
            "check_safeguarding": self.tr("Re-check safety"),
            "edit_device": self.tr("Edit facts"),
            "open_case": self.tr("Open case"),
        }
        panel = ActionPanel(self.context.commands.worded(words), self.account, self.tr("The chosen device"))
        halves = TurningHalves(self, self.view, panel, wide=WIDE, beside=BESIDE, under=UNDER)
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.parts.in_a_row())
        whole.addWidget(self.totals)
        whole.addWidget(halves, 1)
        FocusLead(content, self.view)
        return content

    def _take(self, answer: DeviceRegister) -> None:
        self._answer = answer
        self._rows = answer.rows
        self._count_parts()
        self.totals.setText(self._totals())
        if self.show_rows(self._rows, len(self._rows)):
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
        for name, said in words.items():
            self.parts.say(name, said, len(self._of(name)))

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

    def _not_shown(self) -> str:
        returned, withheld = self._answer.returned_not_shown, self._answer.restricted_not_shown
        reasons = [self.tr("{count} returned").format(count=f"{returned:,}")] if returned else []
        if withheld:
            reasons.append(self.tr("those of {cases}").format(cases=wording.count_of(withheld, "restricted case")))
        return self.tr("not shown: {reasons}").format(reasons=", ".join(reasons)) if reasons else ""


def is_late(row: DeviceRow) -> bool:
    """Say whether a device is late, or the day its laboratory told has passed."""
    return bool(row.days_late or row.check_late or row.estimate_late)


def _to_chase(row: DeviceRow | None) -> ToChase | None:
    """Give what the laboratory is chased about; nothing where it has nothing to do."""
    if row is None or not row.awaited_id:
        return None
    return ToChase(row.case_id, row.reference, row.awaited_id, f"{row.exhibit}, {row.kind}", Holder.LABORATORY)
