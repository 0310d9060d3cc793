"""Where the time goes, as things stood on a day: milestones past their first due date, and the ledger of the cases."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from sqlalchemy import select

from tracker.domain.ledger import days_by_holder, days_within
from tracker.queries.drift_facts import CasesThen, CaseThen, Instant, TargetThen, instant_of, targets_then
from tracker.queries.row_words import milestone_name
from tracker.queries.view import View
from tracker.queries.weekly_facts import DelayFacts, delay_at
from tracker.queries.weekly_history import delay_facts
from tracker.rows.drift_board import CaseDrift, DriftBoard, DriftBoardQuestion, DriftGroup, DriftRow, HeldRow
from tracker.storage.last_change import titles
from tracker.storage.tables import team
from tracker.terms import Holder


@dataclass(slots=True)
class _Slip:
    """A milestone: its worst target, and the worst of those that have not stopped; `known` is False where none is."""

    worst: TargetThen
    live: TargetThen | None = None
    slip: int = 0
    before: int = 0
    moves: int = 0
    known: bool = False

    def take(self, one: TargetThen) -> None:
        """Count one more target of the milestone."""
        self.moves += one.moves
        if one.drift is None:
            return
        self.known = True
        self.before = max(self.before, one.drift - one.came)
        if one.drift > self.slip:
            self.worst, self.slip = one, one.drift
        if one.live and one.drift > self.open_days:
            self.live = one

    @property
    def open_days(self) -> int:
        """The drift of the milestone while it is not done."""
        return (self.live.drift or 0) if self.live is not None else 0

    @property
    def came(self) -> int:
        """How much of the drift came in the period."""
        return self.slip - self.before


@dataclass(slots=True)
class _Gathered:
    """What is added up for a group, from its milestones and its cases."""

    words: str
    cases: set[str] = field(default_factory=set)
    done_late: set[str] = field(default_factory=set)
    open_days: list[int] = field(default_factory=list)
    slip: int = 0
    moves: int = 0
    came: int = 0
    days: Counter[Holder] = field(default_factory=Counter)

    def take(self, case_id: str, slip: _Slip) -> None:
        """Count one milestone, and its case."""
        (self.cases if slip.open_days else self.done_late).add(case_id)
        self.add(slip)

    def add(self, slip: _Slip) -> None:
        """Count one milestone, of a case that need not be of the group."""
        if slip.open_days:
            self.open_days.append(slip.open_days)
        self.slip += slip.slip
        self.moves += slip.moves
        self.came += slip.came

    def row(self, key: str) -> DriftGroup:
        """Give what has been added up."""
        return DriftGroup(
            key, self.words, tuple(sorted(self.cases or self.done_late)), len(self.open_days), sum(self.open_days),
            round(median(self.open_days)) if self.open_days else 0, max(self.open_days, default=0),
            self.slip, self.moves, self.came, in_order(self.days),
        )  # fmt: skip


def drift_board(question: DriftBoardQuestion, view: View) -> DriftBoard:
    """Give what had slipped in the cases that were open, the worst first, and their days by holder, each gathered.

    In nine statements, ten for a past day; two more for each five thousand targets that stood still or changed since.

    Raises:
        RuleBroken: as_at_in_future, no_such_period.
    """
    instant = instant_of(question.as_at, question.weeks, view)
    cases = CasesThen(view, instant, question.team_id, question.oic_id)
    return _Board(view, instant, cases).told()


class _Board:
    """Builds the rows of one board, with names in words."""

    def __init__(self, view: View, instant: Instant, cases: CasesThen) -> None:
        self._view, self._instant, self._cases = view, instant, cases
        self._slips = _slips(targets_then(view, cases, instant))
        self._delays = delay_facts(view.connection, cases.shown)
        self._oics = titles(view.connection, {one.oic_id for one in cases.by_id.values() if one.oic_id})
        self._teams = {row.id: row.name for row in view.connection.execute(select(team.c.id, team.c.name))}

    def told(self) -> DriftBoard:
        """Give the board."""
        open_slips = {key: slip for key, slip in self._slips.items() if self._cases.is_open(slip.worst.case_id)}
        rows = [self._row(slip, slip.live) for slip in open_slips.values() if slip.live is not None]
        rows.sort(key=lambda row: (-row.drift, row.reference, row.milestone))
        of_case: dict[str, list[_Slip]] = defaultdict(list)
        for slip in self._slips.values():
            of_case[slip.worst.case_id].append(slip)
        each = tuple(self._case(case, of_case[case_id]) for case_id, case in self._cases.by_id.items())
        return DriftBoard(
            tuple(rows),
            _held(each),
            sum(1 for _ in self._cases.open()),
            sum(slip.worst.live and not slip.known for slip in open_slips.values()),
            self._cases.withheld,
            self._instant.day,
            self._instant.since,
            each,
            self._of_cases(each, open_slips.values(), by_team=False),
            self._of_cases(each, open_slips.values(), by_team=True),
            self._of_agencies(each, rows, open_slips),
            self._of_kinds(open_slips.values()),
        )

    def _row(self, slip: _Slip, live: TargetThen) -> DriftRow:
        case, cause = self._cases.by_id[live.case_id], self._cause(live.milestone_id)
        return DriftRow(
            live.case_id,
            case.facts.reference,
            case.facts.risk,
            self._oics.get(case.oic_id or "", ""),
            self._teams.get(case.team_id or "", ""),
            live.milestone_id,
            live.kind,
            milestone_name(live.kind, 1, self._view.rules),
            milestone_name(live.kind, live.turn, self._view.rules),
            live.first_due,
            live.due,
            live.drift or 0,
            live.moves,
            self._awaited(live, cause),
            cause.reason if cause is not None else None,
            cause.next_step if cause is not None else "",
            slip.came,
        )

    def _cause(self, milestone_id: str) -> DelayFacts | None:
        return delay_at(self._delays.get(milestone_id, ()), (), self._instant.at)

    def _awaited(self, one: TargetThen, cause: DelayFacts | None) -> Holder:
        return cause.awaited if cause is not None else self._view.rules.kind(one.kind).holder

    def _case(self, case: CaseThen, slips: Sequence[_Slip]) -> CaseDrift:
        until = case.until(self._instant.day)
        facts = case.facts
        return CaseDrift(
            facts.id,
            facts.reference,
            facts.risk,
            self._oics.get(case.oic_id or "", ""),
            self._teams.get(case.team_id or "", ""),
            case.holdings[-1].holder if case.holdings else Holder.NOBODY,
            facts.reported_on,
            case.closed_on,
            max(0, (until - facts.reported_on).days),
            max((slip.open_days for slip in slips), default=0),
            sum(slip.slip for slip in slips),
            sum(slip.moves for slip in slips),
            sum(slip.came for slip in slips),
            in_order(days_by_holder(case.holdings, until) if case.holdings else {}),
            in_order(days_within(case.holdings, self._instant.since, until) if case.holdings else {}),
        )

    def _of_cases(self, each: Sequence[CaseDrift], slips: Iterable[_Slip], *, by_team: bool) -> tuple[DriftGroup, ...]:
        """Gather by officer or by team, in the order of their names: it helps to share work out, and ranks nobody."""
        words = self._teams if by_team else self._oics
        gathered: dict[str, _Gathered] = {}

        def group_of(case_id: str) -> _Gathered:
            case = self._cases.by_id[case_id]
            key = (case.team_id if by_team else case.oic_id) or ""
            return gathered.setdefault(key, _Gathered(words.get(key, "")))

        for case in each:
            if case.closed_on is None:
                group = group_of(case.case_id)
                group.cases.add(case.case_id)
                group.days.update(dict(case.days))
        for slip in slips:
            group_of(slip.worst.case_id).take(slip.worst.case_id, slip)
        rows = [group.row(key) for key, group in gathered.items()]
        return tuple(sorted(rows, key=lambda row: (not row.words, row.words.casefold())))

    def _of_agencies(
        self, each: Sequence[CaseDrift], rows: Sequence[DriftRow], slips: Mapping[str, _Slip]
    ) -> tuple[DriftGroup, ...]:
        """Gather by holder: the open cases it has ever held, for how long, and what has slipped that waits for it."""
        gathered: dict[Holder, _Gathered] = defaultdict(lambda: _Gathered(""))
        for case in each:
            if case.closed_on is None:
                gathered[case.holder].cases.add(case.case_id)
                for holder, days in case.days:
                    gathered[holder].days[holder] += days
                    gathered[holder].cases.add(case.case_id)
        for row in rows:
            gathered[row.holder].add(slips[row.milestone_id])
        return tuple(gathered[holder].row(holder.value) for holder in Holder if holder in gathered)

    def _of_kinds(self, slips: Iterable[_Slip]) -> tuple[DriftGroup, ...]:
        """Gather by kind of milestone, those with the most open drift first."""
        gathered: dict[str, _Gathered] = {}
        for slip in slips:
            kind = slip.worst.kind
            group = gathered.setdefault(kind, _Gathered(milestone_name(kind, 1, self._view.rules)))
            group.take(slip.worst.case_id, slip)
        rows = [group.row(kind) for kind, group in gathered.items()]
        return tuple(sorted(rows, key=lambda row: (-row.open_days, -row.total_slip, row.words)))


def _slips(targets: Iterable[TargetThen]) -> dict[str, _Slip]:
    slips: dict[str, _Slip] = {}
    for one in targets:
        slips.setdefault(one.milestone_id, _Slip(one)).take(one)
    return slips


def _held(each: Iterable[CaseDrift]) -> tuple[HeldRow, ...]:
    """Add up the days of the open cases by holder, and those in the period of all, and count who has them now."""
    days: Counter[Holder] = Counter()
    now: Counter[Holder] = Counter()
    in_period: Counter[Holder] = Counter()
    for case in each:
        in_period.update(dict(case.in_period))
        if case.closed_on is None:
            days.update(dict(case.days))
            now[case.holder] += 1
    return tuple(
        HeldRow(holder, days[holder], now[holder], in_period[holder])
        for holder in Holder
        if days[holder] or now[holder] or in_period[holder]
    )


def in_order(days: Mapping[Holder, int]) -> tuple[tuple[Holder, int], ...]:
    """Give days by holder in the order of the vocabulary."""
    return tuple((holder, days[holder]) for holder in Holder if days.get(holder))
