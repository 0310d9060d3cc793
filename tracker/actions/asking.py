"""Asking a supervisor for approval: the request is kept as it was made, and read again when it is approved."""

from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.approval import Approval
from tracker.errors import RuleBroken
from tracker.rows.approvals import Asked
from tracker.terms import ApprovalKind, ApprovalState

Request = TypeVar("Request")


def ask_approval(kind: ApprovalKind, request: Any, milestone_id: str, reason: str, work: Work) -> Changes:
    """Keep a request until a supervisor decides it; the result is what was asked.

    Raises:
        RuleBroken: the same is asked for already.
    """
    case_id = request.case_id
    for earlier in work.kept.of_case(Approval, case_id):
        if (earlier.state, earlier.kind, earlier.milestone_id) == (ApprovalState.ASKED, kind, milestone_id):
            raise RuleBroken("approval_asked_already")
    act = work.act
    approval = Approval(act.new_id(), case_id, kind, milestone_id, plain(request), reason, act.officer_id, act.now)
    work.kept.add(approval)
    work.audit.add(
        "ask_approval",
        case_id=case_id,
        subject_id=milestone_id,
        milestone=work.cases.get(case_id).milestone(milestone_id).kind,
        approval=approval.id,
        approval_kind=kind,
        reason=reason,
    )
    return Changes.of(case=[case_id], approval=[approval.id], result=Asked(approval.id))


def plain(request: Any) -> dict[str, Any]:
    """Give the values of a request as they are kept: dates as ISO text, members by their value."""
    return {field.name: _plain(getattr(request, field.name)) for field in fields(request)}


def read_again(cls: type[Request], kept: Any, **instead: Any) -> Request:
    """Give the request that was kept.

    Args:
        instead: values to take in place of those that were kept.
    """
    hints = get_type_hints(cls)
    values = {name: _read(hints[name], value) for name, value in kept.items()}
    return cls(**(values | instead))


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _read(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    kind = get_args(hint)[0] if get_origin(hint) is UnionType else hint
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value
