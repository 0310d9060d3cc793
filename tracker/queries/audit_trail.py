"""History of a case from the audit trail, in words."""

import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from tracker import wording
from tracker.domain.rule_book import RuleBook
from tracker.errors import RuleBroken
from tracker.rows.case_file import HistoryRow
from tracker.storage.last_change import titles
from tracker.storage.tables import audit_content, audit_entry, case_record
from tracker.terms import BailEventKind, ChaseWay, CheckOutcome, DelayReason, Holder, LinkKind, ThirdParty

MOST_ENTRIES = 500
DATES = frozenset(
    {
        "on", "since", "until", "review_on", "was_started", "started", "was_due", "to", "steps_by",
        "estimated", "promised_by", "next_chase", "by_when", "answered_on",
        "planned_on", "was_planned_on", "next_on", "was_closed",
    }
)  # fmt: skip
TERMS: Mapping[str, type[Enum]] = {
    "agency": Holder,
    "how": ChaseWay,
    "found": CheckOutcome,
    "source": ThirdParty,
    "link": LinkKind,
}
SHOWN = (
    "from_team", "to_team", "force",
    "was_closed", "link", "exhibit", "measure", "found", "estimated", "agency", "source", "post", "how", "on",
    "next_on", "since", "until", "review_on",
    "was_started", "started", "was_due", "to", "planned_on", "was_planned_on", "cause", "reason", "authority", "what",
    "why", "asked_for", "by_when", "answered_on",
    "promised_by", "answer", "refusal", "note", "next_step", "next_chase", "reference", "recipient", "label",
    "because", "steps", "steps_by", "operation", "without_review",
)  # fmt: skip
PEOPLE = ("oic", "supervisor", "supervised_by", "officer", "was")
CAUSES = frozenset(cause.value for cause in DelayReason)


def case_history(connection: Connection, case_id: str, rules: RuleBook) -> tuple[HistoryRow, ...]:
    """Give what was done to a case, newest first; content that was erased is said to be so.

    What was done to a duplicate before it was merged into the case is told with the duplicate's reference.
    """
    merged = case_record.alias()
    duplicates = select(case_record.c.id).where(case_record.c.merged_into == case_id)
    entries = connection.execute(
        select(audit_entry.c.at, audit_entry.c.actor, audit_entry.c.action, audit_content.c.content,
               merged.c.reference)
        .select_from(audit_entry.outerjoin(audit_content, audit_content.c.place == audit_entry.c.place)
                     .outerjoin(merged, and_(merged.c.id == audit_entry.c.case_id, merged.c.id != case_id)))
        .where(or_(audit_entry.c.case_id == case_id, audit_entry.c.case_id.in_(duplicates)))
        .order_by(audit_entry.c.place.desc())
        .limit(MOST_ENTRIES)
    ).all()  # fmt: skip
    contents = [None if entry.content is None else json.loads(entry.content) for entry in entries]
    named = {values[name] for values in contents if values for name in PEOPLE if isinstance(values.get(name), str)}
    names = titles(connection, {entry.actor for entry in entries} | named)
    return tuple(
        HistoryRow(entry.at, names.get(entry.actor, entry.actor), _told(entry, values, names, rules))
        for entry, values in zip(entries, contents, strict=True)
    )


def _told(entry: Any, values: Mapping[str, Any] | None, names: Mapping[str, str], rules: RuleBook) -> str:
    what = _what(entry.action, values, names, rules)
    return wording.on_duplicate(entry.reference, what) if entry.reference else what


def _what(action: str, values: Mapping[str, Any] | None, names: Mapping[str, str], rules: RuleBook) -> str:
    done = wording.action(action)
    if values is None:
        return f"{done} (content erased)"
    facts = [
        wording.history_person(name, names[values[name]])
        for name in PEOPLE
        if isinstance(values.get(name), str) and values[name] in names
    ]
    if facts and values.get("open_work") and values.get("was") in names:
        facts.append(wording.with_open_work(values["open_work"]))
    facts += [_fact(name, values[name]) for name in SHOWN if values.get(name)]
    if "bail_event" in values:
        facts.insert(0, wording.term(BailEventKind(values["bail_event"])))
    if values.get("milestone"):
        facts.insert(0, _milestone_name(values["milestone"], rules))
    return f"{done}: {', '.join(facts)}" if facts else done


def _fact(name: str, value: str) -> str:
    if name in DATES:
        return wording.history_day(name, date.fromisoformat(value))
    if name in TERMS:
        return wording.term(TERMS[name](value))
    if name in ("cause", "reason") and value in CAUSES:
        return wording.term(DelayReason(value))
    return wording.history_name(name, str(value))


def _milestone_name(kind: str, rules: RuleBook) -> str:
    try:
        return rules.kind(kind).name
    except RuleBroken:
        return kind
