"""A proposed case of the unit's spreadsheet as a case: its milestones on their days, its bail date, its end."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from tracker.domain.act import Act
from tracker.domain.case import Case
from tracker.domain.case_parts import CaseRecord
from tracker.domain.child import FIRST_CHILD, Child
from tracker.domain.device import Device
from tracker.domain.milestone import Milestone
from tracker.domain.people import Officer, Team
from tracker.domain.rule_book import RuleBook
from tracker.domain.suspect import FIRST_SUSPECT, Arrest, Suspect
from tracker.intake.proposed_case import NOT_REQUIRED, ProposedCase
from tracker.terms import CaseKind, CaseStatus, MilestoneState, Nation, RiskGrade, SubjectKind

FIRST_DEVICE = "D1"
ARRESTED, ALLOCATED, OUTCOME = "arrested", "allocated", "outcome"
LAST_REVIEW, LAST_UPDATE = "review_sergeant", "child_and_family_update"
CORRECTED_ON_SHEET = "corrected on the unit's spreadsheet"
ALWAYS_TOLD = frozenset({"reported", "allocated", "bail_ended", "case_activity", "device_moved", "outcome"})
SAID_NOT_REQUIRED = "as the unit's spreadsheet says; a supervisor must approve that it is not required"
NOT_ON_SHEET = "not on the unit's spreadsheet, so not known"
ON_SHEET = "bail date as on the unit's spreadsheet; who authorised it is not recorded here"


def new_case(
    proposed: ProposedCase,
    oic: Officer | None,
    team: Team | None,
    nation: Nation,
    told: Collection[str],
    rules: RuleBook,
    act: Act,
) -> Case:
    """Build a case from a row of the spreadsheet; `told` are the milestone kinds that the file has columns for."""
    record = CaseRecord(
        act.new_id(), proposed.reference, proposed.kind or CaseKind.NOT_RECORDED, proposed.nation or nation,
        proposed.risk or RiskGrade.NOT_ASSESSED, proposed.reported_on,
        team_id=team.id if team else (oic.team_id if oic else None), note=proposed.notes or "",
    )  # fmt: skip
    case = Case.opened(record, rules, act)
    label = proposed.child_label or FIRST_CHILD
    case.add_child(Child(act.new_id(), record.id, label, age_at_report=proposed.child_age), rules, act)
    events = dict(proposed.events)
    concerned = {rules.kind(kind).subject for kind in events}
    if proposed.suspect_label or proposed.bail_until or SubjectKind.SUSPECT in concerned:
        case.add_suspect(Suspect(act.new_id(), record.id, proposed.suspect_label or FIRST_SUSPECT), rules, act)
    if SubjectKind.DEVICE in concerned:
        case.add_device(Device(act.new_id(), record.id, FIRST_DEVICE, "phone"), rules, act)
    if oic is not None:
        case.allocate(oic.id, team.id if team else oic.team_id, events.pop(ALLOCATED, proposed.reported_on), rules, act)
    _take_events(case, events.items(), proposed.bail_until, rules, act)
    _take_rest(case, proposed, rules, act)
    if case.record.status is not CaseStatus.CLOSED:
        case.leave_unknown({*ALWAYS_TOLD, *told}, NOT_ON_SHEET, rules, act)
    return case


def update_case(
    case: Case,
    proposed: ProposedCase,
    changed: Mapping[str, str],
    oic: Officer | None,
    team: Team | None,
    rules: RuleBook,
    act: Act,
) -> None:
    """Bring a case in line with the fields of its row that changed since the last import."""
    record = case.record
    case.record = replace(
        record,
        kind=proposed.kind if "kind" in changed and proposed.kind else record.kind,
        risk=proposed.risk if "risk" in changed and proposed.risk else record.risk,
        note=proposed.notes if "notes" in changed and proposed.notes else record.note,
        team_id=team.id if team is not None else record.team_id,
    )
    _update_subjects(case, proposed, changed, rules, act)
    if "reported_on" in changed:
        case.correct_report(proposed.reported_on, CORRECTED_ON_SHEET, rules, act)
    if oic is not None:
        case.allocate(oic.id, team.id if team is not None else oic.team_id, act.today, rules, act)
    events = [(kind, on) for kind, on in proposed.events if changed.get(kind) not in (None, NOT_REQUIRED)]
    _take_events(case, events, proposed.bail_until if "bail_until" in changed else None, rules, act)
    _take_rest(case, proposed, rules, act)


def _update_subjects(case: Case, proposed: ProposedCase, changed: Mapping[str, str], rules: RuleBook, act: Act) -> None:
    """A row speaks of the first child and the first suspect of its case."""
    child = case.children[min(case.children)]
    if "child_label" in changed and proposed.child_label:
        child = replace(child, label=proposed.child_label)
    if "child_age" in changed:
        child = replace(child, age_at_report=proposed.child_age)
    case.children[child.id] = child
    if "suspect_label" in changed and proposed.suspect_label:
        first = min(case.subjects(SubjectKind.SUSPECT), default=None) or _subject(case, SubjectKind.SUSPECT, rules, act)
        case.suspects[first] = replace(case.suspects[first], label=proposed.suspect_label)


def _take_events(
    case: Case, events: Iterable[tuple[str, date]], bail_until: date | None, rules: RuleBook, act: Act
) -> None:
    dated = dict(events)
    arrested_on = dated.pop(ARRESTED, None)
    in_order = sorted(dated.items(), key=lambda event: (event[1], rules.place(case.record.kind, event[0])))
    for kind, on in in_order:
        subject = _subject(case, rules.kind(kind).subject, rules, act)
        done = _done(case, kind, subject)
        if done is not None and case.waiting(kind, subject) is None:
            case.reopen_milestone(done.id, CORRECTED_ON_SHEET, rules, act)
        case.happen(kind, subject, on, "", rules, act)
    if arrested_on is None and bail_until is None:
        return
    suspect = _subject(case, SubjectKind.SUSPECT, rules, act)
    arrest = None
    if arrested_on is not None:
        arrest = Arrest(act.new_id(), case.record.id, suspect, arrested_on)
    if bail_until is not None:
        case.bail_on_sheet(arrest, suspect, bail_until, ON_SHEET, rules, act)
    elif arrest is not None:
        case.arrest(arrest, rules, act)


def _take_rest(case: Case, proposed: ProposedCase, rules: RuleBook, act: Act) -> None:
    child = case.subjects(SubjectKind.CHILD)[0]
    for kind, subject, on in (
        (LAST_REVIEW, case.record.id, proposed.last_review),
        (LAST_UPDATE, child, proposed.last_update),
    ):
        if on is not None and on > _last_done(case, kind, subject):
            case.happen(kind, subject, on, "", rules, act)
    for said in proposed.not_required:
        waiting = case.waiting(said.milestone_kind, child)
        if waiting is not None:
            note = f"{said.said}: {SAID_NOT_REQUIRED}"
            case.milestones[waiting.id] = replace(waiting, note=note)
    ended = proposed.closed_on or proposed.outcome_on
    if ended is not None:
        case.close(proposed.outcome_code or "", ended, rules, act)
    elif proposed.outcome_code:
        case.record = replace(case.record, outcome_code=proposed.outcome_code)


def _subject(case: Case, kind: SubjectKind, rules: RuleBook, act: Act) -> str:
    found = case.subjects(kind)
    if found:
        return found[0]
    if kind is SubjectKind.SUSPECT:
        case.add_suspect(Suspect(act.new_id(), case.record.id, FIRST_SUSPECT), rules, act)
    else:
        case.add_device(Device(act.new_id(), case.record.id, FIRST_DEVICE, "phone"), rules, act)
    return case.subjects(kind)[0]


def _last_done(case: Case, kind: str, subject: str) -> date:
    """Give the last day on which something that recurs was done; the first day of all where it never was."""
    return max(
        (
            milestone.happened_on
            for milestone in case.milestones.values()
            if milestone.kind == kind and milestone.subject_id == subject and milestone.happened_on is not None
        ),
        default=date.min,
    )


def _done(case: Case, kind: str, subject: str) -> Milestone | None:
    done = (
        milestone
        for milestone in case.milestones.values()
        if milestone.kind == kind and milestone.subject_id == subject and milestone.state is MilestoneState.DONE
    )
    return next(done, None)
