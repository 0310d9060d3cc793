"""The statements behind the list of open waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    case,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
)

from tracker.domain.chase import Chase, Escalation
from tracker.domain.milestone_plan import Opened
from tracker.domain.rule_book import RuleBook
from tracker.domain.third_party import ThirdPartyRequest
from tracker.domain.transfer import FORCE_ANSWERED
from tracker.queries.row_words import OF_OFFICER
from tracker.storage.live_clocks import NOT_STOPPED
from tracker.storage.records import Some, shape_of
from tracker.storage.tables import (
    case_record,
    chase,
    child,
    clock,
    delay,
    device,
    escalation,
    force_transfer,
    milestone,
    officer,
    suspect,
    team,
    third_party_request,
)
from tracker.terms import ForceAnswer, MilestoneState


def waited_for(table: str) -> ColumnElement[bool]:
    """Give the condition that a milestone is still to come, as the partial index has it, so that it is used."""
    return literal_column(f"{table}.state").in_([literal_column("'not_started'"), literal_column("'open'")])


IS_WAITED_FOR = waited_for("milestone")


@dataclass(frozen=True, slots=True)
class Waits:
    """Which milestones another agency brings about, and which say whose turn it is."""

    external: tuple[str, ...]
    decisive: tuple[str, ...]

    @classmethod
    def by(cls, rules: RuleBook) -> "Waits":
        """Give them by the rules; what the program completes by itself is nobody's to bring about.

        While another force considers a case, the others' turns in it go on.
        """
        kinds = rules.catalogue.kinds.values()
        return cls(
            tuple(kind.id for kind in kinds if rules.agencies.of(kind.holder) and kind.opened is not Opened.PROGRAM),
            tuple(kind.id for kind in kinds if kind.decisive and kind.id != FORCE_ANSWERED),
        )


def waits_of(connection: Connection, within: ColumnElement[bool], of: Waits) -> list[Any]:
    """Give what may be waited for, a row for each of its live clocks, in two statements.

    What another agency brings about and is open, or whose turn it is for its subject; and whatever has an open cause
    of delay.
    """
    before = milestone.alias("before")
    ours_first = exists().where(
        before.c.case_id == milestone.c.case_id,
        before.c.subject_id == milestone.c.subject_id,
        before.c.place < milestone.c.place,
        before.c.kind.in_(of.decisive),
        waited_for("before"),
    )
    its_turn = and_(milestone.c.kind.in_(of.decisive), not_(ours_first))
    owed = and_(milestone.c.kind.in_(of.external), or_(milestone.c.state == MilestoneState.OPEN.value, its_turn))
    delayed = milestone.c.id.in_(select(delay.c.milestone_id).where(delay.c.until.is_(None)))
    found = connection.execute(_waits(of).where(IS_WAITED_FOR, within, owed)).all()
    known = {row.id for row in found}
    late = connection.execute(_waits(of).where(IS_WAITED_FOR, within, delayed)).all()
    return [*found, *(row for row in late if row.id not in known)]


def _waits(of: Waits) -> Select[Any]:
    """Select milestones with their case, their subject and their live clocks; when what comes before was done."""
    earlier = milestone.alias("earlier")
    done_before = (
        select(func.max(earlier.c.happened_on))
        .where(
            earlier.c.case_id == milestone.c.case_id,
            earlier.c.subject_id == milestone.c.subject_id,
            earlier.c.state == MilestoneState.DONE.value,
            earlier.c.kind.in_(of.decisive),
        )
        .scalar_subquery()
    )
    return select(
        milestone.c.id, milestone.c.case_id, milestone.c.kind, milestone.c.turn, milestone.c.subject_kind,
        milestone.c.subject_id, case_record.c.reference, case_record.c.reported_on, case_record.c.oic_id,
        *OF_OFFICER, team.c.name.label("team_name"),
        func.coalesce(child.c.label, suspect.c.label, device.c.exhibit).label("label"),
        clock.c.state, clock.c.due, clock.c.started_on,
        case((clock.c.id.is_(None), done_before)).label("done_before"),
    ).select_from(
        milestone.join(case_record, case_record.c.id == milestone.c.case_id)
        .outerjoin(clock, and_(clock.c.milestone_id == milestone.c.id, NOT_STOPPED))
        .outerjoin(officer, officer.c.id == case_record.c.oic_id)
        .outerjoin(team, team.c.id == case_record.c.team_id)
        .outerjoin(child, child.c.id == milestone.c.subject_id)
        .outerjoin(suspect, suspect.c.id == milestone.c.subject_id)
        .outerjoin(device, device.c.id == milestone.c.subject_id)
    )  # fmt: skip


def delays_of(connection: Connection, within: ColumnElement[bool]) -> Sequence[Any]:
    """Give the open causes of delay."""
    return connection.execute(
        select(delay.c.milestone_id, delay.c.awaited, delay.c.since, delay.c.next_step)
        .select_from(delay.join(case_record, case_record.c.id == delay.c.case_id))
        .where(delay.c.until.is_(None), within)
        .order_by(delay.c.since, delay.c.id)
    ).all()


def requests_of(connection: Connection, within: ColumnElement[bool]) -> list[ThirdPartyRequest]:
    """Give the requests for material that were not withdrawn."""
    return _kept(connection, ThirdPartyRequest, third_party_request, within)


def forces_of(connection: Connection, within: ColumnElement[bool]) -> dict[str, str]:
    """Give which force was asked to take a case and has not answered, by the milestone that waits for it."""
    found = connection.execute(
        select(force_transfer.c.answered_id, force_transfer.c.force)
        .select_from(force_transfer.join(case_record, case_record.c.id == force_transfer.c.case_id))
        .where(force_transfer.c.answer == ForceAnswer.AWAITED.value, within)
    )
    return {row.answered_id: row.force for row in found}


def chases_of(connection: Connection, within: ColumnElement[bool]) -> list[Chase]:
    """Give the chases that were not withdrawn."""
    return _kept(connection, Chase, chase, within)


def escalations_of(connection: Connection, scope: ColumnElement[bool], since: date) -> list[Escalation]:
    """Give the escalations since a day, and those of what is still waited for."""
    still = select(milestone.c.id).where(IS_WAITED_FOR)
    recent = or_(escalation.c.on >= since, escalation.c.milestone_id.in_(still))
    return _kept(connection, Escalation, escalation, and_(scope, recent))


def _kept(connection: Connection, cls: type[Some], table: Table, where: ColumnElement[bool]) -> list[Some]:
    shape = shape_of(cls, table)
    rows = connection.execute(
        select(*shape.columns)
        .select_from(table.join(case_record, case_record.c.id == table.c.case_id))
        .where(table.c.withdrawn_at.is_(None), where)
    )
    return [shape.entity(row) for row in rows]
