"""What is said of who could take a case: the reasons for and against, and what goes with it."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from tracker import wording as english
from tracker.rows.allocation import AllocatedRow, Allocation, CandidateRow, GiverRow, Leaver, OpenWorkRow
from tracker.rows.case_transfers import TransferPreview
from tracker.terms import WorkloadLevel
from ui import wording
from ui.people_wording import LEVEL_MARKS, away_next, points

translate = QCoreApplication.translate
MOST_LINES = 12
FITS = "done"


def fit(row: CandidateRow) -> tuple[str, str]:
    """Give the shape and the word for how somebody fits: the first thing that stands against it."""
    if row.conflicts:
        return "critical", translate("allocation", "conflict")
    if not row.may:
        return "none", translate("allocation", "has it already")
    if row.away is not None:
        return "paused", translate("allocation", "away")
    if row.with_load is None:
        return LEVEL_MARKS[WorkloadLevel.NO_CAPACITY], translate("allocation", "no capacity")
    if row.missing:
        return "due_soon", translate("allocation", "not trained")
    if row.level in (WorkloadLevel.AMBER, WorkloadLevel.RED):
        return LEVEL_MARKS[row.level], wording.term(row.level)
    return FITS, translate("allocation", "fits")


def reasons(row: CandidateRow, cases: int) -> list[str]:
    """Give everything that speaks for and against somebody, in words."""
    with_it = translate("allocation", "with this case") if cases == 1 else translate("allocation", "with these cases")
    lines = [
        translate("allocation", "{cases} now ({points}); {after} {with_it}").format(
            cases=wording.count_of(row.cases, "case"),
            points=points(row.points),
            after=points(row.with_points),
            with_it=with_it,
        )
    ]
    if row.with_load is not None and row.level is not WorkloadLevel.NOT_COMPARED:
        lines[0] += ", " + wording.term(row.level)
    if row.load is not None and row.with_load is not None:
        words = translate("allocation", "Per full time {load} now, {after} {with_it}")
        words = words.format(load=english.points(row.load), after=english.points(row.with_load), with_it=with_it)
        if row.median is not None:
            middle = translate("allocation", "the median of the team is {median}")
            words += "; " + middle.format(median=english.points(row.median))
        lines.append(words)
    lines.append(_where(row))
    if row.missing:
        skills = ", ".join(wording.term(skill) for skill in row.missing)
        lines.append(translate("allocation", "Not trained: {skills}").format(skills=skills))
    else:
        lines.append(translate("allocation", "Trained for it"))
    if not row.same_team and row.team:
        lines.append(translate("allocation", "Of another team: it goes to {team}").format(team=row.team))
    if row.conflicts:
        lines.append(
            translate("allocation", "Must not take {cases}: a conflict is on record").format(
                cases=", ".join(row.conflicts)
            )
        )
    if row.not_named:
        lines.append(
            translate("allocation", "Not named on {cases}: allocating names them").format(
                cases=wording.count_of(row.not_named, "restricted case")
            )
        )
    if row.has_them and row.may:
        lines.append(
            translate("allocation", "Has {cases} of these already").format(cases=wording.count_of(row.has_them, "case"))
        )
    return lines


def _where(row: CandidateRow) -> str:
    if row.away is not None:
        return translate("allocation", "Away: {reason} until {day}").format(
            reason=wording.term(row.away).lower(), day=wording.day(row.away_until)
        )
    if row.away_next is not None:
        return translate("allocation", "Here; {next}").format(next=away_next(row.away_next))
    return translate("allocation", "Here for the next four weeks")


def what_is_given(found: Allocation) -> str:
    """Say which case or cases are given, and who has them now."""
    if len(found.rows) == 1:
        (row,) = found.rows
        has = (
            translate("allocation", "Now with {officer}.").format(officer=row.oic)
            if row.oic
            else translate("allocation", "No officer has this case yet.")
        )
        counts = translate("allocation", "It counts {points}, by version {version} of the weights.")
        counts = counts.format(points=points(row.points), version=found.weights_version)
        return "\n".join((has, counts, *(_left(one) for one in found.givers)))
    total = points(sum(row.points for row in found.rows))
    having = sum(row.oic_id is not None for row in found.rows)
    words = translate("allocation", "{cases}, {points} together.").format(
        cases=wording.count_of(len(found.rows), "case"), points=total
    )
    if having:
        words += " " + translate("allocation", "{count} of them somebody has: each is a hand-over.").format(
            count=having
        )
    return "\n".join((words, references(found.rows), *(_left(one) for one in found.givers)))


def _left(row: GiverRow) -> str:
    """Say what somebody who has the cases would have left without them."""
    words = translate("allocation", "{officer} has {before} now, and would have {after}").format(
        officer=row.title,
        before=f"{wording.count_of(row.cases, 'case')} ({points(row.points)})",
        after=f"{row.cases_left:,} ({points(row.points_left)})",
    )
    if row.load is not None and row.load_left is not None:
        loads = translate("allocation", "per full time {load}, then {after}")
        words += "; " + loads.format(load=english.points(row.load), after=english.points(row.load_left))
    return f"{words}."


def references(rows: Iterable[AllocatedRow]) -> str:
    """Give the references of some cases."""
    return ", ".join(row.reference for row in rows)


def what_goes_over(found: Allocation | TransferPreview) -> str:
    """List the open work that goes over with a case; nothing for a first allocation."""
    if not found.open_work:
        return ""
    shown = [_line(row) for row in found.open_work[:MOST_LINES]]
    more = len(found.open_work) - len(shown)
    if more:
        shown.append(translate("allocation", "and {count} more").format(count=more))
    heading = translate("allocation", "Goes over with it, and is recorded: {count}, {alerts}").format(
        count=wording.count_of(len(found.open_work), "thing to do", "things to do"),
        alerts=wording.count_of(found.alerts, "open alert"),
    )
    return "\n".join((heading, *shown))


def what_is_theirs(found: Leaver) -> str:
    """List everything that is an officer's who leaves."""
    lines = []
    if found.rows:
        cases = translate("allocation", "{cases} ({points}): {references}").format(
            cases=wording.count_of(len(found.rows), "open case"),
            points=points(found.points),
            references=references(found.rows),
        )
        lines.append(cases)
    for count, noun, words in (
        (found.supervised, "case", translate("allocation", "supervises {what}")),
        (found.alerts, "open alert", translate("allocation", "was told of {what}")),
        (found.taken_on, "alert", translate("allocation", "has taken on {what}, open again from then on")),
        (found.follow_ups, "follow-up", translate("allocation", "has {what} of reviews, for the officer in the case")),
        (found.approvals, "approval", translate("allocation", "asked for {what}, for any supervisor to decide")),
    ):
        if count:
            lines.append(words.format(what=wording.count_of(count, noun)))
    lines += [
        translate("allocation", "stands in from {first} to {last}").format(
            first=wording.short_day(row.first_day), last=wording.short_day(row.last_day)
        )
        for row in found.covers
    ]
    if not lines:
        return translate("allocation", "Nothing is theirs: no open case, no alert, and they stand in for nobody.")
    return "\n".join(wording.sentence(line) for line in lines)


