"""What became of the alerts of a case, and how alerts are dealt with."""

from datetime import date

import pytest

from tests.bad_cases.in_a_unit import alerts, an_interview_due, complete, london, sweep
from tests.cores import DETECTIVE, SUPERVISOR
from tests.fakes import StoppedTime
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.snooze_alert import SnoozeAlert
from tracker.bootstrap import Tracker
from tracker.errors import NotFound
from tracker.rows.alert_course import (
    AlertMeasures,
    AlertMeasuresQuestion,
    CaseAlerts,
    CaseAlertsQuestion,
    MeasureOfAlerts,
)
from tracker.terms import AlertKind, Severity

INTERVIEW = "ABE-02"


@pytest.fixture
def case_id(core: Tracker, time: StoppedTime) -> str:
    """A case whose interview was due on Thu 12 Nov 2026; its alert was taken on, lapsed, put off, and then done."""
    made = an_interview_due(core, time, supervisor_id=SUPERVISOR)
    sweep(core)
    time.move_to(london(2026, 11, 13))
    sweep(core)
    (late,) = alerts(core, limit_id=INTERVIEW, kind=AlertKind.OVERDUE)
    core.do(AcknowledgeAlert(DETECTIVE, late.alert_id, late.version, "ring the suite", date(2026, 11, 16)))
    time.move_to(london(2026, 11, 17))
    sweep(core)
    (late,) = alerts(core, limit_id=INTERVIEW, kind=AlertKind.OVERDUE)
    core.do(SnoozeAlert(DETECTIVE, late.alert_id, late.version, date(2026, 11, 19), "the child is unwell"))
    time.move_to(london(2026, 11, 18))
    complete(core, made, "abe_interview", date(2026, 11, 18))
    return made


def test_everything_that_happened_to_an_alert_is_told_newest_first(core: Tracker, case_id: str) -> None:
    answer: CaseAlerts = core.ask(CaseAlertsQuestion(SUPERVISOR, case_id))
    of_interview = [row for row in answer.rows if row.kind is AlertKind.OVERDUE and "ABE interview" in row.about]
    assert [row.at for row in answer.rows] == sorted((row.at for row in answer.rows), reverse=True)
    assert [(row.words, row.who) for row in reversed(of_interview)] == [
        ("raised; true since Fri 13 Nov 2026 00:00", ""),
        ("told on the list, as OIC", "DC 3312 Patel"),
        ("acknowledged: ring the suite, until Mon 16 Nov 2026", "DC 3312 Patel"),
        ("told on the list, as supervisor", "DS 902 Ade"),
        ("more serious: urgent", ""),
        ("lapsed: the next step was not done in time, until Mon 16 Nov 2026", "DC 3312 Patel"),
        ("put off: the child is unwell, until Thu 19 Nov 2026", "DC 3312 Patel"),
        ("ended: done", "DS 902 Ade"),
    ]
    assert of_interview[0].severity is Severity.URGENT
    assert of_interview[0].about.startswith("ABE interview held: was due on Thu 12 Nov 2026")
    with pytest.raises(NotFound):
        core.ask(CaseAlertsQuestion(SUPERVISOR, "none"))


def test_how_the_alerts_of_some_days_were_dealt_with(core: Tracker, case_id: str) -> None:
    asked = AlertMeasuresQuestion(SUPERVISOR, date(2026, 11, 2), date(2026, 11, 18))
    answer: AlertMeasures = core.ask(asked)
    total, *kinds = answer.rows
    assert total.kind is None
    assert total.told == sum(row.told for row in kinds)
    assert [row.told for row in kinds] == sorted((row.told for row in kinds), reverse=True)
    late = next(row for row in kinds if row.kind is AlertKind.OVERDUE)
    assert (late.acknowledged, late.lapsed) == (1, 1)
    assert late.acted_on >= 1
    none: AlertMeasures = core.ask(AlertMeasuresQuestion(SUPERVISOR, date(2026, 10, 1), date(2026, 10, 2)))
    assert none.rows == (MeasureOfAlerts(None, 0, 0, 0, 0, 0, 0),)
