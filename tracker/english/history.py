"""What was done, in the history of a case."""

from datetime import date

from tracker.english.dates import count_of, day

ACTIONS: dict[str, str] = {
    "acknowledge_alert": "Acknowledged an alert",
    "acknowledge_bail_check": "Checked bail conditions",
    "add_absence": "Recorded an absence",
    "add_child": "Added a child",
    "add_device": "Added a device",
    "add_duty_day": "Recorded a day of other duty",
    "add_note": "Added a note",
    "add_officer": "Added an officer",
    "add_suspect": "Added a suspect",
    "add_team": "Added a team",
    "allocate_case": "Allocated the case",
    "answer_escalation": "Recorded the answer to an escalation",
    "answer_third_party": "Recorded the answer about third-party material",
    "apply_rule_changes": "Applied changed holidays or limits",
    "approve_request": "Approved a request",
    "ask_approval": "Asked for approval",
    "ask_force": "Asked another force to take the case",
    "ask_third_party": "Asked for third-party material",
    "change_supervisor": "Gave the case another supervisor",
    "close_case": "Closed the case",
    "complete_follow_up": "Did what a review asked for",
    "complete_milestone": "Completed",
    "correct_start": "Corrected the start of a clock",
    "delete_filter": "Deleted a filter",
    "drop_draft": "Gave up a draft, or sent it",
    "edit_absence": "Changed an absence",
    "edit_case": "Changed what is known of the case",
    "edit_child": "Changed what is known of a child",
    "edit_device": "Changed what is known of a device",
    "edit_officer": "Changed an officer's record",
    "edit_suspect": "Changed what is known of a suspect",
    "edit_team": "Renamed a team",
    "end_absence": "Ended an absence",
    "end_protection": "Ended a protective measure",
    "escalate_delay": "Escalated a delay",
    "force_accepted": "Another force accepted the case, which closed it as transferred",
    "force_refused": "Another force refused the case",
    "force_request_withdrawn": "Withdrew the request to another force",
    "freeze_weekly_report": "Froze a weekly drift report",
    "grade_risk": "Graded the risk anew",
    "hand_over_follow_up": "Gave a follow-up of a review to another officer",
    "import_case": "Imported from the unit's spreadsheet",
    "import_cases": "Imported a spreadsheet",
    "keep_draft": "Began a draft",
    "link_cases": "Linked it with another case",
    "merge_cases": "Merged two records of one crime",
    "make_demo": "Made the demo unit",
    "mark_not_required": "Marked as not required",
    "move_device": "Moved a device on",
    "name_on_case": "Named on the case who may see it",
    "officer_left": "Recorded that an officer has left",
    "open_case": "Opened the case",
    "order_date": "Recorded an ordered date",
    "pause_clock": "Paused a clock",
    "plan_day": "Planned for a day",
    "print_bail_register": "Printed the bail register",
    "print_bail_sheet": "Printed a bail sheet",
    "print_caseload": "Printed a caseload",
    "print_chronology": "Printed the chronology",
    "print_devices": "Printed the devices waiting",
    "print_digest": "Printed the daily digest",
    "print_escalation_letter": "Printed the letter of an escalation",
    "print_inspection": "Printed an inspection pack",
    "print_report": "Printed a report",
    "print_review": "Printed a supervisor's review",
    "print_todo": "Printed a to-do list",
    "print_why": "Printed why dates are what they are",
    "raise_alerts": "Raised alerts",
    "record_arrest": "Recorded an arrest",
    "record_bail_event": "Recorded on the bail",
    "record_breach": "Recorded a breach",
    "record_chase": "Chased",
    "record_conflict": "Recorded who must not take the case",
    "record_contact": "Recorded a contact",
    "record_delay": "Recorded a cause of delay",
    "record_estimate": "Recorded the laboratory's estimate",
    "record_event": "Recorded",
    "record_protection": "Recorded a protective measure",
    "record_review": "Recorded a review",
    "refuse_request": "Refused a request",
    "remove_duty_day": "Took back a day of other duty",
    "reopen_case": "Reopened the case",
    "reopen_follow_up": "Took back that a follow-up action was done",
    "reopen_milestone": "Reopened",
    "reschedule_milestone": "Re-planned",
    "resume_clock": "Let a clock run on",
    "review_protection": "Reviewed a protective measure",
    "save_filter": "Saved a filter",
    "set_bail_conditions": "Set bail conditions",
    "set_contact_safety": "Said what to mind before contact",
    "sick_today": "Recorded as sick from today",
    "unname_on_case": "Took back who may see it",
    "unlink_cases": "Took back a link with another case",
    "take_transfer_back": "Took back the transfer to another team",
    "transfer_case": "Transferred the case to another team",
    "withdraw_bail_event": "Took back an event of bail",
    "withdraw_chase": "Withdrew a chase",
    "withdraw_conflict": "Withdrew that somebody must not take the case",
    "withdraw_escalation": "Withdrew an escalation",
    "see_decision": "Saw the decision on a request",
    "unsee_decision": "Put the decision on a request back among those not seen",
    "withdraw_request": "Withdrew a request",
    "withdraw_third_party": "Withdrew a request for third-party material",
}

BECAUSE: dict[str, str] = {
    "case_closed": "the case was closed",
    "case_reopened": "the case was reopened",
    "merged": "another record of the same crime was merged into it",
}

HISTORY_DAYS: dict[str, str] = {
    "estimated": "expected {day}",
    "answered_on": "answered {day}",
    "by_when": "by {day}",
    "next_chase": "next chase {day}",
    "promised_by": "promised by {day}",
    "was_closed": "was closed {day}",
    "next_on": "next one by {day}",
    "on": "{day}",
    "planned_on": "planned for {day}",
    "review_on": "to be looked at again {day}",
    "since": "from {day}",
    "started": "now from {day}",
    "steps_by": "by {day}",
    "to": "now due {day}",
    "until": "until {day}",
    "was_due": "was due {day}",
    "was_planned_on": "planned for {day} before",
    "was_started": "started {day} before",
}

HISTORY_NAMES: dict[str, str] = {
    "from_team": "from the team {name}",
    "to_team": "to the team {name}",
}

HISTORY_PEOPLE: dict[str, str] = {
    "officer": "{who}",
    "oic": "to {who}",
    "supervised_by": "supervisor {who}",
    "supervisor": "to {who}",
    "was": "from {who}",
}


def action(name: str) -> str:
    """Give what was done, for the history of a case."""
    return ACTIONS.get(name, name.replace("_", " ").capitalize())


def merged_into(reference: str) -> str:
    """Say why something of a duplicate is not waited for any more."""
    return f"merged into {reference}"


def on_duplicate(reference: str, what: str) -> str:
    """Say that something was recorded on a duplicate, before it was merged into the case."""
    return f"On {reference}: {what}"


def history_day(name: str, value: date) -> str:
    """Give a day in the history of a case: when it happened, or from when to when it was moved."""
    return HISTORY_DAYS[name].format(day=day(value))


def history_name(name: str, value: str) -> str:
    """Say of a team, in the history of a case, that the case came from it or went to it; anything else as it is."""
    return HISTORY_NAMES.get(name, "{name}").format(name=value)


def history_person(name: str, who: str) -> str:
    """Say who an entry of the history gives something to, or takes it from."""
    return HISTORY_PEOPLE[name].format(who=who)


def with_open_work(count: int) -> str:
    """Say with how much open work a case was handed over."""
    return f"with {count_of(count, 'thing to do', 'things to do')}"