def what_is_shared_out(found: Leaver) -> str:
    """List who is proposed for which cases, with the points they would have."""
    by_id = {row.case_id: row for row in found.rows}
    candidates = {row.officer_id: row for row in found.candidates}
    shares: dict[str, list[AllocatedRow]] = {}
    for case_id, officer_id in found.shared_out:
        shares.setdefault(officer_id, []).append(by_id[case_id])
    lines = []
    for officer_id in sorted(shares, key=lambda key: candidates[key].title):
        row, cases = candidates[officer_id], shares[officer_id]
        lines.append(
            translate("allocation", "{officer}, {before}, then {after}: {references}").format(
                officer=row.title,
                before=points(row.points),
                after=points(row.points + sum(case.points for case in cases)),
                references=references(sorted(cases, key=lambda case: case.reference)),
            )
        )
    return "\n".join(lines)


def not_seen(found: Leaver) -> str:
    """Say that some of it must be handed over by somebody else first; nothing where all of it is seen."""
    if not found.not_seen:
        return ""
    words = translate("allocation", "{cases} that you are not named on: somebody who is must hand over first.")
    return words.format(cases=wording.count_of(found.not_seen, "restricted case"))


def _line(row: OpenWorkRow) -> str:
    what = f"{row.what} ({row.subject})" if row.subject else row.what
    if row.due is None:
        return translate("allocation", "no date: {what}").format(what=what)
    words = f"{wording.short_day(row.due)}: {what}"
    return translate("allocation", "{words}, late").format(words=words) if row.late else words
