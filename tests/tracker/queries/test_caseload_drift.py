"""The drift of the case list is the case file's; withheld cases are counted among those that were asked for."""

from sqlalchemy import update

from tests.cores import SUPERVISOR, open_a_case
from tracker.bootstrap import Tracker
from tracker.rows.caseload import CaseloadQuestion
from tracker.storage.tables import case_record
from tracker.terms import CaseStatus


def test_a_closed_case_is_withheld_only_where_closed_ones_are_asked_for(core: Tracker) -> None:
    closed = open_a_case(core, restricted=True)
    open_a_case(core, reference="44NI/2/26", restricted=True)
    with core.database.write() as connection:
        of_case = update(case_record).where(case_record.c.id == closed)
        connection.execute(of_case.values(status=CaseStatus.CLOSED.value))
    assert core.ask(CaseloadQuestion(SUPERVISOR)).restricted_not_shown == 1
    assert core.ask(CaseloadQuestion(SUPERVISOR, with_closed=True)).restricted_not_shown == 2
