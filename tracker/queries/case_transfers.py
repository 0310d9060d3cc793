"""Hand-overs and transfers of a case, and what a transfer to another team would take with it."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, select

from tracker.domain.access import SUPERVISORS
from tracker.domain.case import Case
from tracker.domain.conflict import Conflict
from tracker.domain.hand_over import HandOver, WorkHandedOver, open_work
from tracker.domain.people import Absence, Officer
from tracker.domain.review import FollowUp
from tracker.domain.rule_book import RuleBook
from tracker.domain.transfer import ForceTransfer, TeamTransfer, awaiting_answer, officers_so_far
from tracker.queries.clock_rows import title
from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.people import team_names
from tracker.queries.subject_labels import subject_labels
from tracker.queries.view import View
from tracker.rows.allocation import OpenWorkRow
from tracker.rows.case_transfers import (
    CaseTransfers,
    ForceRequestRow,
    PassedOnRow,
    SupervisorChoice,
    TeamChoice,
    TransferPreview,
    TransferQuestion,
)
from tracker.storage import tables
from tracker.storage.alert_finding import NOT_ENDED
from tracker.storage.case_store import CaseStore
from tracker.storage.kept_store import KeptStore
from tracker.storage.records import load
from tracker.storage.scope import scope_condition
from tracker.storage.tables import alert, case_record
from tracker.terms import PassedOn


def transfers_of_case(
    case: Case, officers: Mapping[str, Officer], teams: Mapping[str, str], view: View
) -> CaseTransfers:
    """Give who had a case and how it passed from one to the next, in three statements beside those for scope."""
    kept, case_id = KeptStore(view.connection, view.scope), case.record.id
    hand_overs, transfers = kept.of_case(HandOver, case_id), kept.of_case(TeamTransfer, case_id)
    requests = kept.of_case(ForceTransfer, case_id)
    labels, rules = subject_labels(case), view.rules
    rows = [
        PassedOnRow(
            one.id, PassedOn.HAND_OVER, one.handed_on, title(officers, one.from_id), title(officers, one.to_id),
            len(one.open_work), _in_words(one.open_work, labels, rules), "", title(officers, one.recorded_by),
        )
        for one in hand_overs
    ]  # fmt: skip
    rows += [
        PassedOnRow(
            one.id, PassedOn.TO_TEAM, one.on, _from(one, officers, teams), teams.get(one.to_team, ""),
            len(one.open_work), _in_words(one.open_work, labels, rules), one.reason, title(officers, one.recorded_by),
            taken_back=one.withdrawn_because,
        )
        for one in transfers
    ]  # fmt: skip
    rows += [
        PassedOnRow(
            one.id, PassedOn.TO_FORCE, one.asked_on, "", f"{one.force}, {rules.agencies.name(one.role)}", 0, (),
            one.reason, title(officers, one.recorded_by), one.answer, one.answered_on, one.reference, one.because,
        )
        for one in requests
    ]  # fmt: skip
    recorded = {one.id: one.recorded_at for one in hand_overs}
    recorded |= {one.id: one.recorded_at for one in transfers} | {one.id: one.recorded_at for one in requests}
    rows.sort(key=lambda row: (recorded[row.key], row.key))
    waiting = awaiting_answer(requests)
    asked = None
    if waiting is not None:
        role = rules.agencies.name(waiting.role)
        asked = ForceRequestRow(
            waiting.id, waiting.version, waiting.force, role, waiting.asked_on, waiting.answered_id
        )  # fmt: skip
    return CaseTransfers(officers_so_far(case.record.oic_id, hand_overs, transfers), tuple(rows), asked)


def transfer_preview(question: TransferQuestion, view: View) -> TransferPreview:
    """Give what would go with a case to another team; raises NotFound where it is out of scope."""
    connection = view.connection
    case = CaseStore(connection, view.scope).get(question.case_id)
    record, today = case.record, view.today
    officers = {one.id: one for one in load(connection, Officer, tables.officer)}
    teams = team_names(connection)
    away = tables.absence
    absent = {
        one.officer_id for one in load(connection, Absence, away, away.c.first_day <= today, away.c.last_day >= today)
    }
    waiting: dict[str | None, int] = {}
    for row in connection.execute(
        select(case_record.c.team_id, func.count())
        .where(NOT_CLOSED, case_record.c.oic_id.is_(None), scope_condition(view.scope))
        .group_by(case_record.c.team_id)
    ):
        waiting[row[0]] = row[1]
    kept = KeptStore(connection, view.scope)
    against = {one.officer_id for one in kept.of_case(Conflict, record.id) if one.withdrawn_at is None}
    may = [one for one in officers.values() if one.active and one.roles & SUPERVISORS and one.id not in against]
    alerts = connection.execute(
        select(func.count()).select_from(alert).where(NOT_ENDED, alert.c.case_id == record.id)
    ).scalar_one()
    return TransferPreview(
        record.id,
        record.reference,
        record.version,
        teams.get(record.team_id or "", ""),
        title(officers, record.oic_id),
        record.restricted,
        open_work_rows(case, view.rules, today),
        alerts,
        sum(
            (one.owner_id, one.done_on, one.withdrawn_at) == (record.oic_id, None, None)
            for one in kept.of_case(FollowUp, record.id)
        ),
        tuple(
            TeamChoice(key, name, waiting.get(key, 0), _supervisors(key, may, absent))
            for key, name in sorted(teams.items(), key=lambda pair: pair[1].casefold())
            if key != record.team_id
        ),
    )


def open_work_rows(case: Case, rules: RuleBook, today: date) -> tuple[OpenWorkRow, ...]:
    """Give what waits in a case, as whoever passes it on sees it."""
    labels = subject_labels(case)
    return tuple(
        OpenWorkRow(
            one.kind, rules.kind(one.what).name, labels.get(one.subject_id, ""), one.due,
            one.due is not None and one.due < today,
        )
        for one in open_work(case)
    )  # fmt: skip


def _supervisors(team_id: str, may: Iterable[Officer], absent: set[str]) -> tuple[SupervisorChoice, ...]:
    """Give who could supervise in a team: those of the team first, then those of none."""
    found = [one for one in may if one.team_id in (team_id, None)]
    found.sort(key=lambda one: (one.team_id is None, one.id in absent, one.title()))
    return tuple(SupervisorChoice(one.id, one.title(), one.id in absent) for one in found)


def _from(one: TeamTransfer, officers: Mapping[str, Officer], teams: Mapping[str, str]) -> str:
    parts = (teams.get(one.from_team or "", ""), title(officers, one.from_oic))
    return ", ".join(part for part in parts if part)


def _in_words(work: Iterable[WorkHandedOver], labels: Mapping[str, str], rules: RuleBook) -> tuple[str, ...]:
    return tuple(
        f"{rules.kind(one.what).name}, {label}" if (label := labels.get(one.subject_id, "")) else
        rules.kind(one.what).name
        for one in work
    )  # fmt: skip
