"""Every table with its constraint names and indexes; the same on both engines.

The condition of a partial index is written for SQLite; the migration has it for both. To name PostgreSQL here would
load its drivers at every start, also where there is no server.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from tracker.storage.column_types import Instant, Json

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key() -> Column[str]:
    return Column("id", Text, primary_key=True)


def _to(table: str, name: str, *, optional: bool = False, index: bool = False) -> Column[str]:
    return Column(name, Text, ForeignKey(f"{table}.id"), nullable=optional, index=index)


def _recorded() -> tuple[Column[Any], ...]:
    return Column("recorded_at", Instant, nullable=False), Column("recorded_by", Text, nullable=False)


def _withdrawal() -> tuple[Column[Any], ...]:
    return (
        Column("withdrawn_at", Instant),
        Column("withdrawn_by", Text, nullable=False),
        Column("withdrawn_because", Text, nullable=False),
    )


def _version() -> Column[int]:
    return Column("version", Integer, nullable=False, server_default="1")


unit = Table(
    "unit",
    metadata,
    _key(),
    Column("name", Text, nullable=False),
    Column("nation", Text, nullable=False),
    Column("demo", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
)

team = Table("team", metadata, _key(), Column("name", Text, nullable=False, unique=True), _version())

officer = Table(
    "officer",
    metadata,
    _key(),
    Column("collar_number", Text, nullable=False),
    Column("surname", Text, nullable=False),
    Column("rank", Text, nullable=False),
    Column("roles", Json, nullable=False),
    _to("team", "team_id", optional=True),
    Column("account", Text, nullable=False, server_default=""),
    Column("hours", Integer, nullable=False),
    Column("detective", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("skills", Json, nullable=False, server_default="[]"),
    Column("student", Boolean, nullable=False, server_default=text("false")),
    Column("working_days", Json, nullable=False, server_default="[0,1,2,3,4]"),
    _version(),
    Index(
        "uq_officer_account",
        "account",
        unique=True,
        sqlite_where=text("account <> ''"),
    ),
)

absence = Table(
    "absence",
    metadata,
    _key(),
    _to("officer", "officer_id", index=True),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    _to("officer", "cover_id", optional=True),
    Column("reason", Text, nullable=False, server_default="leave"),
    _version(),
    CheckConstraint("last_day >= first_day", name="in_order"),
)

draft = Table(
    "draft",
    metadata,
    _key(),
    _to("officer", "officer_id"),
    Column("form", Text, nullable=False),
    Column("values", Json, nullable=False),
    Column("kept_at", Instant, nullable=False),
    _version(),
    UniqueConstraint("officer_id", "form"),
)

saved_filter = Table(
    "saved_filter",
    metadata,
    _key(),
    _to("officer", "officer_id", index=True),
    Column("name", Text, nullable=False),
    Column("values", Json, nullable=False),
    _version(),
)

duty_day = Table(
    "duty_day",
    metadata,
    _key(),
    _to("officer", "officer_id"),
    Column("day", Date, nullable=False),
    Column("reason", Text, nullable=False),
    _version(),
    UniqueConstraint("officer_id", "day"),
)

case_record = Table(
    "case_record",
    metadata,
    _key(),
    Column("reference", Text, nullable=False),
    Column("reference_folded", Text, nullable=False, unique=True),
    Column("operation", Text, nullable=False, server_default=""),
    Column("kind", Text, nullable=False),
    Column("nation", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("risk", Text, nullable=False),
    _to("team", "team_id", optional=True, index=True),
    _to("officer", "oic_id", optional=True, index=True),
    _to("officer", "supervisor_id", optional=True),
    Column("reported_on", Date, nullable=False),
    Column("offence_on", Date),
    Column("prosecution", Text, nullable=False, server_default="not_recorded"),
    Column("closed_on", Date),
    Column("outcome_code", Text, nullable=False, server_default=""),
    Column("restricted", Boolean, nullable=False),
    Column("held_by", Text, nullable=False),
    Column("last_activity", Date),
    Column("note", Text, nullable=False, server_default=""),
    _to("case_record", "merged_into", optional=True, index=True),
    _version(),
    Index("ix_case_record_status", "status", "id"),
    Index("ix_case_record_outcome", "outcome_code", "id"),
)

case_access = Table(
    "case_access",
    metadata,
    Column("case_id", Text, ForeignKey("case_record.id"), primary_key=True),
    Column("officer_id", Text, ForeignKey("officer.id"), primary_key=True),
)

child = Table(
    "child",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    Column("label", Text, nullable=False),
    Column("records_number", Text, nullable=False),
    Column("age_at_report", Integer),
    Column("age_at_offence", Integer),
    Column("sex", Text, nullable=False),
    Column("ethnicity", Text, nullable=False),
    Column("disability", Text, nullable=False),
    Column("enhanced_rights", Boolean, nullable=False),
    _version(),
)

suspect = Table(
    "suspect",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    Column("label", Text, nullable=False),
    Column("records_number", Text, nullable=False),
    Column("access_to_children", Text, nullable=False),
    _version(),
)

arrest = Table(
    "arrest",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    _to("suspect", "suspect_id", index=True),
    Column("arrested_on", Date, nullable=False),
    Column("records_number", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("milestone_id", Text, nullable=False),
    Column("withdrawn_at", Instant),
    _version(),
)

bail_event = Table(
    "bail_event",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    _to("arrest", "arrest_id", index=True),
    Column("kind", Text, nullable=False),
    Column("happened_on", Date, nullable=False),
    *_recorded(),
    Column("authority", Text, nullable=False),
    Column("acting", Boolean, nullable=False),
    Column("authorised_by", Text, nullable=False),
    Column("months", Integer),
    Column("until", Date),
    Column("conditions", Json, nullable=False),
    Column("informed_on", Date),
    Column("representations", Text, nullable=False),
    Column("told_on", Date),
    Column("note", Text, nullable=False),
    *_withdrawal(),
    _version(),
)

device = Table(
    "device",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    Column("exhibit", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("held_from", Text, nullable=False),
    Column("priority_asked", Text, nullable=False, server_default="not_recorded"),
    Column("laboratory", Text, nullable=False, server_default=""),
    Column("accreditation", Text, nullable=False, server_default="not_recorded"),
    Column("declaration", Text, nullable=False, server_default="not_recorded"),
    Column("category_a", Integer),
    Column("category_b", Integer),
    Column("category_c", Integer),
    _version(),
)

device_estimate = Table(
    "device_estimate",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    _to("device", "device_id", index=True),
    Column("stage", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("told_on", Date, nullable=False),
    Column("told_by", Text, nullable=False),
    *_recorded(),
    _version(),
)

milestone = Table(
    "milestone",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    Column("kind", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("happened_on", Date),
    Column("happened_at", Instant),
    Column("recorded_at", Instant),
    Column("note", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("planned_on", Date),
    _version(),
    UniqueConstraint("case_id", "kind", "subject_id", "turn"),
    Index(
        "ix_milestone_of_device",
        "subject_id",
        "kind",
        "state",
        "happened_on",
        "turn",
        "version",
        "id",
        sqlite_where=text("subject_kind = 'device'"),
    ),
    Index(
        "ix_milestone_waiting",
        "case_id",
        "subject_id",
        "place",
        "kind",
        "state",
        "id",
        sqlite_where=text("state IN ('not_started', 'open')"),
    ),
    Index(
        "ix_milestone_planned",
        "planned_on",
        "case_id",
        "state",
        "id",
        sqlite_where=text("planned_on IS NOT NULL"),
    ),
)

clock = Table(
    "clock",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    _to("milestone", "milestone_id", index=True),
    Column("limit_id", Text, nullable=False),
    Column("limit_version", Integer, nullable=False),
    Column("clock_class", Text, nullable=False),
    Column("measure", Json, nullable=False),
    Column("calendar", Text, nullable=False),
    Column("calendar_version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("started_on", Date),
    Column("first_due", Date),
    Column("first_due_at", Instant),
    Column("due", Date),
    Column("due_at", Instant),
    Column("expires_at", Instant),
    Column("stopped_on", Date),
    Column("overdue_since", Instant),
    Column("moves", Integer, nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("unknown", Text, nullable=False),
    Column("pauses", Integer, nullable=False),
    Column("episode", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    # the due value that has been looked at for its warnings, and from when its next one is due
    Column("warned_episode", Text, nullable=False, server_default=""),
    Column("warn_from", Instant),
    _version(),
    Index(
        "ix_clock_not_looked_at",
        "id",
        sqlite_where=text("state = 'running' AND warned_episode <> episode"),
        postgresql_where=text("state = 'running' AND warned_episode <> episode"),
    ),
    Index(
        "ix_clock_to_warn",
        "warn_from",
        sqlite_where=text("state = 'running' AND warn_from IS NOT NULL"),
        postgresql_where=text("state = 'running' AND warn_from IS NOT NULL"),
    ),
    Index(
        "ix_clock_paused",
        "id",
        sqlite_where=text("state = 'paused'"),
        postgresql_where=text("state = 'paused'"),
    ),
    Index(
        "ix_clock_running",
        "expires_at",
        "id",
        "case_id",
        "milestone_id",
        "limit_id",
        "due",
        "episode",
        "due_at",
        sqlite_where=text("state = 'running'"),
    ),
    Index(
        "ix_clock_slipped",
        "case_id",
        "milestone_id",
        "first_due",
        "stopped_on",
        "due",
        "moves",
        "state",
        "clock_class",
        "id",
        sqlite_where=text("stopped_on > first_due OR moves > 0"),
        postgresql_where=text("stopped_on > first_due OR moves > 0"),
    ),
    Index(
        "ix_clock_live",
        "case_id",
        "state",
        "expires_at",
        "id",
        "milestone_id",
        "clock_class",
        "first_due",
        "due",
        "due_at",
        "moves",
        "pauses",
        sqlite_where=text("state <> 'stopped'"),
    ),
)

clock_event = Table(
    "clock_event",
    metadata,
    Column("clock_id", Text, ForeignKey("clock.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    _to("case_record", "case_id", index=True),
    Column("kind", Text, nullable=False),
    Column("on_day", Date),
    Column("on_instant", Instant),
    Column("to_day", Date),
    Column("to_instant", Instant),
    Column("amount", Integer),
    Column("reason", Text, nullable=False),
    Column("ours", Boolean, nullable=False),
    *_recorded(),
    Column("asked_by", Text),
    Column("approved_by", Text),
    Column("review_day", Date),
    Column("authority", Text, nullable=False),
    Column("earliest_day", Date),
    Column("calendar_version", Integer),
    Column("measure", Json),
    Column("cause", Text),
    Index(None, "recorded_at", "clock_id"),
    Index(
        "ix_clock_event_stood_still",
        "clock_id",
        sqlite_where=text("kind IN ('paused', 'reopened')"),
        postgresql_where=text("kind IN ('paused', 'reopened')"),
    ),
    Index("ix_clock_event_measured", "clock_id", sqlite_where=text("measure IS NOT NULL")),
)

delay = Table(
    "delay",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    _to("milestone", "milestone_id"),
    Column("reason", Text, nullable=False),
    Column("awaited", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("next_step", Text, nullable=False),
    Column("note", Text, nullable=False),
    *_recorded(),
    _version(),
)

contact_safety = Table(
    "contact_safety",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    _to("child", "child_id"),
    Column("flags", Json, nullable=False),
    Column("through", Text),
    Column("every_days", Integer),
    Column("way", Text),
    *_recorded(),
    _version(),
)

contact = Table(
    "contact",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    _to("child", "child_id"),
    Column("on", Date, nullable=False),
    Column("way", Text),
    Column("who", Text),
    Column("told", Json, nullable=False),
    Column("not_reached", Text),
    Column("note", Text, nullable=False),
    *_recorded(),
    _version(),
)

protection = Table(
    "protection",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    Column("measure", Text, nullable=False),
    Column("suspect_id", Text, nullable=False),
    Column("child_id", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("review_on", Date),
    Column("checked_by", Text, nullable=False),
    Column("note", Text, nullable=False),
    *_recorded(),
    Column("ended_on", Date),
    Column("ended_because", Text, nullable=False),
    _version(),
)

breach = Table(
    "breach",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    Column("suspect_id", Text, nullable=False),
    Column("protection_id", Text, nullable=False),
    Column("on", Date, nullable=False),
    Column("note", Text, nullable=False),
    *_recorded(),
    _version(),
)

bail_condition = Table(
    "bail_condition",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    _to("arrest", "arrest_id"),
    Column("kind", Text, nullable=False),
    Column("child_id", Text, nullable=False),
    Column("witness", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    *_recorded(),
    Column("superseded_on", Date),
    _version(),
)

bail_check = Table(
    "bail_check",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    _to("suspect", "suspect_id"),
    Column("on", Date, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("note", Text, nullable=False),
    *_recorded(),
    _version(),
)

note = Table(
    "note",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    Column("text", Text, nullable=False),
    *_recorded(),
    _version(),
)

risk_grading = Table(
    "risk_grading",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    Column("was", Text, nullable=False),
    Column("now", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("steps", Text, nullable=False),
    Column("steps_by", Date),
    *_recorded(),
    _version(),
)

conflict = Table(
    "conflict",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    _to("officer", "officer_id"),
    Column("reason", Text, nullable=False),
    *_recorded(),
    Column("withdrawn_at", Instant),
    Column("withdrawn_by", Text, nullable=False),
    _version(),
)

case_link = Table(
    "case_link",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    _to("case_record", "other_id", index=True),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=False),
    *_recorded(),
    *_withdrawal(),
    _version(),
)

hand_over = Table(
    "hand_over",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    _to("officer", "from_id"),
    _to("officer", "to_id"),
    Column("handed_on", Date, nullable=False),
    Column("open_work", Json, nullable=False),
    Column("alerts", Integer, nullable=False),
    *_recorded(),
    _version(),
)

team_transfer = Table(
    "team_transfer",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    _to("team", "from_team", optional=True),
    _to("team", "to_team"),
    _to("officer", "from_oic", optional=True),
    _to("officer", "from_supervisor", optional=True),
    _to("officer", "to_supervisor", optional=True),
    Column("on", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("open_work", Json, nullable=False),
    Column("alerts", Integer, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("allocated_id", Text, nullable=False),
    *_recorded(),
    Column("named", Boolean, nullable=False),
    *_withdrawal(),
    _version(),
)

force_transfer = Table(
    "force_transfer",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    Column("force", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("asked_id", Text, nullable=False),
    Column("answered_id", Text, nullable=False),
    *_recorded(),
    Column("answer", Text, nullable=False),
    Column("answered_on", Date),
    Column("reference", Text, nullable=False),
    Column("accepted_by", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("answered_by", Text, nullable=False),
    _version(),
)

chase = Table(
    "chase",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    Column("milestone_id", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("on", Date, nullable=False),
    Column("how", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("promised_by", Date),
    Column("answer", Text, nullable=False),
    Column("next_step", Text, nullable=False),
    Column("next_chase", Date),
    Column("event_id", Text, nullable=False),
    Column("replaced_step", Text),
    *_recorded(),
    *_withdrawal(),
    _version(),
)

escalation = Table(
    "escalation",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    Column("milestone_id", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("on", Date, nullable=False, index=True),
    Column("asked_by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("asked_for", Text, nullable=False),
    Column("by_when", Date, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("replaced_step", Text),
    *_recorded(),
    Column("answer", Text, nullable=False),
    Column("answered_on", Date),
    *_withdrawal(),
    _version(),
)

third_party_request = Table(
    "third_party_request",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    Column("source", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("promised_by", Date),
    Column("asked_id", Text, nullable=False),
    _to("milestone", "received_id", index=True),
    *_recorded(),
    Column("received_on", Date),
    Column("refused_on", Date),
    Column("refusal", Text, nullable=False),
    *_withdrawal(),
    _version(),
)

review = Table(
    "review",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    Column("milestone_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reviewed_on", Date, nullable=False),
    Column("risk", Text, nullable=False),
    Column("risk_words", Text, nullable=False),
    Column("others", Text, nullable=False),
    Column("others_words", Text, nullable=False),
    Column("voice", Text, nullable=False),
    Column("enquiries", Text, nullable=False),
    Column("late", Json, nullable=False),
    Column("bail", Text),
    Column("bail_words", Text, nullable=False),
    Column("devices", Text, nullable=False),
    Column("cps", Text, nullable=False),
    Column("agencies", Text, nullable=False),
    Column("escalation", Text, nullable=False),
    Column("escalation_words", Text, nullable=False),
    Column("welfare", Text, nullable=False),
    Column("welfare_words", Text, nullable=False),
    Column("next_on", Date, nullable=False),
    Column("known", Json, nullable=False),
    *_recorded(),
    Column("withdrawn_at", Instant),
    _version(),
)

follow_up = Table(
    "follow_up",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    _to("review", "review_id"),
    Column("what", Text, nullable=False),
    _to("officer", "owner_id"),
    Column("due_on", Date, nullable=False),
    *_recorded(),
    Column("done_on", Date),
    Column("done_by", Text, nullable=False),
    Column("withdrawn_at", Instant),
    _version(),
)

approval = Table(
    "approval",
    metadata,
    _key(),
    _to("case_record", "case_id", index=True),
    Column("kind", Text, nullable=False),
    Column("milestone_id", Text, nullable=False),
    Column("request", Json, nullable=False),
    Column("reason", Text, nullable=False),
    _to("officer", "asked_by", index=True),
    Column("asked_at", Instant, nullable=False),
    Column("state", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", Instant),
    Column("because", Text, nullable=False),
    Column("seen_at", Instant),
    _version(),
    Index("ix_approval_asked", "asked_at", "id", sqlite_where=text("state = 'asked'")),
)

holding = Table(
    "holding",
    metadata,
    Column("case_id", Text, ForeignKey("case_record.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("since", Date, nullable=False),
    Column("holder", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)

alert = Table(
    "alert",
    metadata,
    _key(),
    Column("subject_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("threshold", Text, nullable=False),
    Column("episode", Text, nullable=False),
    _to("case_record", "case_id", index=True),
    _to("milestone", "milestone_id", optional=True),
    _to("clock", "clock_id", optional=True),
    Column("severity", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("raised_at", Instant, nullable=False),
    Column("rung", Text, nullable=False),
    Column("climbs_on", Date),
    Column("authority", Text, nullable=False, server_default=""),
    Column("acknowledged_by", Text),
    Column("acknowledged_at", Instant),
    Column("next_step", Text, nullable=False, server_default=""),
    Column("next_step_by", Date),
    Column("snoozed_until", Date),
    Column("first_snoozed_on", Date),
    Column("ended_at", Instant),
    Column("ended_because", Text),
    _version(),
    UniqueConstraint("subject_id", "kind", "threshold", "episode", name="uq_alert_key"),
    Index(
        "ix_alert_open",
        "subject_id",
        "kind",
        "episode",
        "case_id",
        sqlite_where=text("state <> 'ended'"),
    ),
)

alert_told = Table(
    "alert_told",
    metadata,
    Column("alert_id", Text, ForeignKey("alert.id"), primary_key=True),
    Column("rung", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("told_at", Instant, nullable=False),
    Index(None, "recipient", "alert_id"),
)

alert_step = Table(
    "alert_step",
    metadata,
    _key(),
    _to("alert", "alert_id", index=True),
    Column("at", Instant, nullable=False),
    Column("what", Text, nullable=False),
    Column("by", Text, nullable=False, server_default=""),
    Column("rung", Text),
    Column("recipient", Text, nullable=False, server_default=""),
    Column("why", Text, nullable=False, server_default=""),
    Column("until", Date),
)

# what protects a child from a suspect as the sweep last saw it, so that lists and alerts find it without the whole case
protection_standing = Table(
    "protection_standing",
    metadata,
    Column("subject", Text, primary_key=True),
    _to("case_record", "case_id", index=True),
    _to("child", "child_id"),
    _to("suspect", "suspect_id"),
    Column("protected", Boolean, nullable=False),
    Column("known", Boolean, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, index=True),
    Column("lapsed", Boolean, nullable=False),
    Column("episode", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("checked_by", Text, nullable=False),
    Column("review_on", Date),
    Column("gaps", Text, nullable=False),
)

# up to which entry of the trail the cases have been looked at
sweep_mark = Table(
    "sweep_mark",
    metadata,
    Column("name", Text, primary_key=True),
    Column("place", BigInteger, nullable=False),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False, index=True),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("case_id", Text, index=True),
    Column("subject_id", Text, index=True),
    Column("digest", Text, nullable=False),
    Column("previous", Text, nullable=False, unique=True),
    Column("head", Text, nullable=False, unique=True),
)

audit_content = Table(
    "audit_content",
    metadata,
    Column("place", BigInteger, ForeignKey("audit_entry.place"), primary_key=True, autoincrement=False),
    Column("salt", Text, nullable=False),
    Column("content", Text, nullable=False),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("place", BigInteger, nullable=False),
    Column("head", Text, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

look = Table(
    "look",
    metadata,
    _key(),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("records", Json, nullable=False),
    Column("sealed_in", BigInteger),
    Index("ix_look_unsealed", "id", sqlite_where=text("sealed_in IS NULL")),
)

calendar = Table(
    "calendar",
    metadata,
    Column("name", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
)

calendar_day = Table(
    "calendar_day",
    metadata,
    Column("calendar", Text, ForeignKey("calendar.name"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("working", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("announced", Boolean, nullable=False),
)

calendar_edition = Table(
    "calendar_edition",
    metadata,
    Column("name", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("days_off", Json, nullable=False),
    Column("own", Json, nullable=False),
    Column("source", Text, nullable=False),
    Column("file_digest", Text, nullable=False),
    Column("taken_at", Instant, nullable=False),
    Column("taken_by", Text, nullable=False),
)

job_run = Table(
    "job_run",
    metadata,
    Column("job", Text, primary_key=True),
    Column("last_good", Instant),
    Column("last_failed", Instant),
    Column("failure", Text, nullable=False, server_default=""),
    Column("count", Integer, nullable=False, server_default="0"),
    Column("machine", Text, nullable=False, server_default=""),
    Column("lease_until", Instant),
    Column("lease_by", Text, nullable=False, server_default=""),
)

frozen_report = Table(
    "frozen_report",
    metadata,
    _key(),
    Column("number", Text, nullable=False, unique=True),
    Column("monday", Date, nullable=False),
    Column("team_id", Text, nullable=False, server_default=""),
    Column("frozen_at", Instant, nullable=False),
    Column("frozen_by", Text, nullable=False),
    Column("rows", Text, nullable=False),
    Column("rows_digest", Text, nullable=False),
    Column("pdf", LargeBinary, nullable=False),
    Column("digest", Text, nullable=False),
    UniqueConstraint("monday", "team_id"),
)

report_copy = Table(
    "report_copy",
    metadata,
    Column("report_id", Text, ForeignKey("frozen_report.id"), primary_key=True),
    Column("copy_number", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

paper_copy = Table(
    "paper_copy",
    metadata,
    _key(),
    Column("series", Text, nullable=False),
    Column("copy_number", Integer, nullable=False),
    Column("case_id", Text, ForeignKey("case_record.id"), index=True),
    Column("recipient", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("digest", Text, nullable=False),
    *_recorded(),
    UniqueConstraint("series", "copy_number"),
)

import_batch = Table(
    "import_batch",
    metadata,
    _key(),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("file_digest", Text, nullable=False),
    Column("source_key", Text, nullable=False),
    Column("counts", Json, nullable=False),
)

imported_case = Table(
    "imported_case",
    metadata,
    Column("case_id", Text, ForeignKey("case_record.id"), primary_key=True),
    _to("import_batch", "batch_id"),
    Column("values", Json, nullable=False),
)

column_choice = Table(
    "column_choice",
    metadata,
    Column("source_key", Text, primary_key=True),
    Column("mapping", Json, nullable=False),
    Column("at", Instant, nullable=False),
)
