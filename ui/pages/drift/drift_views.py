"""What the charts of the Drift page show: each view makes its marks from the answers; pure rows, no widget."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tracker import wording as core_words
from tracker.rows.drift_board import DriftBoard, DriftGroup
from tracker.rows.drift_course import FIRST_TIME, SENT_BACK, WAITING_PARTS, DriftCourse, FileDays, Stretch
from tracker.terms import Holder
from ui import wording
from ui.widgets.bar_chart.chart import Chart, Mark

translate = QCoreApplication.translate
#: days of age at which a band begins
BANDS = (0, 29, 91, 181, 366)
PLAIN, WEEK = "plain", 7


@dataclass(frozen=True, slots=True)
class DriftView:
    """One way of looking at where the time goes.

    Args:
        title: what stands on its tab; `says`, the sentence over it.
        of_board: makes its chart of how things stand; None for what is made of the period, or is no chart.
        of_course: makes its chart of the period.
    """

    name: str
    title: object
    says: object
    of_board: Callable[[DriftBoard], Chart] | None = None
    of_course: Callable[[DriftCourse], Chart] | None = None


def _said(text: str) -> str:
    return translate("DriftViews", text)


def ledger(board: DriftBoard) -> Chart:
    """Give the days of the open cases by holder, those with the most first."""
    rows = sorted(board.held, key=lambda row: -row.days)
    whole = sum(row.days for row in rows) or 1
    behind = {group.key: group.cases for group in board.agencies}
    marks = [
        Mark(
            place, row.holder, row.holder, row.days, wording.term(row.holder),
            _said("{0} ({1} %)").format(wording.count_of(row.days, "day"), round(100 * row.days / whole)),
            behind.get(row.holder, ()),
            _said("{0} with them now; {1} in the period").format(
                wording.count_of(row.cases, "case"), wording.count_of(row.in_period, "day")
            ),
        )
        for place, row in enumerate(rows)
    ]  # fmt: skip
    return Chart(tuple(wording.term(row.holder) for row in rows), _filled(marks), across=True)


def ages(board: DriftBoard) -> Chart:
    """Give the open cases by age in days."""
    bands: list[list[str]] = [[] for _ in BANDS]
    for case in board.each:
        if case.closed_on is None:
            bands[max(place for place, first in enumerate(BANDS) if case.age >= first)].append(case.case_id)
    names = [
        _said("{0} to {1} days").format(first, BANDS[place + 1] - 1) if place + 1 < len(BANDS) else _said("over a year")
        for place, first in enumerate(BANDS)
    ]
    marks = [
        Mark(place, str(place), PLAIN, len(ids), names[place], wording.count_of(len(ids), "case"), tuple(ids))
        for place, ids in enumerate(bands)
    ]
    return Chart(tuple(names), _filled(marks))


def kinds(board: DriftBoard) -> Chart:
    """Give the drift by kind of milestone, the most first."""
    return _groups([group for group in board.kinds if group.open_days or group.total_slip])


def officers(board: DriftBoard) -> Chart:
    """Give the drift of each officer's open cases, in the order of their names."""
    return _groups(board.officers, _said("no officer yet"))


def teams(board: DriftBoard) -> Chart:
    """Give the drift of each team's open cases, in the order of their names."""
    return _groups(board.teams, _said("no team"))


def holders(course: DriftCourse) -> Chart:
    """Give the days of the ledger by holder, week by week or month by month."""
    return _stretches(course.held, {holder.value: wording.term(holder) for holder in Holder}, "day")


def devices(course: DriftCourse) -> Chart:
    """Give where devices waited at the end of each month."""
    return _stretches(course.devices, _terms(WAITING_PARTS), "device", at_end=True)


def answers(course: DriftCourse) -> Chart:
    """Give the files by what the first answer of the CPS was, month by month, with the share accepted first time."""
    names = {FIRST_TIME: _said("accepted first time"), SENT_BACK: _said("sent back")}
    chart = _stretches(course.answers, names, "file")
    totals = []
    for stretch in course.answers:
        counts = {share.what: share.count for share in stretch.shares}
        whole, first = sum(counts.values()), counts.get(FIRST_TIME, 0)
        totals.append(_said("{0} of {1}, {2} %").format(first, whole, round(100 * first / whole)) if whole else "")
    return Chart(chart.places, chart.marks, chart.legend, totals=tuple(totals))


def files(course: DriftCourse) -> Chart:
    """Give the days on each side of each file, those that have been there longest first."""
    marks: list[Mark] = []
    for place, file in enumerate(course.files):
        for holder, days in ((Holder.OUR_UNIT, file.our_days), (Holder.CPS, file.cps_days)):
            words = _said("{0}, with {1}").format(_file(file), wording.term(holder))
            key = f"{file.case_id}/{file.suspect}/{holder.value}"
            said = wording.count_of(days, "day")
            marks.append(Mark(place, key, holder, days, words, said, (file.case_id,), _stands(file)))
    legend = ((Holder.OUR_UNIT.value, _said("days with us")), (Holder.CPS.value, _said("days with the CPS")))
    return Chart(tuple(_file(file) for file in course.files), _filled(marks), legend, across=True)


