"""Telling: open alerts are told to whoever stands in for those who are away, and to an OIC who is back."""

from collections.abc import Collection
from datetime import timedelta

from tracker.actions.work import Work
from tracker.domain.ladder import Staff, told_besides

#: so long after an absence the alerts raised in it are looked for, to tell them to whoever is back
LOOKS_BACK = timedelta(days=28)


def staff_of(work: Work) -> Staff:
    """Give who works in the unit today, who is away, and who was so lately."""
    officers = {officer.id: officer for officer in work.people.officers()}
    return Staff(officers, work.people.absences_between(work.act.today - LOOKS_BACK, work.act.today))


def tell_who_is_here(work: Work, staff: Staff, also: Collection[str] = ()) -> int:
    """Tell the open alerts of those who are away to who stands in; give how many times somebody was told.

    Found by state, so that planned leave, somebody sick today and a pass that was missed are the same case.

    Args:
        also: officers whose alerts are looked at although no absence names them any more.
    """
    about = {absence.officer_id for absence in staff.absences if absence.includes(work.act.today)}
    about |= {absence.cover_id for absence in staff.absences if absence.cover_id is not None}
    about |= set(also)
    found = [
        (alert.alert_id, told)
        for alert in work.alerts.told_to(about)
        if (told := told_besides(alert, work.act.today, staff)) is not None
    ]
    work.alerts.tell(found, work.act.now)
    return len(found)
