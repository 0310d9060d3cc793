"""The sections of the weekly drift report that answer a question each: heading, opening sentence and columns by key.

The lines come from `tracker/queries/weekly_sections.py`, in the order in which they are printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.reports.charts import Bar
from tracker.reports.page_layout import MUTED, section, sentence
from tracker.reports.row_table import Column, Row, row_table
from tracker.rows.weekly_drift import Question, QuestionLine

AS_IT_IS = "Some of it has no history: it stands as at the time of freezing."


@dataclass(frozen=True, slots=True)
class Section:
    """How a question is put on paper.

    Args:
        opening: one sentence: for whom it is and what it shows.
        nothing: what is said instead where there is no line.
        counted: what a line is, one and many, so that their number can be said.
        columns: the reference is the first.
        bar: whether the last column is a number of days with a bar.
    """

    heading: str
    opening: str
    nothing: str
    counted: tuple[str, str]
    columns: tuple[Column, ...]
    bar: bool = False
    as_it_is: str = AS_IT_IS


REFERENCE = Column("Reference", 86)


def _days(width: float = 46, head: str = "Days") -> Column:
    return Column(head, width, to_right=True)


SECTIONS: Mapping[str, Section] = {
    "no_activity": Section(
        "No activity, by age",
        "For the supervisor of each case: open cases in which nothing happened for {quiet_days} days or more, with "
        "the ages of their children and when anybody last recorded anything; the quietest first.",
        "Something happened in every open case within the last {quiet_days} days.",
        ("case", "cases"),
        (REFERENCE, Column("OIC", 100), Column("Risk", 58), Column("Ages", 80), Column("Last activity", 62),
         Column("Last entry", 52), _days(40)),
        bar=True,
    ),
    "devices_not_allocated": Section(
        "Devices not allocated",
        "For whoever chases the laboratory: devices that were submitted and that no examiner has, the oldest first.",
        "Every device that was submitted has an examiner.",
        ("device", "devices"),
        (REFERENCE, Column("Exhibit", 90), Column("Band", 52), Column("Stage", 130), Column("Submitted", 66), _days()),
        bar=True,
        as_it_is="The band follows the risk as at the time of freezing.",
    ),
    "no_interview": Section(
        "ABE interview not held",
        "For the supervisor of each case: children whose ABE interview is to be held and was not, and whether it has a "
        "plan, with the days since the report.",
        "No child waits for an ABE interview.",
        ("child", "children"),
        (REFERENCE, Column("Child", 88), Column("Age", 62), Column("OIC", 108), Column("Plan", 96), _days()),
        bar=True,
    ),
    "medicals": Section(
        "Medicals and their reports",
        "For the supervisor of each case: children whose medical is not requested or not held, or whose report is "
        "awaited, with the chases logged and the days since the step before it.",
        "No medical is outstanding, and no report of one.",
        ("child", "children"),
        (REFERENCE, Column("Child", 60), Column("Age", 56), Column("Where it stands", 80), Column("Since", 58),
         Column("Chases", 88), _days(40)),
        bar=True,
    ),
    "not_arrested": Section(
        "Suspects not arrested or interviewed",
        "For the supervisor of each case: suspects who are identified and were neither arrested nor interviewed, with "
        "the days since they were identified.",
        "Every suspect who is identified was arrested or interviewed.",
        ("suspect", "suspects"),
        (REFERENCE, Column("Suspect", 72), Column("Access to children", 94), Column("OIC", 106),
         Column("Identified", 64), _days(42)),
        bar=True,
        as_it_is="Access to children stands as at the time of freezing.",
    ),
    "devices": Section(
        "Devices by band",
        "For whoever runs the queue of devices: every device that is not returned, those not sent among them, with the "
        "laboratory's band, the stage it has reached and the days it is held.",
        "No device is held.",
        ("device", "devices"),
        (REFERENCE, Column("Exhibit", 62), Column("Band", 34), Column("Where", 108), Column("Stage", 106),
         Column("In stage", 50), _days(38)),
        bar=True,
        as_it_is="The band follows the risk as at the time of freezing.",
    ),
    "files_with_cps": Section(
        "Files with the CPS",
        "For the unit head: files that were sent and are not decided, who has them, the days they were with us since, "
        "the action plans open, and the days with the CPS.",
        "No file is with the CPS or comes back from it.",
        ("file", "files"),
        (REFERENCE, Column("Suspect", 80), Column("Now with", 84), Column("First sent", 66), Column("With us", 54),
         Column("Plans", 64), _days(42, "CPS")),
        bar=True,
    ),
    "bail_ending": Section(
        "Bail that ends soon",
        "For whoever authorises bail: the applicable bail periods that end within {bail_days} days, what comes next, "
        "who must authorise it and by which day.",
        "No bail period ends within {bail_days} days.",
        ("suspect", "suspects"),
        (REFERENCE, Column("Suspect", 58), Column("Ends", 60), Column("What comes next", 160), Column("Who", 98),
         Column("By", 61)),
        as_it_is="Arrests, and releases without an entry of bail, stand as at the time of freezing.",
    ),
    "conditions_not_checked": Section(
        "Bail conditions not checked",
        "For the supervisor of each case: checks of bail conditions that are past their first due date, in working "
        "days late.",
        "Every check of bail conditions that was due was made.",
        ("check", "checks"),
        (REFERENCE, Column("Suspect", 88), Column("OIC", 112), Column("Last check", 72), Column("First due", 72),
         _days(46, "Late")),
        bar=True,
    ),
    "under_investigation": Section(
        "Under investigation, with access to children",
        "For the inspector: suspects released under investigation who have access to children, or of whom that is not "
        "recorded, with the days since their release.",
        "Nobody under investigation has access to children, and of everybody it is recorded.",
        ("suspect", "suspects"),
        (REFERENCE, Column("Suspect", 54), Column("Access", 64), Column("OIC", 98), Column("Since", 58),
         Column("Next review", 92), _days(38)),
        bar=True,
        as_it_is="Access, reviews, and releases without an entry of bail, stand as at the time of freezing.",
    ),
    "not_updated": Section(
        "Children and families not updated",
        "For the supervisor of each case: children and families with whom nobody was in touch for {quiet_days} days or "
        "more.",
        "Somebody was in touch with every child and family within the last {quiet_days} days.",
        ("child", "children"),
        (REFERENCE, Column("Child", 88), Column("Age", 62), Column("OIC", 112), Column("Last contact", 86), _days()),
        bar=True,
    ),
    "reviews_overdue": Section(
        "Reviews overdue",
        "For whoever reviews: reviews that are past their first due date, in working days late.",
        "No review is past its first due date.",
        ("review", "reviews"),
        (REFERENCE, Column("Review", 136), Column("OIC", 104), Column("First due", 64), Column("Due now", 64),
         _days(44, "Late")),
        bar=True,
    ),
    "still_apart": Section(
        "Children still apart, or on a plan",
        "For the unit head: children who live apart from a parent or carer, or are on a plan, while the case waits.",
        "No child lives apart or is on a plan.",
        ("child", "children"),
        (REFERENCE, Column("Child", 54), Column("Age", 58), Column("OIC", 98), Column("What", 104),
         Column("Since", 58), _days(40)),
        bar=True,
        as_it_is="The end of a measure stands as at the time of freezing.",
    ),
    "likely_to_miss": Section(
        "Likely to miss",
        "For the supervisor of each case: milestones whose date is still to come and that, by how long such took in "
        "this unit, more likely happen after it; the soonest date first. {range_in_ten} in 10 that waited as long "
        "happened within the range; the last columns say from how many that finished, and the chance to miss.",
        "Of no milestone can it be said that it is likely to miss a date that is still to come. Nothing is said of any "
        "where fewer than {least_finished} such finished after as long a wait.",
        ("milestone", "milestones"),
        (REFERENCE, Column("Milestone", 108), Column("OIC", 82), Column("Due", 54), Column("Likely by", 58),
         Column("Range", 60), Column("From", 36, to_right=True), Column("Chance", 40, to_right=True)),
    ),
    "workload": Section(
        "Workload against capacity, by team",
        "For the unit head: points of the open cases of each team against its capacity of the coming four weeks, in "
        "full-time officers; no officer is named or ranked.",
        "No case, and so no workload.",
        ("team", "teams"),
        (Column("Team", 110), Column("Cases", 48), Column("Points", 58), Column("Capacity, of officers", 92),
         Column("Points each", 66), Column("Unallocated points", 84), Column("In four weeks", 65)),
        as_it_is="Points and capacity have no history: they stand as at the time of freezing.",
    ),
}  # fmt: skip


def question(asked: Question, counts_as: Mapping[str, int]) -> list[Any]:
    """Draw one question: heading, opening and its lines, all of them; or the sentence that there are none.

    Args:
        counts_as: the numbers that the sentences name.
    """
    how = SECTIONS[asked.key]
    if not asked.lines:
        return section(how.heading, how.nothing.format_map(counts_as))
    said = how.counted[len(asked.lines) != 1]
    longest = max((line.length or 0 for line in asked.lines), default=0) if how.bar else None
    table = row_table(how.columns, [_row(line, with_bar=how.bar) for line in asked.lines], longest=longest)
    story = section(
        how.heading, f"{how.opening.format_map(counts_as)}\n{len(asked.lines):,} {said}.", follows=table.beginning()
    )
    return [*story, *([sentence(how.as_it_is, MUTED)] if asked.as_it_is else []), table]


def _row(line: QuestionLine, *, with_bar: bool) -> Row:
    cells = tuple((cell,) for cell in line.cells)
    if not with_bar:
        return Row(cells)
    length = line.length or 0
    said = "?" if line.length is None else f"{length:,}"
    return Row((*cells, (said,)), bar=Bar(length, length))
