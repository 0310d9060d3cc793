"""The unit's database: how it was made, its jobs, its health, and what new holidays or limits would move."""

from collections.abc import Mapping
from datetime import date

from tracker.english.dates import count_of, when

FIRST_ROLES = "The account {account} is administrator, and unit head until somebody else is."

KEY_KEPT = {
    "key_file": "The database is encrypted. This machine has no key store, so its key is kept in a file beside it that "
    "only its owner may read.",
    "key_store": "The database is encrypted; its key is kept in this machine's key store.",
}

MAIL_TO = "mail_to:"
MAIL_PASSWORD_KEPT = {
    "key_file": "Kept in a file that this account alone may read: this machine has no key store.",
    "key_store": "Kept in this machine's key store.",
}

JOBS: dict[str, str] = {
    "sweep": "Alerts, each minute",
    "seal_looks": "Looks bound to the audit trail, each hour",
    "freeze_weekly_reports": "The week's papers, each Monday",
    "backup": "A copy of the database, each night",
    "mail_digests": "The digest by e-mail, each working day",
}

HEALTH: dict[str, str] = {
    "audit": "{entries}; waiting to be bound to it: {looks}",
    "audit_title": "Audit trail",
    "alerts_alive": "Checked {at} on {machine}, next by {next}",
    "alerts_clock_behind": "Last checked {at} on {machine}, ahead of this machine's clock: one of them is wrong",
    "alerts_failing": "Fails since {failed} ({failure}); last checked {at} on {machine}",
    "alerts_failing_always": "Fails since {failed} ({failure}); never checked yet",
    "alerts_never": "Not checked yet",
    "alerts_stale": "Not checked since {at}: no machine ticks",
    "alerts_stale_failing": "Not checked since {at}: it fails ({failure})",
    "calendar": "version {version}, known to {known_to}, announced to {announced_to} ({source})",
    "calendar_title": "Calendar: {name}",
    "clock_moved_back": "{at} on {machine}: moved back, or another was ahead. Set it right",
    "clock_moved_forward": "{at} on {machine}: moved forward. Check it",
    "clock_title": "A machine's clock",
    "copied_by_server": "A server's database is copied by whoever runs the server",
    "failed": "Failed at {at}: {failure}",
    "late": "Last done {at} on {machine}: too long ago",
    "limits": "{limits:,} limits, {open:,} to be confirmed by the force",
    "limits_gone": "{clocks} under {limits}, which the limits here do not have. Put it back into the force's file",
    "limits_gone_title": "Limits that are missing",
    "limits_title": "Limits",
    "never_ran": "Has not been done yet",
    "ran": "Done {at} on {machine}",
    "records": "{engine}, schema {schema}: {cases}, {clocks}",
    "records_title": "Records",
    "trail_changed": "an entry was changed",
    "trail_content_changed": "what an entry says was changed",
    "trail_content_missing": "what an entry says is gone",
    "trail_cut_short": "its end is gone",
    "trail_looks_changed": "the log of looking was changed",
    "trail_missing": "an entry is gone",
}

WOULD: dict[str, str] = {
    "become_overdue": "{} would become overdue",
    "no_longer_overdue": "{} would stop being overdue",
    "become_provisional": "{} would only become provisional",
    "no_longer_provisional": "{} would only be provisional no more",
    "kept": "{} would keep their dates, as their limits say",
}


def job(name: str) -> str:
    """Give what a job of the timetable does, and how often; or whom the digest goes to by e-mail."""
    if name.startswith(MAIL_TO):
        return f"Digest by e-mail to {name.removeprefix(MAIL_TO)}"
    return JOBS.get(name, name.replace("_", " ").capitalize())


def health(key: str, **values: object) -> str:
    """Give a finding about the unit's records in words; days and instants are put into words first."""
    return HEALTH[key].format(
        **{name: when(value) if isinstance(value, date) else value for name, value in values.items()}
    )


def would_move(counts: Mapping[str, int]) -> str:
    """Say what changed holidays or limits would do to the live clocks, from how many are concerned in which way."""
    parts = [f"{count_of(counts['moved'], 'live clock')} would move"]
    parts += [words.format(count_of(counts[name], "clock")) for name, words in WOULD.items() if counts[name]]
    return ", ".join(parts)
