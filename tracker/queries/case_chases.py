"""The chases and escalations of one case, asked for when they are looked at."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from tracker.domain.chase import Chase, Escalation
from tracker.domain.promise import is_broken
from tracker.domain.rule_book import RuleBook
from tracker.queries.one_case import check_in_scope
from tracker.queries.row_words import milestone_name
from tracker.queries.subject_labels import labels_of_case
from tracker.queries.view import View
from tracker.rows.case_chases import CaseChases, CaseChasesQuestion, ChaseRow
from tracker.storage.last_change import titles
from tracker.storage.records import load
from tracker.storage.tables import chase, escalation, milestone
from tracker.terms import MilestoneState


@dataclass(frozen=True, slots=True)
class _About:
    """What is chased: its name, whom it concerns, and when it came, where it has."""

    name: str = ""
    subject: str = ""
    came: date | None = None


def case_chases(question: CaseChasesQuestion, view: View) -> CaseChases:
    """Give the chases and escalations of a case, newest first; raises NotFound out of scope."""
    check_in_scope(question.case_id, view)
    connection, case_id = view.connection, question.case_id
    chases = load(connection, Chase, chase, chase.c.case_id == case_id)
    escalations = load(connection, Escalation, escalation, escalation.c.case_id == case_id)
    kept: tuple[Chase | Escalation, ...] = (*chases, *escalations)
    about = _about(connection, case_id, view.rules) if kept else {}
    people = {one.recorded_by for one in kept} | {one.withdrawn_by for one in kept}
    names = titles(connection, people | {one.asked_by for one in escalations})
    whole = _About()
    rows = [_chase(one, about.get(one.milestone_id, whole), names, view) for one in chases]
    rows += [_escalation(one, about.get(one.milestone_id, whole), names, view) for one in escalations]
    rows.sort(key=lambda row: (row.on, row.chase_id), reverse=True)
    used = Counter(one.agency for one in escalations if one.withdrawn_at is None)
    return CaseChases(case_id, tuple(rows), tuple(used.most_common()))


def _about(connection: Connection, case_id: str, rules: RuleBook) -> Mapping[str, _About]:
    """Give what can be chased in a case, by its milestone."""
    labels = labels_of_case(connection, case_id)
    found = connection.execute(
        select(milestone.c.id, milestone.c.kind, milestone.c.turn, milestone.c.subject_id, milestone.c.state,
               milestone.c.happened_on)
        .where(milestone.c.case_id == case_id)
    )  # fmt: skip
    return {
        row.id: _About(
            milestone_name(row.kind, row.turn, rules),
            labels.get(row.subject_id, ""),
            row.happened_on if row.state == MilestoneState.DONE.value else None,
        )
        for row in found
    }


def _chase(one: Chase, about: _About, names: Mapping[str, str], view: View) -> ChaseRow:
    return ChaseRow(
        chase_id=one.id,
        on=one.on,
        agency=one.agency,
        how=one.how,
        role=view.rules.agencies.name(one.role),
        milestone_id=one.milestone_id,
        milestone=about.name,
        subject=about.subject,
        asked="",
        asked_by="",
        answer=one.answer,
        answered_on=None,
        until=one.promised_by,
        broken=one.withdrawn_at is None and is_broken(one.promised_by, about.came, view.today),
        next_step=one.next_step,
        next_chase=one.next_chase,
        recorded_by=names.get(one.recorded_by, one.recorded_by),
        withdrawn=_withdrawn(one, names),
        version=one.version,
    )


def _escalation(one: Escalation, about: _About, names: Mapping[str, str], view: View) -> ChaseRow:
    return ChaseRow(
        chase_id=one.id,
        on=one.on,
        agency=one.agency,
        how=None,
        role=view.rules.agencies.name(one.role),
        milestone_id=one.milestone_id,
        milestone=about.name,
        subject=about.subject,
        asked=f"{one.asked_for}: {one.why}",
        asked_by=names.get(one.asked_by, one.asked_by),
        answer=one.answer,
        answered_on=one.answered_on,
        until=one.by_when,
        broken=one.withdrawn_at is None and is_broken(one.by_when, about.came, view.today),
        next_step="",
        next_chase=None,
        recorded_by=names.get(one.recorded_by, one.recorded_by),
        withdrawn=_withdrawn(one, names),
        version=one.version,
    )


def _withdrawn(one: Chase | Escalation, names: Mapping[str, str]) -> str:
    if one.withdrawn_at is None:
        return ""
    return f"{names.get(one.withdrawn_by, one.withdrawn_by)}: {one.withdrawn_because}"
