"""A proposed case: one row of the unit's spreadsheet as facts, not yet carried out; or a row that cannot be one."""

from dataclasses import dataclass
from datetime import date

from tracker.intake.heading_words import Field
from tracker.intake.officer_text import OfficerText
from tracker.intake.problem import Problem
from tracker.terms import CaseKind, Nation, RiskGrade

NOT_REQUIRED = "not_required"

#: The fields whose date completes a milestone, with the milestone's kind.
MILESTONE_OF: dict[Field, str] = {
    Field.ALLOCATED_ON: "allocated",
    Field.STRATEGY_DISCUSSION: "strategy_discussion",
    Field.ABE_INTERVIEW: "abe_interview",
    Field.MEDICAL: "medical_examined",
    Field.MEDICAL_REPORT: "medical_report",
    Field.ARRESTED_ON: "arrested",
    Field.SUSPECT_INTERVIEWED: "suspect_interviewed",
    Field.DEVICE_SUBMITTED: "device_submitted",
    Field.DEVICE_RETURNED: "device_returned",
    Field.FILE_TO_CPS: "file_to_cps",
    Field.CHARGING_DECISION: "charging_decision",
}
#: The key under which `ProposedCase.values` has what stands in a column, where it is not the field's own name.
VALUE_KEY: dict[Field, str] = {Field.KIND_OF_CASE: "kind", **MILESTONE_OF}
VALUE_FIELDS = (
    "oic",
    "team",
    "reported_on",
    "kind",
    "risk",
    "child_label",
    "child_age",
    "suspect_label",
    *MILESTONE_OF.values(),
    "bail_until",
    "outcome",
    "outcome_on",
    "closed_on",
    "last_update",
    "last_review",
    "notes",
)


@dataclass(frozen=True, slots=True)
class NotRequired:
    """A milestone the tracker says was not needed, in its own words; it waits for a supervisor's approval."""

    milestone_kind: str
    said: str


@dataclass(frozen=True, slots=True)
class ProposedCase:
    """One row as a case to be added or updated. `problems` are cells left empty and notes; the row was taken."""

    line: int
    reference: str
    reported_on: date
    oic_text: str = ""
    oic: OfficerText | None = None
    team: str | None = None
    kind: CaseKind | None = None
    kind_text: str = ""
    risk: RiskGrade | None = None
    nation: Nation | None = None
    child_label: str | None = None
    child_age: int | None = None
    suspect_label: str | None = None
    events: tuple[tuple[str, date], ...] = ()
    not_required: tuple[NotRequired, ...] = ()
    bail_until: date | None = None
    outcome_code: str | None = None
    outcome_on: date | None = None
    closed_on: date | None = None
    last_update: date | None = None
    last_review: date | None = None
    notes: str | None = None
    problems: tuple[Problem, ...] = ()

    def happened(self) -> tuple[tuple[str, date], ...]:
        """Give every milestone that happened with its day: the report, those with a column, and the outcome."""
        outcome_on = self.outcome_on or (self.closed_on if self.outcome_code else None)
        outcome = (("outcome", outcome_on),) if outcome_on else ()
        return (("reported", self.reported_on), *self.events, *outcome)

    def values(self) -> dict[str, str | None]:
        """Give every field that an import may change as a text, the same for the same fact; None where it is empty."""
        values: dict[str, str | None] = dict.fromkeys(VALUE_FIELDS)
        values |= {
            "oic": self.oic.value() if self.oic else None,
            "team": self.team,
            "reported_on": self.reported_on.isoformat(),
            "kind": self.kind.value if self.kind else None,
            "risk": self.risk.value if self.risk else None,
            "child_label": self.child_label,
            "child_age": None if self.child_age is None else str(self.child_age),
            "suspect_label": self.suspect_label,
            "bail_until": as_text(self.bail_until),
            "outcome": self.outcome_code,
            "outcome_on": as_text(self.outcome_on),
            "closed_on": as_text(self.closed_on),
            "last_update": as_text(self.last_update),
            "last_review": as_text(self.last_review),
            "notes": self.notes,
        }
        values |= {kind: on.isoformat() for kind, on in self.events}
        return values | {each.milestone_kind: NOT_REQUIRED for each in self.not_required}


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that cannot be a case, with why; its cells as texts, so that they can be corrected and read again."""

    line: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]


def as_text(day: date | None) -> str | None:
    """Give a date as a text, or nothing for none."""
    return day.isoformat() if day else None
