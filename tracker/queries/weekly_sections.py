"""The sections of the weekly paper that answer a question each, in the order in which they are printed.

To add a question: a function that gives its lines, one line here, and its heading and columns under the same key in
`tracker/reports/weekly_drift_questions.py`.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, and_

from tracker.queries.bail_register import bail_at
from tracker.queries.forecast import likely_misses_then
from tracker.queries.view import View
from tracker.queries.weekly_facts import CaseFacts, History
from tracker.queries.weekly_ground import (
    Ground,
    apart_or_on_plan,
    chases_of_reports,
    counts_as,
    critical_cases,
    ends_soon,
)
from tracker.queries.weekly_known import Known
from tracker.queries.weekly_people import last_activities, last_entries, open_since
from tracker.queries.weekly_questions import (
    Asked,
    Line,
    likely_to_miss,
    medicals,
    no_activity,
    no_interview,
    not_updated,
    reviews_overdue,
    still_apart,
)
from tracker.queries.weekly_splits import split_of
from tracker.queries.weekly_standing import WeekEnd
from tracker.queries.weekly_suspects import (
    bail_ending,
    conditions_not_checked,
    devices,
    devices_not_allocated,
    files_with_cps,
    held_longer,
    not_arrested,
    under_investigation,
)
from tracker.rows.weekly_drift import Question, QuestionLine, Split

IN_ORDER, LONGEST_FIRST = False, True
#: by key: the function that gives the lines, and whether they are put in order by the length of their bars
QUESTIONS: Mapping[str, tuple[Asked, bool]] = {
    "no_activity": (no_activity, LONGEST_FIRST),
    "devices_not_allocated": (devices_not_allocated, LONGEST_FIRST),
    "no_interview": (no_interview, LONGEST_FIRST),
    "medicals": (medicals, LONGEST_FIRST),
    "not_arrested": (not_arrested, LONGEST_FIRST),
    "devices": (devices, IN_ORDER),
    "files_with_cps": (files_with_cps, LONGEST_FIRST),
    "bail_ending": (bail_ending, IN_ORDER),
    "conditions_not_checked": (conditions_not_checked, LONGEST_FIRST),
    "under_investigation": (under_investigation, LONGEST_FIRST),
    "not_updated": (not_updated, LONGEST_FIRST),
    "reviews_overdue": (reviews_overdue, LONGEST_FIRST),
    "still_apart": (still_apart, LONGEST_FIRST),
    "likely_to_miss": (likely_to_miss, IN_ORDER),
}
#: these rest on something that has no history of its own
AS_IT_IS = frozenset(
    {"devices_not_allocated", "not_arrested", "devices", "bail_ending", "under_investigation", "still_apart"}
)


class Sections:
    """The questions of one paper, with what they are asked of at the end of the week and of the week before."""

    def __init__(self, view: View, history: History, now: WeekEnd, before: WeekEnd, shown: ColumnElement[bool]) -> None:
        instants = (now.at, before.at)
        bail = bail_at(view, and_(shown, open_since(before.at)), before.at, *instants)
        self.critical = [
            len(ids & week.open_cases.keys())
            for ids, week in zip(critical_cases(view, shown, now, before), (now, before), strict=True)
        ]
        self.entered = last_entries(view, now.at)
        self.active = last_activities(view, now.at)
        apart, chased = apart_or_on_plan(view, shown, now.at, now.last_day), chases_of_reports(view, now.at)
        expected = likely_misses_then(view, now.at, shown)
        self._grounds = [
            Ground(
                view.rules, history, week, bail=rows, apart=apart, chased=chased, active=self.active,
                entered=self.entered, known=Known(history, week.at), expected=expected,
            )
            for week, rows in zip((now, before), bail, strict=True)
        ]  # fmt: skip
        self.bail_ending = [sum(ends_soon(row, one.today) for row in one.bail) for one in self._grounds]
        self.devices_long = [held_longer(one, counts_as().device_days) for one in self._grounds]

    def answered(self, names: Mapping[str, str]) -> tuple[tuple[Question, ...], tuple[Split, ...]]:
        """Give each question with its lines, and how they split; `names` are the titles of the officers in the case."""
        ground = self._grounds[0]
        ground.names = names
        questions, splits = [], []
        for key, (asked, longest_first) in QUESTIONS.items():
            lines = list(asked(ground))
            if longest_first:
                lines.sort(key=_longest)
            said = tuple(QuestionLine((line.case.reference, *line.cells), line.length) for line in lines)
            questions.append(Question(key, said, as_it_is=key in AS_IT_IS))
            splits.append(self.split(key, ((line.case, line.child_id) for line in lines)))
        return tuple(questions), tuple(splits)

    def split(self, key: str, lines: Iterable[tuple[CaseFacts, str]]) -> Split:
        """Count the lines of a section by the children they concern."""
        return split_of(key, lines, self._grounds[0])

    @property
    def quiet_cases(self) -> int:
        """In how many open cases nobody recorded anything for so many days."""
        ground, days = self._grounds[0], counts_as().quiet_days
        return sum(ground.quiet_days(case, self.entered) >= days for case in ground.cases)


def _longest(line: Line) -> tuple[object, ...]:
    return -(line.length or 0), line.case.reference, *line.cells
