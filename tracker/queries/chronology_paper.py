"""The chronology of a case: every dated thing on record in order, who recorded it and when it was entered late."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain

from sqlalchemy import or_, select

from tracker import wording
from tracker.domain.ledger import Holding, days_by_holder
from tracker.domain.protection import BailCheck, Breach, Protection
from tracker.domain.risk_grading import RiskGrading
from tracker.queries.case_chases import case_chases
from tracker.queries.case_file import case_file
from tracker.queries.case_notes import case_notes
from tracker.queries.case_third_party import case_third_party
from tracker.queries.one_case import id_of
from tracker.queries.reviews import reviews
from tracker.queries.view import View
from tracker.rows.case_chases import CaseChasesQuestion
from tracker.rows.case_file import CaseFile, CaseFileQuestion, MilestoneRow
from tracker.rows.case_notes import CaseNotesQuestion
from tracker.rows.case_third_party import CaseThirdPartyQuestion
from tracker.rows.chronology_paper import Chronology, ChronologyRow, HeldRow, TargetRow
from tracker.rows.papers import About, Found
from tracker.rows.reviews import Reviews, ReviewsQuestion
from tracker.storage.kept_store import KeptStore
from tracker.storage.last_change import titles
from tracker.storage.tables import audit_entry, case_record
from tracker.terms import MilestoneState, SubjectKind
from tracker.time_source import local_date

REPORTED = "reported"
Rows = Iterator[ChronologyRow]


@dataclass(frozen=True, slots=True)
class _Of:
    """The case, who recorded at which instant, and its reviews."""

    file: CaseFile
    by: str
    view: View
    people: Mapping[str, str]
    authors: Mapping[datetime, str]
    reviews: Reviews

    @property
    def reviewed(self) -> frozenset[str]:
        """The milestones that a review completed."""
        return frozenset(row.milestone_id for row in self.reviews.reviews if not row.withdrawn)

    def is_told(self, row: MilestoneRow) -> bool:
        """Say whether a milestone has a row: not where the program completes it, or its review is told itself."""
        return self.view.rules.kind(row.kind).is_activity and row.milestone_id not in self.reviewed

    def row(
        self, on: date, what: str, at: datetime | None = None, detail: str = "", by: str = "", struck: str = ""
    ) -> ChronologyRow:
        """Give a row; the day of entry is told where it is a later one."""
        entered = local_date(at) if at is not None else None
        who = by or (self.authors.get(at, "") if at is not None else "")
        late = entered if entered is not None and entered > on else None
        return ChronologyRow(on, what, detail, self.people.get(who, who), late, struck)


def found_chronology(about: About, by: str, view: View) -> Found:
    """Give the chronology of a case by its id or reference; raises NotFound out of scope."""
    found = chronology(about.case, by, view)
    file = found.file
    said = f"{wording.count_of(len(found.rows), 'entry', 'entries')} in {wording.count_of(file.age_days, 'day')}."
    return Found(found, file.reference, said, file.case_id, file.reference)


def chronology(case: str, by: str, view: View) -> Chronology:
    """Give a case with every dated thing on record of it; raises NotFound out of scope."""
    file = case_file(CaseFileQuestion(by, id_of(case, view)), view)
    # what was recorded in a duplicate came over, and its trail tells by whom
    recorded_in = select(case_record.c.id).where(
        or_(case_record.c.id == file.case_id, case_record.c.merged_into == file.case_id)
    )
    entries = select(audit_entry.c.at, audit_entry.c.actor).where(audit_entry.c.case_id.in_(recorded_in))
    authors = {row.at: row.actor for row in view.connection.execute(entries)}
    kept = KeptStore(view.connection, view.scope)
    held_reviews = reviews(ReviewsQuestion(by, file.case_id), view)
    of = _Of(file, by, view, titles(view.connection, set(authors.values())), authors, held_reviews)
    parts = (
        _course(of), _milestones(of), _clocks(of), _bail(of), _contacts(of), _devices(of), _protection(of, kept),
        _asked(of), _reviews(of), _passed_on(of),
    )  # fmt: skip
    rows = sorted(chain(*parts), key=lambda row: (row.on, row.what))
    return Chronology(file.case_id, view.today, file, tuple(rows), held(file), targets(file))


def held(file: CaseFile) -> tuple[HeldRow, ...]:
    """Give the days by holder, the longest first."""
    until = date.fromordinal(file.reported_on.toordinal() + file.age_days)
    holdings = [Holding(row.since, row.holder, "", datetime.min.replace(tzinfo=UTC)) for row in file.holders]
    days = days_by_holder(holdings, until)
    return tuple(HeldRow(holder, count) for holder, count in sorted(days.items(), key=lambda pair: -pair[1]))


def targets(file: CaseFile) -> tuple[TargetRow, ...]:
    """Give the clocks that were moved or paused, or are past their first due date; those that drift most first."""
    found = [
        TargetRow(_named(row), clock)
        for row in file.milestones
        for clock in row.clocks
        if clock.moved or clock.pauses or clock.starts or clock.drift
    ]
    return tuple(sorted(found, key=lambda row: (-(row.clock.drift_days or 0), row.milestone, row.clock.limit_id)))


def _named(row: MilestoneRow) -> str:
    return f"{row.name}, {row.subject}" if row.subject and row.subject_kind is not SubjectKind.CASE else row.name


def _course(of: _Of) -> Rows:
    file = of.file
    if not any(row.kind == REPORTED for row in file.milestones):
        yield of.row(file.reported_on, "Reported")
    if file.closed_on is not None:
        outcome = f"outcome {file.outcome_code}" if file.outcome_code else ""
        yield of.row(file.closed_on, "Closed", None, outcome)
    for grading in KeptStore(of.view.connection, of.view.scope).of_case(RiskGrading, file.case_id):
        what = f"Risk graded {wording.term(grading.now).lower()}, before that {wording.term(grading.was).lower()}"
        detail = "\n".join(part for part in (grading.because, grading.steps) if part)
        yield of.row(local_date(grading.recorded_at), what, grading.recorded_at, detail, grading.recorded_by)


def _milestones(of: _Of) -> Rows:
    for row in of.file.milestones:
        if not of.is_told(row):
            continue
        if row.state is MilestoneState.DONE and row.happened_on is not None:
            yield of.row(row.happened_on, _named(row), row.recorded_at, row.note)
        elif row.state is MilestoneState.NOT_REQUIRED and row.recorded_at is not None:
            yield of.row(local_date(row.recorded_at), f"Not required: {_named(row)}", row.recorded_at, row.note)
        for delay in row.delays:
            what = f"Waiting: {_named(row)}, {wording.term(delay.reason).lower()}, {wording.term(delay.awaited)}"
            until = f"until {wording.day(delay.until)}" if delay.until is not None else ""
            step = f"next step: {delay.next_step}" if delay.next_step else ""
            detail = "\n".join(part for part in (until, step, delay.note) if part)
            yield of.row(delay.since, what, None, detail, delay.recorded_by)


def _clocks(of: _Of) -> Rows:
    for row in of.file.milestones:
        for clock in row.clocks:
            towards = f"{_named(row)} ({clock.limit_id})"
            for move in clock.moved:
                old, new = move.old_at or move.old, move.new_at or move.new
                days = " to ".join(wording.when(each) for each in (old, new) if each is not None)
                approved = f"approved by {move.approved_by}" if move.approved_by else ""
                detail = "\n".join(part for part in (move.reason, approved) if part)
                yield of.row(move.on, f"Date moved: {towards}, {days}", None, detail, move.by)
            for pause in clock.pauses:
                until = f" until {wording.day(pause.until)}" if pause.until is not None else ""
                yield of.row(pause.since, f"Paused: {towards}{until}", None, pause.reason, pause.by)


def _bail(of: _Of) -> Rows:
    for row in of.file.bail:
        for event in row.events:
            acting = " (acting)" if event.acting else ""
            given = ", ".join(part for part in (f"{event.authority}{acting}", event.authorised_by) if part)
            detail = "\n".join(part for part in (f"authority: {given}" if given else "", event.note) if part)
            struck = f"taken back: {event.withdrawn}" if event.withdrawn else ""
            struck = struck or (f"not counted: {event.refused}" if event.refused else "")
            what = f"Bail of {row.suspect}: {event.what}"
            yield of.row(event.happened_on, what, event.recorded_at, detail, event.recorded_by, struck)


def _contacts(of: _Of) -> Rows:
    for row in of.file.contact.contacts:
        if row.not_reached is not None:
            what = f"Contact tried, {row.child}: {wording.term(row.not_reached).lower()}"
        else:
            said = [wording.term(each) for each in (row.way, row.who) if each is not None]
            told = ", ".join(wording.term(each).lower() for each in row.told)
            what = f"Contact, {row.child}: {', '.join(said)}{f'; told of: {told}' if told else ''}"
        yield of.row(row.on, what, None, row.note, row.recorded_by)


def _devices(of: _Of) -> Rows:
    for device in of.file.devices:
        for estimate in device.estimates:
            moved = f", {wording.count_of(abs(estimate.moved_days), 'day')} " if estimate.moved_days else ""
            moved += ("later" if (estimate.moved_days or 0) > 0 else "earlier") + " than before" if moved else ""
            expected = wording.day(estimate.day)
            what = f"Laboratory on {device.exhibit}: {estimate.stage_name} expected {expected}{moved}"
            yield of.row(estimate.told_on, what, None, "", estimate.recorded_by)


def _protection(of: _Of, kept: KeptStore) -> Rows:
    labels = {row.subject_id: row.label for row in of.file.subjects}
    measures = of.view.rules.measures
    names: dict[str, str] = {}
    for one in kept.of_case(Protection, of.file.case_id):
        name = measures[one.measure].name if one.measure in measures else one.measure
        names[one.id] = name
        whom = ", ".join(labels[each] for each in (one.suspect_id, one.child_id) if each in labels)
        what = f"Protection: {name}{f', {whom}' if whom else ''}"
        yield of.row(one.since, what, one.recorded_at, one.note, one.recorded_by)
        if one.ended_on is not None:
            yield of.row(one.ended_on, f"Protection ended: {name}", None, one.ended_because)
    for breach in kept.of_case(Breach, of.file.case_id):
        what = f"Breach: {names.get(breach.protection_id, 'conditions of bail')}, {labels.get(breach.suspect_id, '')}"
        yield of.row(breach.on, what.rstrip(", "), breach.recorded_at, breach.note, breach.recorded_by)
    for check in kept.of_case(BailCheck, of.file.case_id):
        what = f"Bail conditions of {labels.get(check.suspect_id, '')} checked: {wording.term(check.outcome)}"
        yield of.row(check.on, what, check.recorded_at, check.note, check.recorded_by)


def _asked(of: _Of) -> Rows:
    view, by, case_id = of.view, of.by, of.file.case_id
    for row in case_chases(CaseChasesQuestion(by, case_id), view).rows:
        did = "Escalated" if row.escalation else f"Chased ({wording.term(row.how).lower()})" if row.how else ""
        of_what = ", ".join(part for part in (row.milestone, row.subject) if part) or "the case as a whole"
        post = f", {row.role}" if row.role else ""
        until = f"promised for {wording.day(row.until)}" if row.until is not None and not row.escalation else ""
        step = f"next step: {row.next_step}" if row.next_step else ""
        detail = "\n".join(part for part in (row.asked, row.answer, until, step) if part)
        what = f"{did}: {wording.term(row.agency)}{post}, about {of_what}"
        struck = f"taken back: {row.withdrawn}" if row.withdrawn else ""
        yield of.row(row.on, what, None, detail, row.recorded_by, struck)
    for asked in case_third_party(CaseThirdPartyQuestion(by, case_id), view).rows:
        struck = f"taken back: {asked.withdrawn}" if asked.withdrawn else ""
        what = f"{wording.term(asked.source)}: {asked.what}"
        yield of.row(asked.asked_on, f"Asked for material: {what}", None, "", asked.recorded_by, struck)
        if asked.refused_on is not None:
            yield of.row(asked.refused_on, f"Material refused: {what}", None, asked.refusal)
    for note in case_notes(CaseNotesQuestion(by, case_id), view).rows:
        yield of.row(local_date(note.at), "Note", None, note.text, note.who)


def _reviews(of: _Of) -> Rows:
    for row in of.reviews.reviews:
        detail = "\n".join(part for part in (row.risk_words, row.enquiries, row.escalation_words) if part)
        struck = "taken back" if row.withdrawn else ""
        what = f"{row.name}; next one by {wording.day(row.next_on)}"
        yield of.row(row.reviewed_on, what, row.recorded_at, detail, row.by, struck)


def _passed_on(of: _Of) -> Rows:
    for row in of.file.transfers.passed_on:
        what = f"{wording.term(row.kind)}: {row.came_from or 'nobody'} to {row.went_to}"
        yield of.row(row.on, what, None, row.reason, row.by, f"taken back: {row.taken_back}" if row.taken_back else "")
