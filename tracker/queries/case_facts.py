"""What is known of a case, of its children and suspects."""

from tracker.domain.child import Child
from tracker.domain.suspect import Suspect
from tracker.queries.one_case import record_in_scope
from tracker.queries.people import officers
from tracker.queries.view import View
from tracker.resource_files import toml
from tracker.rows.case_facts import CaseFacts, CaseFactsQuestion, ChildFacts, CodeRow, SuspectFacts
from tracker.rows.people import OfficersQuestion
from tracker.storage.records import load_by
from tracker.storage.tables import child, suspect

ETHNICITY_LIST = "16+1"


def case_facts(question: CaseFactsQuestion, view: View) -> CaseFacts:
    """Give the facts of one case in five statements; raises NotFound where it does not exist or is out of scope."""
    record = record_in_scope(question.case_id, view)
    return CaseFacts(
        record.id,
        record.reference,
        record.version,
        record.kind,
        record.risk,
        record.operation,
        record.supervisor_id,
        record.restricted,
        tuple(_child(one) for one in load_by(view.connection, Child, child, "case_id", record.id)),
        tuple(
            SuspectFacts(one.id, one.version, one.label, one.records_number, one.access_to_children)
            for one in load_by(view.connection, Suspect, suspect, "case_id", record.id)
        ),
        officers(OfficersQuestion(question.by), view).officers,
        ethnicities(),
    )


def ethnicities() -> tuple[CodeRow, ...]:
    """Give the codes of the list that forces record by, in its order."""
    codes = toml("codes/ethnicity.toml")["code"]
    return tuple(CodeRow(one["code"], f"{one['code']} {one['name']}") for one in codes if one["list"] == ETHNICITY_LIST)


def _child(one: Child) -> ChildFacts:
    return ChildFacts(
        one.id,
        one.version,
        one.label,
        one.records_number,
        one.age_at_report,
        one.age_at_offence,
        one.sex,
        one.ethnicity,
        one.disability,
        one.enhanced_rights,
    )
