"""`bail`: the promised answers, every word of an event, refusals that are answers, and words that are none."""

import json
from typing import Any

import pytest

from tests.tracker.cli.command import Command
from tracker.cli.bail_command import KINDS, RANKS, VALUES
from tracker.terms import BailEventKind

ARREST = "2025-01-10"
NINE = ("extend=inspector@2025-04-10", "extend=superintendent@2025-07-10")
VECTORS = {
    "2025-01-10": ("2025-01-11", "2025-04-10", "2025-07-10", "2025-10-10", "2026-01-10", "2026-07-10"),
    "2024-11-29": ("2024-11-30", "2025-02-28", "2025-05-29", "2025-08-29", "2025-11-29", "2026-05-29"),
    "2024-11-30": ("2024-12-01", "2025-02-28", "2025-05-31", "2025-08-31", "2025-11-30", "2026-05-31"),
    "2025-01-30": ("2025-01-31", "2025-04-30", "2025-07-30", "2025-10-30", "2026-01-30", "2026-07-30"),
    "2024-02-28": ("2024-02-29", "2024-05-28", "2024-08-28", "2024-11-28", "2025-02-28", "2025-08-28"),
    "2024-08-30": ("2024-08-31", "2024-11-30", "2025-02-28", "2025-05-30", "2025-08-30", "2026-02-28"),
}


def ask(undrift: Command, *events: str, arrest: str = ARREST, words: tuple[str, ...] = ()) -> Any:
    """Ask for a bail period as data."""
    options = [word for event in events for word in ("--event", event)]
    return undrift("bail", "--arrest", arrest, *options, *words, "--json").document()


def test_the_example_that_is_promised(undrift: Command) -> None:
    ran = undrift("bail", "--arrest", "2024-08-30", "--event", "extend=inspector@2024-11-20", "--json")
    answer = ran.document()
    assert ran.code == 0
    names = ("limit", "kind", "starts", "due", "state", "regime", "ends", "earliest")
    assert {name: answer[name] for name in names} == {
        "limit": "BAIL-02", "kind": "LAW", "starts": "2024-08-31", "due": "2025-02-28", "state": "running",
        "regime": "from_2022", "ends": "2025-02-28", "earliest": "2025-02-27",
    }  # fmt: skip
    assert (answer["returns"], answer["suspended"], answer["refused"], answer["oral_hearing"]) == (
        "2025-02-27", False, [], False,
    )  # fmt: skip
    assert answer["next_extension"]["rank"] == "superintendent"
    assert (answer["next_extension"]["to"], answer["next_extension"]["before"]) == ("2025-05-30", "2025-02-28")
    assert {name: answer["steps"][0][name] for name in ("on", "what", "gives", "basis")} == {
        "on": "2024-08-30", "what": "arrested", "gives": "bail start date 2024-08-31",
        "basis": "PACE 1984 s.47ZB(4)(a)",
    }  # fmt: skip
    assert answer["steps"][-1]["gives"] == "2025-02-28"
    assert "why" not in answer


def test_a_day_late_is_refused_with_the_reason_and_is_an_answer(undrift: Command) -> None:
    ran = undrift("bail", "--arrest", "2024-08-30", "--event", "extend=inspector@2024-12-01", "--json")
    answer = ran.document()
    assert ran.code == 0
    assert answer["ends"] == "2024-11-30"
    assert answer["refused"] == [{
        "event": "extend", "on": "2024-12-01", "code": "too_late",
        "reason": "Too late: the period ended on 2024-11-30, and this had to come on or before that day.",
    }]  # fmt: skip


