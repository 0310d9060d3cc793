"""The devices that wait, for a paper."""

from tracker import wording
from tracker.queries.caseload_paper import whose_cases
from tracker.queries.device_register import device_register
from tracker.queries.view import View
from tracker.rows.device_register import DeviceRegisterQuestion
from tracker.rows.papers import About, Found


def found_devices(about: About, by: str, view: View) -> Found:
    """Give the devices of open cases that are not returned; raises NotFound: no such team."""
    whose = whose_cases(about, view)
    register = device_register(DeviceRegisterQuestion(by, about.team_id or None), view)
    late = sum(bool(row.days_late or row.estimate_late) for row in register.rows)
    said = f"{wording.count_of(len(register.rows), 'device')} not returned, {late:,} late or past its estimate."
    return Found(register, whose, said)