SLIPPED = DriftView(
    "slipped",
    QT_TRANSLATE_NOOP("DriftViews", "Slipped"),
    QT_TRANSLATE_NOOP("DriftViews", "Milestones past their first due date, re-planned or not, gathered"),
)
LIKELY = DriftView(
    "likely",
    QT_TRANSLATE_NOOP("DriftViews", "Likely to miss"),
    QT_TRANSLATE_NOOP("DriftViews", "Milestones that, by how long such took in this unit, more likely miss their date"),
)
#: every view in the order of its tabs; one more is one line
VIEWS = (
    SLIPPED,
    LIKELY,
    DriftView(
        "ledger",
        QT_TRANSLATE_NOOP("DriftViews", "Where days went"),
        QT_TRANSLATE_NOOP(
            "DriftViews", "Days of the open cases by who held them, from the report on; they add up to the ages"
        ),
        ledger,
    ),
    DriftView(
        "holders",
        QT_TRANSLATE_NOOP("DriftViews", "Holders over time"),
        QT_TRANSLATE_NOOP("DriftViews", "Who held the cases in the period, in days of cases by week, or by month"),
        of_course=holders,
    ),
    DriftView(
        "ages",
        QT_TRANSLATE_NOOP("DriftViews", "Ages"),
        QT_TRANSLATE_NOOP("DriftViews", "Open cases by their age, in days since the report"),
        ages,
    ),
    DriftView(
        "kinds",
        QT_TRANSLATE_NOOP("DriftViews", "Milestones"),
        QT_TRANSLATE_NOOP("DriftViews", "Working days past the first due date, of milestones not done, by kind"),
        kinds,
    ),
    DriftView(
        "devices",
        QT_TRANSLATE_NOOP("DriftViews", "Devices"),
        QT_TRANSLATE_NOOP("DriftViews", "Devices of open cases by where they waited at the end of each month"),
        of_course=devices,
    ),
    DriftView(
        "files",
        QT_TRANSLATE_NOOP("DriftViews", "CPS days"),
        QT_TRANSLATE_NOOP("DriftViews", "Days on each side since each file was first sent, the longest first"),
        of_course=files,
    ),
    DriftView(
        "answers",
        QT_TRANSLATE_NOOP("DriftViews", "First-time files"),
        QT_TRANSLATE_NOOP("DriftViews", "Files by the month of the first answer of the CPS: accepted or sent back"),
        of_course=answers,
    ),
    DriftView(
        "officers",
        QT_TRANSLATE_NOOP("DriftViews", "Officers"),
        QT_TRANSLATE_NOOP(
            "DriftViews", "Drift in each officer's open cases, by name: it helps to share work out, and ranks nobody"
        ),
        officers,
    ),
    DriftView(
        "teams",
        QT_TRANSLATE_NOOP("DriftViews", "Teams"),
        QT_TRANSLATE_NOOP("DriftViews", "Drift in the open cases of each team, by name"),
        teams,
    ),
)


def _filled(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if mark.count)


def _terms(members: Iterable[Enum]) -> dict[str, str]:
    return {str(member.value): wording.term(member) for member in members}


def _groups(groups: Sequence[DriftGroup], nobody: str = "") -> Chart:
    names = [group.words or nobody for group in groups]
    marks = [
        Mark(
            place, group.key or "-", PLAIN, group.open_days, names[place],
            wording.count_of(group.open_days, "working day"), group.cases, _of_group(group),
            (group.late, group.median, group.worst, group.total_slip, group.came, len(group.cases), group.moves),
        )
        for place, group in enumerate(groups)
    ]  # fmt: skip
    return Chart(tuple(names), tuple(marks), across=True, totals=tuple(f"{group.open_days:,}" for group in groups))


def _of_group(group: DriftGroup) -> str:
    late = _said("{0} late, median {1}, worst {2}").format(group.late, group.median, group.worst)
    slip = _said("{0} with what is done, {1} of them in the period, {2}").format(
        f"{group.total_slip:,}", f"{group.came:,}", _moved(group.moves)
    )
    return f"{late}; {slip}"


def _moved(moves: int) -> str:
    return _said("moved {0}").format(wording.count_of(moves, "time")) if moves else _said("never moved")


def _stretches(stretches: Sequence[Stretch], names: dict[str, str], unit: str, *, at_end: bool = False) -> Chart:
    by_weeks = all((one.last - one.first).days < WEEK for one in stretches)
    places = [core_words.short_day(one.first)[: -len(" 26")] if by_weeks else _month(one) for one in stretches]
    marks = []
    for place, one in enumerate(stretches):
        when = wording.short_day(one.last) if at_end else places[place]
        for share in one.shares:
            words = f"{when}, {names[share.what]}"
            said = wording.count_of(share.count, unit)
            in_cases = _said("in {0}").format(wording.count_of(len(share.case_ids), "case"))
            key = f"{one.first}/{share.what}"
            marks.append(Mark(place, key, share.what, share.count, words, said, share.case_ids, in_cases))
    seen = {mark.part for mark in marks}
    return Chart(tuple(places), tuple(marks), tuple((key, words) for key, words in names.items() if key in seen))


def _month(one: Stretch) -> str:
    return core_words.short_day(one.first)[-len("Nov 26") :]


def _file(file: FileDays) -> str:
    return f"{file.reference} {file.suspect}".strip()


def _stands(file: FileDays) -> str:
    if file.with_whom is None:
        return _said("decided")
    answered = {None: _said("no answer yet"), True: _said("accepted first time"), False: _said("sent back first")}
    return _said("with {0} now, {1}").format(wording.term(file.with_whom), answered[file.first_time])