@pytest.mark.parametrize(("event", "on"), [("charge", "2024-12-01"), ("nfa", "2025-06-02"), ("end", "2024-12-01")])
def test_what_ended_bail_after_its_period_is_taken_and_says_that_the_period_had_ended(
    undrift: Command, event: str, on: str
) -> None:
    answer = ask(undrift, f"{event}@{on}", arrest="2024-08-30")
    assert (answer["state"], answer["refused"], answer["ends"]) == ("ended", [], None)
    assert answer["had_ended"] == "2024-11-30"
    assert answer["why"] == f"bail ended on {on}; the period had ended on 2024-11-30, before that"
    step = answer["steps"][-1]
    assert (step["on"], step["what"], step["basis"]) == (
        on, "the period had ended on 2024-11-30, before this", "PACE 1984 ss.47ZB(1)(b), 50A",
    )  # fmt: skip
    said = undrift("bail", "--arrest", "2024-08-30", "--event", f"{event}@{on}").out
    assert "the period had ended on Sat 30 Nov 2024, before that" in " ".join(said.split())
    assert "the period had ended on Sat 30 Nov 2024, before this" in " ".join(said.split())
    assert ask(undrift, f"{event}@2024-11-30", arrest="2024-08-30")["had_ended"] is None


@pytest.mark.parametrize("arrest", VECTORS)
def test_every_vector(undrift: Command, arrest: str) -> None:
    starts, *ends = VECTORS[arrest]
    three, six, nine, twelve, eighteen = ends
    events = [f"extend=inspector@{three}", f"extend=superintendent@{six}", f"court-to=12@{nine}"]
    for place, end in enumerate((three, six, nine, twelve)):
        answer = ask(undrift, *events[:place], arrest=arrest)
        assert (answer["starts"], answer["ends"]) == (starts, end)
    assert ask(undrift, *events[:2], f"court-to=18@{nine}", arrest=arrest)["ends"] == eighteen


@pytest.mark.parametrize(("arrest", "regime", "ends"), [
    ("2017-04-02", "before_2017", None),
    ("2022-10-27", "from_2017", "2022-11-24"),
    ("2022-10-28", "from_2022", "2023-01-28"),
])  # fmt: skip
def test_the_regimes(undrift: Command, arrest: str, regime: str, ends: str | None) -> None:
    answer = ask(undrift, arrest=arrest)
    assert (answer["regime"], answer["ends"]) == (regime, ends)


def test_without_an_end_it_says_why(undrift: Command) -> None:
    answer = ask(undrift, arrest="2016-05-01")
    assert (answer["limit"], answer["kind"], answer["due"], answer["state"], answer["next_extension"]) == (
        "OLD-09", "LAW", None, "no_limit", None,
    )  # fmt: skip
    assert answer["why"] == "the law of the time of the arrest sets no limit"
    suspended = ask(undrift, "release-37-7-b@2025-01-10", "release-37-7-a@2025-02-10")
    assert (suspended["suspended"], suspended["state"], suspended["ends"]) == (True, "suspended", None)
    assert suspended["why"] == "suspended since 2025-02-11: the CPS has the file"
    assert suspended["next_extension"]["rank"] == "inspector"


@pytest.mark.parametrize(("case", "limit", "ends"), [
    ("standard", "BAIL-02", "2025-04-10"),
    ("nca", "BAIL-18", "2025-07-10"),
    ("fca", "BAIL-18", "2025-07-10"),
    ("hmrc", "BAIL-18", "2025-07-10"),
    ("sfo", "BAIL-18", "2025-07-10"),
])  # fmt: skip
def test_the_case_says_who_investigates(undrift: Command, case: str, limit: str, ends: str) -> None:
    answer = ask(undrift, words=("--case", case))
    assert (answer["limit"], answer["ends"]) == (limit, ends)


def test_a_senior_officer_of_another_body(undrift: Command) -> None:
    answer = ask(undrift, "extend=senior-officer@2025-07-10", words=("--case", "nca"))
    assert (answer["ends"], answer["extensions"]) == ("2026-01-10", ["BAIL-18-extended"])


