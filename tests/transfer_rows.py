"""Hand-overs and transfers of a made-up case as rows, and what a transfer would take with it."""

from datetime import date

from tests.people_rows import some_work
from tracker.rows.case_transfers import (
    CaseTransfers,
    ForceRequestRow,
    PassedOnRow,
    SupervisorChoice,
    TeamChoice,
    TransferPreview,
)
from tracker.terms import ForceAnswer, PassedOn

WORK = ("ABE interview, Child 1", "Computer report, Device 1", "Review by a sergeant")


def transfers_of_a_case() -> CaseTransfers:
    """Give a case that has passed on in every way."""
    return CaseTransfers(
        3,
        (
            PassedOnRow(
                "hand-1", PassedOn.HAND_OVER, date(2026, 3, 2), "DC 1881 Ŵyn", "DC 3312 Patel", 3, WORK, "",
                "DS 902 Ade",
            ),
            PassedOnRow(
                "team-1", PassedOn.TO_TEAM, date(2026, 4, 20), "Team 2, DC 2207 Hughes", "Team 1", 3, WORK,
                "the family has moved", "DS 417 Blake", taken_back="the address was wrong",
            ),
            PassedOnRow(
                "force-1", PassedOn.TO_FORCE, date(2026, 9, 1), "", "West Mercia, Supervisor there", 0, (),
                "the offences were committed there", "DS 902 Ade", ForceAnswer.REFUSED, date(2026, 9, 14), "",
                "one of the places lies here",
            ),
        ),
    )  # fmt: skip


def an_open_request(version: int = 1) -> CaseTransfers:
    """Give a case that another force has been asked to take."""
    request = ForceRequestRow(
        "force-2", version, "West Mercia", "Supervisor there", date(2026, 11, 9), "milestone-force"
    )  # fmt: skip
    return CaseTransfers(1, (), request)


def a_transfer_preview(*, restricted: bool = False, version: int = 1) -> TransferPreview:
    """Give a case that somebody has, and two teams it could go to."""
    here = (SupervisorChoice("officer-5", "DS 417 Blake", away=False), SupervisorChoice("di", "DI 77 Lewis", away=True))
    return TransferPreview(
        "case-0", "44NI/00305/26", version, "Team 1", "DC 3312 Patel", restricted, some_work(), 3, 1,
        (TeamChoice("team-2", "Team 2", 2, here), TeamChoice("team-3", "Team 3", 0, here[1:])),
    )  # fmt: skip
