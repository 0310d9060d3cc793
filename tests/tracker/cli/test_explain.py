"""`explain`: every clock of a case, or of one milestone, with the steps by which its date came about."""

from hashlib import sha256
from pathlib import Path

from tests.tracker.cli.command import Command
from tests.tracker.reports.report_rows import text_of

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


def test_as_data_days_are_iso_and_every_step_has_its_code_and_values(undrift: Command, worked: Path) -> None:
    (why,) = undrift("explain", CASE, "victim_support_referral", "--db", worked, "--json").document()
    started, counted, weekends = why["steps"]
    assert (started["on"], started["code"], started["what"]) == ("2026-10-01", "started", "reported")
    assert (started["values"]["recorded_at"], started["values"]["by"]) == ("2026-11-02T09:00:00+00:00", "DS 902 Ade")
    assert (counted["gives"], counted["gives_day"], counted["values"]["day_one"]) == ("2026-10-05",) * 2 + (
        "2026-10-02",
    )
    assert counted["what"] == "2 working days; day one is the next working day, 2026-10-02"
    assert (weekends["on"], weekends["values"]["amount"], weekends["gives_day"]) == ("2026-10-03", 2, None)
    assert (why["known_to"], why["calendar_version"], why["limit_version"]) == ("2030-12-31", 1, 1)
    assert "why" not in why


def test_on_paper_for_somebody_and_logged(undrift: Command, worked: Path, tmp_path: Path) -> None:
    out = tmp_path / "why.pdf"
    words = ("explain", CASE, "--db", worked, "--out", out, "--recipient", "DCI 77 Marlow", "--reason", "bail review")
    answer = undrift(*words, "--json").document()
    assert answer == {
        "number": "WY-44NI/00305/26-1",
        "out": str(out),
        "cover": str(tmp_path / "why-cover.pdf"),
        "digest": sha256(out.read_bytes()).hexdigest(),
    }
    assert answer["digest"] in text_of((tmp_path / "why-cover.pdf").read_bytes())
    said = text_of(out.read_bytes())
    assert "Why this date: 44NI/00305/26" in said
    assert "for DCI 77 Marlow. Reason: bail review." in said
    assert undrift(*words).out.startswith(f"Why this date WY-44NI/00305/26-2: {out} (cover sheet: ")
    assert undrift("audit", "verify", "--db", worked).code == 0


def test_a_paper_without_recipient_or_reason_is_refused_and_nothing_is_written(
    undrift: Command, worked: Path, tmp_path: Path
) -> None:
    out = tmp_path / "why.pdf"
    for more in ((), ("--recipient", "DCI 77"), ("--reason", "review")):
        ran = undrift("explain", CASE, "--db", worked, "--out", out, *more)
        assert (ran.code, ran.reason()) == (2, "Say for whom the paper is and why: --recipient WHO --reason WHY.")
    both = ("--recipient", "DCI 77", "--reason", "review")
    assert undrift("explain", CASE, "reported", "--db", worked, "--out", out, *both).code == 2
    assert not out.exists()
    nowhere = undrift("explain", CASE, "--db", worked, "--out", tmp_path / "no" / "why.pdf", *both)
    assert nowhere.code == 3
