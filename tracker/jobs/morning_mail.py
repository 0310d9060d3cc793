"""The digest by e-mail, each working day from the hour that the settings name: each recipient at most once a day."""

import ssl
from collections.abc import Mapping
from datetime import datetime, timedelta

from tracker.domain.access import SCHEDULER_SCOPE
from tracker.domain.calendar import CalendarUnknown
from tracker.errors import MailProblem
from tracker.jobs.clockwork import Clockwork, Pass
from tracker.mail import MailServer, Postbox, digest_message
from tracker.queries.open_alert_counts import Counts, counts_of_officer, counts_of_team
from tracker.queries.view import View
from tracker.settings import MailTo, Settings, load_settings
from tracker.storage.job_run_store import MAIL_JOB, MAIL_TO, JobRun, JobRunStore
from tracker.storage.mail_password import mail_password
from tracker.storage.people_store import PeopleStore
from tracker.storage.unit_of_work import SCHEDULER
from tracker.time_source import LONDON, local_date, steady_seconds

#: after a failure the server is left alone for so long
AGAIN = timedelta(minutes=5)
#: a server that answers slowly is left alone after so many seconds, so that alerts are looked at meanwhile
LONGEST = 60.0
FRIDAY = 4
UNKNOWN, UNCERTAIN = "mail_unknown_recipient", "mail_uncertain"
#: another try on the same day would be no use, or might send twice
SETTLED = frozenset({"mail_recipient_refused", "mail_sender_refused", "mail_refused", UNCERTAIN, UNKNOWN})


def is_time_for_mail(clockwork: Clockwork, now: datetime) -> bool:
    """Say whether this machine is to send: its settings name a server, and it is the hour of a working day.

    A demo unit sends nothing: its alerts are made up, and the people in the settings are not.
    """
    settings = load_settings()
    if not settings.mail_host or not settings.mail_to or now.astimezone(LONDON).hour < settings.mail_hour:
        return False
    if not _is_worked(clockwork, now):
        return False
    with clockwork.database.read() as connection:
        failed = JobRunStore(connection).last(MAIL_JOB).last_failed
        lately = failed is not None and failed <= now < failed + AGAIN
        return not lately and not PeopleStore(connection).unit().demo


def mail_digests(clockwork: Clockwork, this: Pass, trust: ssl.SSLContext | None = None) -> int:
    """Send to everybody who has not been sent to today; give to how many it went.

    Who cannot be sent to is recorded and does not keep the others from theirs. Where another try may help, the first
    problem is raised in the end, and a later pass sends to those that are left.
    """
    settings = load_settings()
    with clockwork.database.read() as connection:
        store = JobRunStore(connection)
        waiting = [to for to in settings.mail_to if is_waiting(store.last(job_of(to)), this.now)]
        if not waiting:
            return 0
        server = server_of(settings)
        counts = _counts(waiting, View(connection, SCHEDULER_SCOPE, clockwork.rules, this.now))
    for to in waiting:
        if to not in counts:
            _Recipient(clockwork, this, to).fail(UNKNOWN)
    return _send(server, counts, clockwork, this, trust) if counts else 0


def server_of(settings: Settings) -> MailServer:
    """Give the mail server of the settings with its password; raises MailProblem as `MailServer.of`."""
    account = settings.mail_account
    return MailServer.of(settings, mail_password(settings.mail_host, account) if account else "")


def job_of(to: MailTo) -> str:
    """Give the name under which the record of the jobs keeps when a recipient was last sent to."""
    return f"{MAIL_TO}{to.address.casefold()}"


def is_waiting(run: JobRun, now: datetime) -> bool:
    """Say whether a recipient is still to be sent to today."""
    today = local_date(now)
    if run.last_good is not None and local_date(run.last_good) >= today:
        return False
    settled = run.failure in SETTLED and run.last_failed is not None and local_date(run.last_failed) >= today
    return not settled


def _is_worked(clockwork: Clockwork, now: datetime) -> bool:
    today = local_date(now)
    try:
        return clockwork.rules.working_days.next_working(today) == today
    except CalendarUnknown:
        return today.weekday() <= FRIDAY


def _counts(waiting: list[MailTo], view: View) -> dict[MailTo, Counts]:
    """Give what each recipient is told; one whose team or officer is not known is left out."""
    people = PeopleStore(view.connection)
    teams = {team.name.casefold(): team.id for team in people.teams()}
    officers = {one.collar_number: one for one in people.officers() if one.active}
    counts = {}
    for to in waiting:
        if to.officer and to.officer in officers:
            counts[to] = counts_of_officer(officers[to.officer], view)
        elif to.team and to.team.casefold() in teams:
            counts[to] = counts_of_team(teams[to.team.casefold()], SCHEDULER, view)
        elif not to.officer and not to.team:
            counts[to] = counts_of_team(None, SCHEDULER, view)
    return counts


def _send(
    server: MailServer,
    counts: Mapping[MailTo, Counts],
    clockwork: Clockwork,
    this: Pass,
    trust: ssl.SSLContext | None,
) -> int:
    sent, again, since = 0, [], steady_seconds()
    with Postbox(server, trust) as postbox:
        for to, told in counts.items():
            if steady_seconds() - since > LONGEST:
                again.append(MailProblem("mail_timed_out"))
                break
            one = _Recipient(clockwork, this, to)
            message = digest_message(server.sender, to.address, this.now, told)
            try:
                if postbox.send(message, to.address, one.take):
                    one.sent()
                    sent += 1
            except MailProblem as problem:
                one.fail(problem.code)
                if problem.code not in SETTLED:
                    again.append(problem)
    if again:
        raise again[0]
    return sent


class _Recipient:
    """The record of one recipient: uncertain before the message can arrive, so that it never goes out twice.

    Where this machine dies while it hands the message over, that stays on record.
    """

    def __init__(self, clockwork: Clockwork, this: Pass, to: MailTo) -> None:
        self._clockwork = clockwork
        self._this = this
        self._job = job_of(to)

    def take(self) -> bool:
        """Record that the message may have arrived, unless another machine has been here first; say whether it was."""
        with self._clockwork.database.write(SCHEDULER) as connection:
            store = JobRunStore(connection)
            waits = is_waiting(store.last(self._job), self._this.now)
            if waits:
                store.failed(self._job, self._this.now, UNCERTAIN)
        return waits

    def sent(self) -> None:
        """Record that the server has taken the message."""
        with self._clockwork.database.write(SCHEDULER) as connection:
            JobRunStore(connection).finished(self._job, self._this.now, 1, self._this.machine)

    def fail(self, code: str) -> None:
        """Record why it was not sent, or that it is not certain."""
        with self._clockwork.database.write(SCHEDULER) as connection:
            JobRunStore(connection).failed(self._job, self._this.now, code)