@pytest.mark.parametrize(("events", "ends", "state"), [
    (["street@2025-01-10", "release-37-7-b@2025-01-20"], "2025-04-10", "running"),
    (["release-37-7-a@2025-01-10"], None, "not_begun"),
    (["release-37-7-a@2025-01-10", "dpp-request@2025-03-03"], "2025-06-02", "running"),
    (["extend=inspector@2025-02-01", "release-37-7-a@2025-07-08", "dpp-request@2025-08-01"], "2025-08-07", "running"),
    (["release-37-7-b@2025-01-10", "release-37-7-a@2025-02-10", "dpp-request@2025-02-20", "dpp-met@2025-02-25"],
     None, "suspended"),
    (["rui@2025-01-10"], None, "under_investigation"),
    ([*NINE, "designate@2025-10-01", "extend=acc@2025-10-01"], "2026-01-10", "running"),
    ([*NINE, "designate@2025-10-01", "extend=commander@2025-10-01"], "2026-01-10", "running"),
    ([*NINE, "apply-court@2025-10-01", "court-to=18@2025-11-01"], "2026-07-10", "running"),
    ([*NINE, "court-to=12@2025-10-01", "court-add=6@2025-12-01"], "2026-07-10", "running"),
    ([*NINE, "apply-court@2025-10-01", "court-refuse@2025-11-01"], "2025-11-01", "running"),
    (["hospital-in@2025-04-01", "hospital-out@2025-04-11"], "2025-04-20", "running"),
    (["charge@2025-02-01"], None, "ended"),
    (["nfa@2025-02-01"], None, "ended"),
    (["end@2025-02-01"], None, "ended"),
])  # fmt: skip
def test_every_word_of_an_event(undrift: Command, events: list[str], ends: str | None, state: str) -> None:
    answer = ask(undrift, *events)
    assert (answer["ends"], answer["state"], answer["refused"]) == (ends, state, [])


@pytest.mark.parametrize("word", ["return", "align"])
def test_return_dates(undrift: Command, word: str) -> None:
    answer = ask(undrift, f"{word}=2025-03-01@2025-02-01")
    assert (answer["returns"], answer["ends"]) == ("2025-03-01", "2025-04-10")
    late = ask(undrift, f"{word}=2025-04-11@2025-02-01")
    assert [one["code"] for one in late["refused"]] == ["return_after_end"]


def test_every_kind_has_a_word_but_that_of_the_sheet() -> None:
    assert set(BailEventKind) - set(KINDS.values()) == {BailEventKind.TAKEN_FROM_SHEET}
    assert {"inspector", "superintendent", "chief-superintendent", "acc", "commander", "senior-officer"} <= set(RANKS)


def test_an_acting_rank(undrift: Command) -> None:
    answer = ask(undrift, "extend=inspector:acting@2025-02-01")
    assert (answer["ends"], answer["to_be_confirmed"]) == ("2025-07-10", True)
    assert answer["readings"] == ["an acting rank carries the authority of the rank"]
    assert ask(undrift, "extend=Chief_Inspector@2025-02-01")["to_be_confirmed"] is False


def test_a_release_is_taken_for_granted_where_what_comes_first_supposes_one(undrift: Command) -> None:
    later_release = ask(undrift, "release-37-7-a@2025-05-01", "extend=inspector@2025-02-01")
    assert (later_release["state"], later_release["refused"]) == ("suspended", [])
    first_release = ask(undrift, "release-37-7-a@2025-02-01")
    assert first_release["state"] == "not_begun"


def test_as_of(undrift: Command) -> None:
    passed = ask(undrift, words=("--as-of", "2025-04-11"))
    assert (passed["state"], passed["ends"], passed["next_extension"]) == ("passed", "2025-04-10", None)
    deciding = ask(undrift, *NINE, "apply-court@2025-10-01", words=("--as-of", "2025-10-11"))
    assert (deciding["state"], deciding["ends"], deciding["pending_since"]) == ("court_deciding", None, "2025-10-01")
    later = ask(undrift, "extend=inspector@2025-02-01", words=("--as-of", "2025-01-31"))
    assert [one["code"] for one in later["refused"]] == ["after_as_of"]
    assert undrift("bail", "--arrest", ARREST, "--as-of", "2025-01-09").reason().startswith("Thu 9 Jan 2025 is before")


