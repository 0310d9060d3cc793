"""Records of a case that no clock rule reads: kept beside the case, each class in its table, loaded when asked for."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table, or_, select

from tracker.domain.access import Scope
from tracker.domain.approval import Approval
from tracker.domain.case_link import CaseLink
from tracker.domain.chase import Chase, Escalation
from tracker.domain.conflict import Conflict
from tracker.domain.contact import Contact, ContactSafety
from tracker.domain.device import DeviceEstimate
from tracker.domain.hand_over import HandOver
from tracker.domain.kept import KeptRecord, OneKept
from tracker.domain.note import Note
from tracker.domain.protection import BailCheck, BailConditionRow, Breach, Protection
from tracker.domain.review import FollowUp, Review
from tracker.domain.risk_grading import RiskGrading
from tracker.domain.third_party import ThirdPartyRequest
from tracker.domain.transfer import ForceTransfer, TeamTransfer
from tracker.errors import NotFound
from tracker.storage import tables
from tracker.storage.records import insert_all, load, load_by, load_by_id, update_versioned
from tracker.storage.scope import scope_condition

TABLES: Mapping[type, Table] = {
    BailCheck: tables.bail_check,
    Contact: tables.contact,
    ContactSafety: tables.contact_safety,
    BailConditionRow: tables.bail_condition,
    Breach: tables.breach,
    Protection: tables.protection,
    DeviceEstimate: tables.device_estimate,
    CaseLink: tables.case_link,
    Conflict: tables.conflict,
    HandOver: tables.hand_over,
    TeamTransfer: tables.team_transfer,
    ForceTransfer: tables.force_transfer,
    Chase: tables.chase,
    Escalation: tables.escalation,
    Note: tables.note,
    RiskGrading: tables.risk_grading,
    ThirdPartyRequest: tables.third_party_request,
    Approval: tables.approval,
    FollowUp: tables.follow_up,
    Review: tables.review,
}


class KeptStore:
    """Notes and other records kept with a case, within a scope, on the connection of one unit of work."""

    def __init__(self, connection: Connection, scope: Scope) -> None:
        self._connection = connection
        self._scope = scope

    def add(self, record: KeptRecord) -> None:
        """Store a new record; its action has loaded the case, and so seen that it is within scope."""
        insert_all(self._connection, TABLES[type(record)], [record])

    def get(self, cls: type[OneKept], record_id: str) -> OneKept:
        """Give one record.

        Raises:
            NotFound: there is none, or its case is out of scope.
        """
        found = load_by_id(self._connection, cls, TABLES[cls], record_id)
        if found is None or not self._in_scope(found.case_id):
            raise NotFound("not_found")
        return found

    def of_case(self, cls: type[OneKept], case_id: str) -> tuple[OneKept, ...]:
        """Give the records of one class of a case within scope, in the order in which they were made."""
        return load_by(self._connection, cls, TABLES[cls], "case_id", case_id) if self._in_scope(case_id) else ()

    def save(self, record: OneKept) -> OneKept:
        """Store a changed record, and give it as stored; raises StaleRecord where it was changed meanwhile."""
        return update_versioned(self._connection, TABLES[type(record)], record)

    def follow_ups_of(self, owner_id: str) -> tuple[FollowUp, ...]:
        """Give what reviews say is to be done by an officer and is not done yet, in scope or not."""
        table = tables.follow_up
        to_do = (table.c.done_on.is_(None), table.c.withdrawn_at.is_(None))
        return load(self._connection, FollowUp, table, table.c.owner_id == owner_id, *to_do)

    def links_of(self, case_id: str) -> tuple[CaseLink, ...]:
        """Give the links of a case, from whichever of the two they were made; withdrawn ones too, in scope or not."""
        table = tables.case_link
        return load(self._connection, CaseLink, table, or_(table.c.case_id == case_id, table.c.other_id == case_id))

    def _in_scope(self, case_id: str) -> bool:
        case = tables.case_record
        found = select(case.c.id).where(case.c.id == case_id, scope_condition(self._scope))
        return self._connection.execute(found).first() is not None
