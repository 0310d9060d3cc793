"""The sections of the weekly drift report after its first page: a question each, with its rows or a sentence."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from tracker.reports.charts import Bar
from tracker.reports.page_layout import BULLET, section, sentence
from tracker.reports.row_table import Column, Row, RowTable, row_table
from tracker.reports.weekly_drift_moves import corrections, dates_moved
from tracker.reports.weekly_drift_questions import question
from tracker.reports.weekly_drift_slipped import NO_CAUSE, UNALLOCATED, what_slipped
from tracker.reports.weekly_drift_splits import splits
from tracker.rows.weekly_drift import (
    AwaitedRow,
    DelayCount,
    DoneLateRow,
    NoNextActionRow,
    SlippedRow,
    UnallocatedRow,
    UnitListRow,
    WeeklyDrift,
)
from tracker.terms import DelayReason
from tracker.wording import count_of, short_day, term

OTHER_CASES = (
    "Cases that are not restricted: they are on the paper of their team. This one is for those named on each case."
)
LEFT_OUT = (
    "Names of children and suspects, and what is alleged: they are in the crime record, not in Undrift.",
    "Any ranking of officers: the officer in the case is named beside a case, and nothing is added up by officer.",
    "Drift of periods: they end and do not drift; they count among the overdue clocks, and bail has its own section.",
    "Days on which a delay was not the police's own, where the clock was paused for it.",
)
WORDS = (
    "Drift: working days past a milestone's first due date, whether or not it was re-planned since. "
    "OIC: officer in the case. ABE: Achieving Best Evidence, the recorded interview. CPS: Crown Prosecution Service. "
    "A code such as DEV-03 names a time limit in the unit's list of limits. Dates are given as day, month and year. "
    "A question mark says that something is not known."
)


def sections(report: WeeklyDrift, slipped: Sequence[SlippedRow], standing: str) -> list[Any]:
    """Draw the sections; `standing` says at what moment things stood so."""
    by_key = {asked.key: question(asked, asdict(report.counts_as)) for asked in report.questions}
    return [
        *corrections(report.corrections),
        *_awaited(report.awaited),
        *_on_unit_list(report.unit_list),
        *_causes(report.delay_counts),
        *by_key.pop("no_activity", ()),
        *_no_next_action(report.no_next_action),
        *_unallocated(report.unallocated),
        *(drawn for story in by_key.values() for drawn in story),
        *_done_late(report.done_late),
        *splits(report.splits, report.counts_as.least_shown),
        *what_slipped(slipped, standing),
        *dates_moved(report.moved),
        *_left_out(report),
    ]


def _awaited(rows: Sequence[AwaitedRow]) -> list[Any]:
    heading = "Who is awaited"
    if not rows:
        return section(heading, "No late milestone waits for anybody.")
    opening = "For whoever chases other agencies: who late milestones wait for, and the longest wait in calendar days."
    columns = (
        Column("Waiting for", 130),
        Column("Late milestones", 88, to_right=True),
        Column("Cases", 54, to_right=True),
        Column("Longest wait", 78, to_right=True),
        Column("in case", 92),
    )
    said = [
        (term(row.held_by), row.milestones, row.cases, row.longest_days, row.longest_reference) for row in rows
    ]  # fmt: skip
    return _with_longest(heading, opening, columns, said)


def _on_unit_list(rows: Sequence[UnitListRow]) -> list[Any]:
    heading = "Alerts that nobody has taken on"
    if not rows:
        return section(heading, "No alert stands on the unit list without somebody who has taken it on.")
    alerts = sum(row.alerts for row in rows)
    opening = (
        f"For whoever leads the unit: {count_of(alerts, 'alert')} of open cases that climbed to the unit list and that "
        "nobody had taken on or put off, by what they are about, with the calendar days the longest has stood there."
    )
    columns = (
        Column("What", 196),
        Column("Alerts", 50, to_right=True),
        Column("Cases", 50, to_right=True),
        Column("Longest", 66, to_right=True),
        Column("in case", 80),
    )
    said = [(row.says, row.alerts, row.cases, row.longest_days, row.longest_reference) for row in rows]
    return _with_longest(heading, opening, columns, said)


def _with_longest(
    heading: str, opening: str, columns: Sequence[Column], said: Sequence[tuple[str, int, int, int, str]]
) -> list[Any]:
    """Draw how many there are of each kind, in how many cases, and the days of the longest with its case."""
    rows = [
        Row(((what,), (f"{many:,}",), (f"{cases:,}",), (count_of(days, "day"),), (reference,)), bar=Bar(days, days))
        for what, many, cases, days, reference in said
    ]
    table = row_table(columns, rows, longest=max(days for *_, days, _ in said))
    return [*section(heading, opening, follows=table.beginning()), table]


def _unallocated(rows: Sequence[UnallocatedRow]) -> list[Any]:
    heading = "Unallocated cases"
    if not rows:
        return section(heading, "Every open case has an officer in the case.")
    opening = (
        f"For whoever allocates: {count_of(len(rows), 'case')} without an officer in the case, with the calendar days "
        "since the report, the oldest first."
    )
    columns = (
        Column("Reference", 112),
        Column("Risk", 120),
        Column("Reported", 112),
        Column("Waiting", 80, to_right=True),
    )
    table = row_table(
        columns,
        [
            Row(
                ((row.reference,), (term(row.risk),), (short_day(row.reported_on),), (count_of(row.days, "day"),)),
                bar=Bar(row.days, row.days),
            )
            for row in sorted(rows, key=lambda row: (-row.days, row.reference))
        ],
        longest=max(row.days for row in rows),
    )
    return [*section(heading, opening, follows=table.beginning()), table]


def _no_next_action(rows: Sequence[NoNextActionRow]) -> list[Any]:
    heading = "No next action"
    if not rows:
        return section(
            heading, "Every open case has a decisive milestone with a clock, or a cause of delay with a next step."
        )
    opening = (
        f"For the supervisor of each case: {count_of(len(rows), 'open case')} in which no decisive milestone has a "
        "clock running and no cause of delay a next step, with the calendar days since anything was last done, the "
        "quietest first."
    )
    columns = (
        Column("Reference", 92),
        Column("OIC", 104),
        Column("Risk", 82),
        Column("Reported", 66),
        Column("Last activity", 76),
        Column("Quiet", 54, to_right=True),
    )
    table = row_table(
        columns,
        [
            Row(
                (
                    (row.reference,),
                    (row.oic or UNALLOCATED,),
                    (term(row.risk),),
                    (short_day(row.reported_on),),
                    (short_day(row.last_activity) if row.last_activity else "none recorded",),
                    (count_of(row.days_quiet, "day"),),
                ),
                bar=Bar(row.days_quiet, row.days_quiet),
            )
            for row in sorted(rows, key=lambda row: (-row.days_quiet, row.reference))
        ],
        longest=max(row.days_quiet for row in rows),
    )
    return [*section(heading, opening, follows=table.beginning()), table]


def _done_late(rows: Sequence[DoneLateRow]) -> list[Any]:
    heading = "Done late this week"
    late = [row for row in rows if not row.recorded_late]
    entered = [row for row in rows if row.recorded_late]
    if late:
        opening = (
            "For the supervisor of each case: milestones done this week after their first due date, and by how many "
            "working days."
        )
        table = _done_table(late, longest=max(row.drift for row in late))
        story = [*section(heading, opening, follows=table.beginning()), table]
    else:
        story = section(heading, "No milestone was done after its first due date this week.")
    if entered:
        those = "was done in time but recorded late" if len(entered) == 1 else "were done in time but recorded late"
        said = f"{count_of(len(entered), 'milestone')} {those}. Late entry is not drift, and is not counted as it:"
        table = _done_table(entered, longest=None)
        story += [CondPageBreak(30 + table.beginning()), Spacer(0, 8), sentence(said), table]
    return story


def _done_table(rows: Sequence[DoneLateRow], *, longest: int | None) -> RowTable:
    columns = [
        Column("Reference", 92),
        Column("Milestone", 168, "whom it concerns"),
        Column("First due", 78),
        Column("Done", 78),
    ]
    if longest is not None:
        columns.append(Column("Late", 40, to_right=True))
    return row_table(
        columns,
        [
            Row(
                (
                    (row.reference,),
                    (row.milestone, row.subject),
                    (short_day(row.first_due),),
                    (short_day(row.happened_on),),
                    *(((f"{row.drift:,}",),) if longest is not None else ()),
                ),
                bar=Bar(row.drift, row.drift) if longest is not None else None,
            )
            for row in rows
        ],
        longest=longest,
    )


def _causes(rows: Sequence[DelayCount]) -> list[Any]:
    heading = "Causes of delay"
    if not rows:
        return section(heading, "No late milestone, and so no cause of delay.")
    opening = "For the unit head: how many late milestones have each cause of delay on record."
    columns = (Column("Cause", 236), Column("Late milestones", 100, to_right=True))
    table = row_table(
        columns,
        [
            Row(((_cause(row.reason),), (f"{row.milestones:,}",)), bar=Bar(row.milestones, row.milestones))
            for row in rows
        ],
        longest=max(row.milestones for row in rows),
    )
    return [*section(heading, opening, follows=table.beginning()), table]


def _cause(reason: DelayReason | None) -> str:
    return term(reason) if reason else NO_CAUSE.capitalize()


def _left_out(report: WeeklyDrift) -> list[Any]:
    withheld = report.restricted_withheld
    others = (OTHER_CASES,) if report.restricted_cases else ()
    if withheld:
        are = "case is" if withheld == 1 else "cases are"
        restricted = f"{withheld:,} restricted {are} withheld from this paper, its rows and its figures alike."
    else:
        restricted = "No restricted case is withheld from this paper."
    story = section("What this paper leaves out", "For every reader: what you will not find here, and why.", follows=60)
    story += [sentence(said, BULLET, bullet="•") for said in (*others, restricted, *LEFT_OUT)]
    return [*story, *section("Words used", WORDS)]
