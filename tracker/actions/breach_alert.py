"""Tells the supervisor and an inspector that what protects a child was broken."""

from tracker.actions.alert_making import AlertMaker
from tracker.actions.telling import staff_of
from tracker.actions.work import Work
from tracker.domain.protection import Breach


def tell_of_breach(breach: Breach, work: Work) -> int:
    """Raise the alert of a breach; it stands until somebody has taken it on and said what was done."""
    maker = AlertMaker(work, staff_of(work), None)
    return work.alerts.raise_new([maker.breach(breach)])
