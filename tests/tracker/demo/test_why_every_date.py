"""In a whole unit every date is explained: the steps come out at the stored date, in words and without codes."""

import re
from datetime import datetime

from tracker.bootstrap import Tracker
from tracker.rows.caseload import CaseloadQuestion
from tracker.rows.why import Why, WhyQuestion

A_CODE = re.compile(r"[a-z]_[a-z]|[{}\[\]]|None")


def test_the_steps_of_every_clock_come_out_at_its_date(core: Tracker) -> None:
    by = core.person.officer_id if core.person else ""
    explained = 0
    for row in core.ask(CaseloadQuestion(by)).rows:
        whys: tuple[Why, ...] = core.ask(WhyQuestion(by, row.case_id))
        for why in whys:
            given = [step.gives_day for step in why.steps if step.gives_day is not None]
            due = why.due_at or why.due
            assert (given[-1] if due is not None else None) == due, (row.reference, why.limit_id, why.steps)
            assert bool(why.unknown) is (due is None), why
            first = [step for step in why.steps if step.code == "started"]
            assert all(isinstance(step.values["recorded_at"], datetime) for step in first)
            for step in why.steps:
                assert step.on
                assert step.what
                assert not A_CODE.search(f"{step.what} {step.gives} {step.recorded} {step.basis}"), step
            explained += 1
    assert explained > 1000
