"""`explain`: every clock of a case, or of one milestone, with the steps by which its date came about."""

from pathlib import Path

from tests.tracker.cli.command import Command

CASE = "44NI/00305/26"


def test_every_clock_of_a_case_with_its_steps(undrift: Command, worked: Path) -> None:
    whys = undrift("explain", CASE, "--db", worked, "--json").document()
    assert len({why["clock_id"] for why in whys}) == len(whys) > 3
    for why in whys:
        assert why["reference"] == CASE
        assert why["due"] or why["due_at"] or why["unknown"], why
        given = [step["gives_day"] for step in why["steps"] if step["gives_day"]]
        assert given[-1:] == [why["due_at"] or why["due"]] or why["unknown"], why
        assert why["steps"][0]["code"] == "started"
        assert all(step["on"] and step["what"] and step["code"] for step in why["steps"])
        assert why["basis"]


def test_one_milestone_and_the_reference_in_any_writing(undrift: Command, worked: Path) -> None:
    all_of_it = undrift("explain", CASE, "--db", worked, "--json").document()
    some = undrift("explain", CASE.lower(), "strategy_discussion", "--db", worked, "--json").document()
    assert some == [why for why in all_of_it if why["milestone"] == "Strategy discussion"]
    assert some


def test_in_words(undrift: Command, worked: Path) -> None:
    (why,) = undrift("explain", CASE, "victim_support_referral", "--db", worked, "--json").document()
    ran = undrift("explain", CASE, "victim_support_referral", "--db", worked)
    assert (ran.code, ran.err) == (0, "")
    title, standing, *_ = ran.out.splitlines()
    assert title == f"{why['milestone']} · {why['subject']}: {why['limit_id']} {why['limit']}"
    assert standing.startswith("  running, due ")
    said = " ".join(ran.out.split())
    for words in (
        "Thu 1 Oct 2026 reported recorded Mon 2 Nov 2026 09:00 GMT by DS 902 Ade",
        "2 working days; day one is the next working day, Fri 2 Oct 2026 → Mon 5 Oct 2026",
        "Sat 3 Oct 2026 2 days of weekends in between, not worked",
        "statutory code, read in a secondary text",
        "England and Wales working days, version 1",
    ):
        assert words in said
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_a_milestone_without_a_clock_is_said(undrift: Command, worked: Path) -> None:
    found = undrift("explain", CASE, "reported", "--db", worked)
    assert (found.code, found.out) == (0, "No clock runs here.\n")


def test_what_is_not_there_is_not_found(undrift: Command, worked: Path) -> None:
    for words in (("44NI/99999/26",), (CASE, "no_such_kind")):
        ran = undrift("explain", *words, "--db", worked)
        assert (ran.code, ran.reason()) == (2, "There is no such record, or you may not see it.")
