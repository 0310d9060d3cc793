"""The bail register on paper: when each period ends, who may extend it and by when, conditions and their last check."""

from tracker.reports.page_layout import STANDARD, WIDTH, Marking, load_fonts
from tracker.reports.paper_frame import drawn, opening, part, withheld
from tracker.reports.row_table import Column, Row
from tracker.rows.bail_register import BailRow, NextRow
from tracker.rows.bail_register_paper import BailLine, BailRegisterPaper
from tracker.rows.papers import PaperHead
from tracker.terms import BailState
from tracker.wording import count_of, day, short_day, term

SUSPECTS = (
    Column("Case, suspect", 84.0, "risk, OIC"),
    Column("Ends", 88.0, "days left"),
    Column("How it stands", 108.0, "law, since"),
    Column("Who may act next, by when", 132.0),
    Column("Conditions", WIDTH - 412.0, "last check"),
)
MARK = "†"
TO_BE_CONFIRMED = "† rests on a reading or a limit that the force still has to confirm"


def bail_register_pdf(register: BailRegisterPaper, head: PaperHead, marking: Marking = STANDARD) -> bytes:
    """Draw the register: equal rows give equal bytes."""
    load_fonts()
    span = f"within {register.days} days"
    ends = f"{count_of(len(register.ending), 'suspect')} whose bail ends, or whose next review is due, {span}."
    story = [
        *opening(
            head,
            "By the stricter reading where there are two. Suspects are told by their labels. RUI: released under "
            "investigation. Not here: who attended voluntarily, and was neither bailed nor released.",
        ),
        *part(
            f"1. Ends or is due {span}", ends, f"No bail ends and no review is due {span}.", SUSPECTS,
            [_row(line) for line in register.ending], foot=TO_BE_CONFIRMED,
        ),
        *part(
            "2. Everybody else", f"{count_of(len(register.others), 'suspect')}: later, suspended, or without an end.",
            "Nobody else is on bail or under investigation.", SUSPECTS,
            [_row(line) for line in register.others], foot=TO_BE_CONFIRMED,
        ),
        *withheld(register.withheld),
    ]  # fmt: skip
    return drawn(head, story, marking)


def _row(line: BailLine) -> Row:
    row = line.row
    return Row(
        (
            (f"{row.reference}\n{row.suspect}", f"{term(row.risk).lower()} risk", row.oic or "no OIC yet"),
            _ends(row),
            _stands(row),
            _following(row),
            (", ".join(line.conditions), line.checked),
        ),
        marked=row.to_be_confirmed,
    )


def _ends(row: BailRow) -> tuple[str, ...]:
    mark = MARK if row.to_be_confirmed else ""
    if row.state is BailState.UNDER_INVESTIGATION:
        review = next((step.by for step in row.following if step.by is not None), None)
        return (f"{day(review)}{mark}", "next review") if review is not None else ("no review is due",)
    if row.earliest is None:
        return (row.why_no_end or "no end",)
    left = "" if row.days_left is None else f"{count_of(row.days_left, 'day')} left"
    if row.days_left is not None and row.days_left < 0:
        left = f"over for {count_of(-row.days_left, 'day')}"
    other = f"return date {short_day(row.returns)}" if row.returns is not None and row.returns != row.ends else ""
    return (f"{day(row.earliest)}{mark}", left, other)


def _stands(row: BailRow) -> tuple[str, ...]:
    since = f"since {short_day(row.since)}" if row.since is not None else ""
    law = term(row.regime) if row.regime is not None else ""
    if row.state is BailState.UNDER_INVESTIGATION and row.since_release is not None:
        since = f"for {count_of(row.since_release, 'day')}"
    pending = f"application of {short_day(row.pending_since)} not decided" if row.pending_since is not None else ""
    return (term(row.state), since, law, pending)


def _following(row: BailRow) -> tuple[str, ...]:
    """Give what can be authorised next; of reviews while under investigation, the first alone."""
    if row.state is BailState.UNDER_INVESTIGATION:
        return tuple(_next(step) for step in row.following[:1])
    return tuple(_next(step) for step in row.following) or ("nobody can extend it further",)


def _next(step: NextRow) -> str:
    said = [f"{step.what}: {step.rank}"]
    if step.by is not None:
        said.append(f"by {short_day(step.by)}")
    if step.lodge_by is not None:
        said.append(f"papers lodged by {short_day(step.lodge_by)}")
    return ", ".join(said)
