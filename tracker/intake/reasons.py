"""The English of every reason the import gives for a row, a cell or a column, for window and command line alike."""

from tracker.intake.heading_words import Field
from tracker.intake.problem import Effect, Problem

REASONS: dict[str, str] = {
    # rows that are no cases
    "row_blank": "Blank row",
    "row_above_headings": "Stands above the headings: taken for a title",
    "row_repeats_headings": "Repeats the headings",
    "row_is_total": "A total, not a case",
    "row_is_title": "Only one cell is filled: taken for a title between cases",
    "row_without_case": "Nothing stands in any of the columns that are read",
    "left_out": "Left out by you",
    # rows that cannot be taken
    "reference_missing": "No crime reference",
    "reference_unreadable": "Not a crime reference",
    "reference_became_date": "The spreadsheet has turned the reference into a date: correct it there",
    "reference_repeated": "The same reference stands in line {first_line}, which was read",
    "reported_missing": "No date of report",
    # cells that cannot be read
    "cell_error": "The spreadsheet shows an error here",
    "formula_not_calculated": "A formula that was saved without its value: open the file, let it calculate, save it",
    "date_impossible": "There is no such day",
    "date_order_misfit": "Does not fit the order of day and month of this column",
    "date_too_old": "Before 1990",
    "date_in_future": "In the future",
    "date_too_far": "More than five years ahead",
    "date_incomplete": "Not a whole date: day, month and year are needed",
    "date_among_words": "A date among words: it is not certain what happened on it",
    "not_a_date": "Not a date",
    "number_not_date": "A number that is no date",
    "says_waiting": "Says that it has not happened yet",
    "says_done": "Says that it was done, not when",
    "says_not_required": "Says that it was not required, in a column that must hold a date",
    "says_refused": "Says that it was refused, in a column that must hold a date",
    "says_no_bail": "Says that there is no bail, so there is no date to which it runs",
    "before_reported": "Before the crime was reported",
    "before_its_start": "Before the step it follows",
    "two_officers": "More than one officer",
    "officer_not_read": "Not read as an officer",
    "kind_not_known": "Not known as a kind of case",
    "two_kinds": "More than one kind of case",
    "risk_not_known": "Not known as a risk grade",
    "age_not_read": "Not an age in years",
    "outcome_not_known": "Not a Home Office outcome code",
    "label_not_read": "Not initials or a code name",
    # cells that were read, with something to know
    "says_not_required_to_approve": "Says that it was not required: a supervisor must approve that",
    "says_refused_to_approve": "Says that it was refused: a supervisor must approve that it is not required",
    "name_cut_to_initials": "Looked like a name: only initials were kept",
    "outcome_without_date": "An outcome without its date: the code was read, and the case has no day on which it ended",
    "note_shortened": "Longer than a note may be: its end was left out",
    # conflicts
    "changed_here": "Changed here since the last import. Here: {here}. In the file: {file}",
    "never_imported": "Entered here, never imported. Here: {here}. In the file: {file}",
    "closed_here": "The case is closed here: reopen it, then import again. Here: {here}. In the file: {file}",
    "merged_here": "A duplicate, merged into another case here: enter what is new there, and leave this row out",
    "arrest_on_record": "An arrest is on record and is corrected here. Here: {here}. In the file: {file}",
    "earlier_than_here": "Earlier than the last one on record. Here: {here}. In the file: {file}",
    "out_of_scope": "A case with this reference is here and is not yours to see: nothing of it was changed",
    "held_back": "Held back because another field of this row conflicts. Here: {here}. In the file: {file}",
    # the file and its columns
    "sheets_not_read": "Only the sheet {sheet} was read, not these",
    "column_not_used": "This column was not read",
    "column_claimed_twice": "Claims the same as {others}: neither was read. Say which in a mapping",
    "date_orders_differ": "Reads as {order}, and another column of this file reads the other way round",
    "dates_may_be_swapped": "Its real dates all fall on the 1st to the 12th and its texts never do: the spreadsheet may"
    " have turned day and month round",
    "merged_down": "Merged down to line {last_line}: the value was taken for each of these lines",
    "merged_across": "Merged across columns: the value was taken for the first column only",
}

FIELD_NAMES: dict[Field, str] = {
    Field.REFERENCE: "Crime reference",
    Field.OIC: "Officer in the case",
    Field.TEAM: "Team",
    Field.REPORTED_ON: "Reported on",
    Field.ALLOCATED_ON: "Allocated on",
    Field.KIND_OF_CASE: "Kind of case",
    Field.RISK: "Risk grade",
    Field.CHILD_LABEL: "Child: initials or code name",
    Field.CHILD_AGE: "Child: age in years",
    Field.SUSPECT_LABEL: "Suspect: initials or code name",
    Field.STRATEGY_DISCUSSION: "Strategy discussion held",
    Field.ABE_INTERVIEW: "ABE interview held",
    Field.MEDICAL: "Medical examination held",
    Field.MEDICAL_REPORT: "Medical report received",
    Field.ARRESTED_ON: "Suspect arrested",
    Field.SUSPECT_INTERVIEWED: "Suspect interviewed",
    Field.DEVICE_SUBMITTED: "Device submitted to the digital forensics unit",
    Field.DEVICE_RETURNED: "Device back from the digital forensics unit",
    Field.BAIL_UNTIL: "Bail until",
    Field.FILE_TO_CPS: "File sent to the CPS",
    Field.CHARGING_DECISION: "Charging decision",
    Field.OUTCOME: "Outcome code",
    Field.OUTCOME_ON: "Outcome recorded on",
    Field.CLOSED_ON: "Closed on",
    Field.LAST_UPDATE: "Child or family last updated",
    Field.LAST_REVIEW: "Last reviewed by a supervisor",
    Field.NOTES: "Notes",
}

EFFECTS: dict[Effect, str] = {
    Effect.ROW_REJECTED: "row rejected",
    Effect.ROW_SKIPPED: "row skipped",
    Effect.ROW_CONFLICT: "not overwritten",
    Effect.CELL_LEFT_EMPTY: "cell left empty",
    Effect.NOTE: "note",
}
NOTHING_HERE = "nothing"


def reason(problem: Problem) -> str:
    """Give the sentence for a problem, with its facts in it."""
    facts = {name: value or NOTHING_HERE for name, value in problem.facts.items()}
    return REASONS[problem.code].format(**facts)