def test_the_next_by_the_court_and_the_other_way(undrift: Command) -> None:
    answer = ask(undrift, *NINE)
    following, other = answer["next_extension"], answer["alternative"]
    assert (following["rank"], following["who"], following["to"], following["longer_to"], following["lodge_by"]) == (
        "court", "magistrates' court", "2026-01-10", "2026-07-10", "2025-09-26",
    )  # fmt: skip
    assert (other["rank"], other["needs_designation"]) == ("assistant_chief_constable", True)


def test_no_day_to_lodge_by_is_null_with_a_why(undrift: Command) -> None:
    events = ("extend=inspector@2030-06-01", "extend=superintendent@2030-09-01")
    words = "the calendar of court business days ends on {}, before the days it would have to count"
    following = ask(undrift, *events, arrest="2030-04-10")["next_extension"]
    assert (following["before"], following["lodge_by"]) == ("2031-01-10", None)
    assert following["why"] == f"the day to lodge the papers is not known: {words.format('2030-12-31')}"
    said = undrift("bail", "--arrest", "2030-04-10", *(word for one in events for word in ("--event", one))).out
    assert f"; the day to lodge the papers is not known: {words.format('Tue 31 Dec 2030')}" in " ".join(said.split())
    assert "why" not in ask(undrift, *NINE)["next_extension"]
    suspended = ask(undrift, "release-37-7-b@2025-01-10", "release-37-7-a@2025-02-01")
    assert suspended["next_extension"]["why"] == "its days are known when the period runs again"
    passed = ask(undrift, *NINE, words=("--as-of", "2025-10-01"))["next_extension"]
    assert (passed["lodge_by"], passed["why"]) == (None, "the day to lodge the papers, 2025-09-26, has passed")


def test_in_words(undrift: Command) -> None:
    ran = undrift(
        "bail", "--arrest", "2024-08-30", "--event", "extend=inspector:acting@2024-11-20",
        "--event", "extend=sergeant@2025-01-01", "--event", "return=2025-02-01@2025-01-10",
    )  # fmt: skip
    said = " ".join(ran.out.split())
    assert (ran.code, ran.err) == (0, "")
    for words in (
        "on bail, arrested on or after 28 October 2022",
        "bail start date Sat 31 Aug 2024",
        "ends at the end of Fri 28 Feb 2025",
        "by the earlier reading, and for alarms: Thu 27 Feb 2025",
        "return date Sat 1 Feb 2025",
        "next: superintendent or above, to Fri 30 May 2025, on or before Fri 28 Feb 2025 (BAIL-04, PACE 1984 s.47ZDA)",
        "not counted: extend on Wed 1 Jan 2025. Wrong rank: to extend to 9 months takes: superintendent, or above.",
        "to be confirmed by the force: an acting rank carries the authority of the rank",
        "Wed 20 Nov 2024 extended to the end of 6 months",
    ):
        assert words in said
    assert max(map(len, ran.out.splitlines())) <= 120


def test_in_words_with_the_court(undrift: Command) -> None:
    events = (*NINE, "court-to=18@2025-10-01", "court-add=3@2026-07-01", "apply-court@2026-10-01")
    options = [word for event in events for word in ("--event", event)]
    said = " ".join(undrift("bail", "--arrest", ARREST, *options, "--as-of", "2026-10-11").out.split())
    assert "no end: on Sun 11 Oct 2026 it went past its last day, and it goes on until the court decides" in said
    assert "application to the court of Thu 1 Oct 2026 not decided yet" in said
    assert "next: magistrates' court, to Sun 10 Jan 2027 or Sat 10 Apr 2027" in said
    assert "the court hears its next extension orally if either side asks" in said
    nine = " ".join(undrift("bail", "--arrest", ARREST, "--event", NINE[0], "--event", NINE[1]).out.split())
    assert "; lodge by Fri 26 Sep 2025 (BAIL-06" in nine
    inspector = undrift("bail", "--arrest", ARREST, "--event", "rui@2025-01-10").out
    assert "next:" not in inspector
    assert "or: assistant chief constable or commander or above, to Sat 10 Jan 2026" in nine
    assert "the DPP must first designate the case" in nine


