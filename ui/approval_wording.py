"""Requests for approval in words: what is asked for, and how it stands."""

from PySide6.QtCore import QCoreApplication

from tracker.rows.approvals import ApprovalRow
from tracker.terms import ApprovalKind, ApprovalState
from ui import wording


def _tr(words: str) -> str:
    return QCoreApplication.translate("approval_wording", words)


def what(row: ApprovalRow) -> str:
    """Give what is asked for: "New date: Thu 19 Mar 2027 in place of Thu 18 Feb 2027"."""
    kind = wording.term(row.kind)
    if row.kind is ApprovalKind.RESCHEDULE:
        seen = wording.day(row.seen_due) or _tr("no date")
        return _tr("{kind}: {to} in place of {seen}").format(kind=kind, to=wording.day(row.to), seen=seen)
    if row.kind is ApprovalKind.PAUSE:
        return _tr("{kind}: from {since} to {to}").format(
            kind=kind, since=wording.day(row.since), to=wording.day(row.to)
        )
    return kind


def standing(row: ApprovalRow) -> str:
    """Give how a request stands, and who decided it."""
    if row.state is ApprovalState.ASKED:
        if row.changed:
            return _tr("waits; changed since")
        return wording.term(row.state)
    words = wording.term(row.state)
    return _tr("{state} by {officer}").format(state=words, officer=row.decided_by) if row.decided_by else words


def mark(row: ApprovalRow) -> str:
    """Give the key of the mark a request is shown with."""
    if row.state is ApprovalState.ASKED:
        return "unknown" if row.changed else "due_soon"
    return "done" if row.state is ApprovalState.APPROVED else "not_required"