def test_what_rests_on_memory_is_to_be_confirmed(undrift: Command) -> None:
    events = ("extend=superintendent@2020-02-01", "court-to=6@2020-04-10", "court-add=3@2020-07-10")
    options = [word for event in events for word in ("--event", event)]
    said = undrift("bail", "--arrest", "2020-01-10", *options).out
    assert "to be confirmed by the force: OLD-06 Later court extension (2017 to 2022)" in said
    assert ask(undrift, *events, arrest="2020-01-10")["to_be_confirmed"] is True


@pytest.mark.parametrize("event", [
    "extend@2025-02-01",
    "extend=@2025-02-01",
    "extend=warden@2025-02-01",
    "extend=inspector:retired@2025-02-01",
    "court-to=twelve@2025-02-01",
    "court-to=-3@2025-02-01",
    "court-to=1200@2025-02-01",
    "court-add@2025-02-01",
    "return=soon@2025-02-01",
    "return@2025-02-01",
    "rui=3@2025-02-01",
    "pause@2025-02-01",
    "charge",
    "charge@",
    "charge@31/01/2025",
    "@2025-02-01",
    "",
])  # fmt: skip
def test_words_that_are_no_event(undrift: Command, event: str) -> None:
    assert undrift("bail", "--arrest", ARREST, "--event", event).code == 2


@pytest.mark.parametrize("words", [
    (),
    ("--arrest", "10/01/2025"),
    ("--arrest", ARREST, "--case", "mod"),
    ("--arrest", ARREST, "--as-of", "today"),
    ("--arrest", "9999-12-31"),
    ("--arrest", "9999-11-01"),
])  # fmt: skip
def test_bad_words(undrift: Command, words: tuple[str, ...]) -> None:
    assert undrift("bail", *words).code == 2


def test_the_help_names_every_event_and_rank(undrift: Command) -> None:
    said = undrift("bail", "--help").out
    for kind, name in ((kind, name) for name, kind in KINDS.items()):
        assert f"{name}={VALUES[kind]}" in "".join(said.split()) if kind in VALUES else name in "".join(said.split())


def test_no_database_and_no_person_is_asked_for(undrift: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDRIFT_DB", "/nowhere/at/all.db")
    ran = undrift("bail", "--arrest", ARREST, "--json")
    assert json.loads(ran.out)["ends"] == "2025-04-10"


def test_what_is_refused_or_lies_ahead_says_nothing_about_the_release(undrift: Command) -> None:
    words = ("bail", "--arrest", "2025-01-10", "--json", "--event")
    refused = undrift(*words, "dpp-met@2025-01-20", "--event", "release-37-7-a@2025-02-01").document()
    assert (refused["state"], [one["code"] for one in refused["refused"]]) == ("not_begun", ["request_not_open"])
    ahead = undrift(*words, "rui@2025-03-01", "--as-of", "2025-02-01").document()
    assert (ahead["state"], ahead["ends"]) == ("running", "2025-04-10")
    late = undrift(*words, "release-37-7-b@2025-05-12").document()
    assert (late["ends"], [one["code"] for one in late["refused"]]) == ("2025-04-10", ["too_late"])


def test_the_first_day_of_a_period_that_began_later_stands_beside_the_bail_start_date(undrift: Command) -> None:
    words = (
        "bail",
        "--arrest",
        "2025-01-10",
        "--event",
        "release-37-7-a@2025-01-10",
        "--event",
        "dpp-request@2025-02-10",
    )
    answer = undrift(*words, "--json").document()
    assert (answer["starts"], answer["begins"]) == ("2025-01-11", "2025-02-10")
    assert "the period begins Mon 10 Feb 2025" in undrift(*words).out
