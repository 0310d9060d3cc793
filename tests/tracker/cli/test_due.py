"""`due`: every test vector of bail by its limits, the steps, what happened to the clock, and what cannot be counted."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.tracker.cli.command import Command
from tracker.settings import Settings, save_settings

VECTORS = {
    "2025-01-10": ("2025-01-11", "2025-04-10", "2025-07-10", "2025-10-10", "2026-01-10", "2026-07-10"),
    "2024-11-29": ("2024-11-30", "2025-02-28", "2025-05-29", "2025-08-29", "2025-11-29", "2026-05-29"),
    "2024-11-30": ("2024-12-01", "2025-02-28", "2025-05-31", "2025-08-31", "2025-11-30", "2026-05-31"),
    "2025-01-30": ("2025-01-31", "2025-04-30", "2025-07-30", "2025-10-30", "2026-01-30", "2026-07-30"),
    "2024-02-28": ("2024-02-29", "2024-05-28", "2024-08-28", "2024-11-28", "2025-02-28", "2025-08-28"),
    "2024-08-30": ("2024-08-31", "2024-11-30", "2025-02-28", "2025-05-30", "2025-08-30", "2026-02-28"),
}
BY_MONTHS = (
    (0, ("BAIL-01",)),
    (1, ("BAIL-02", "BAIL-14")),
    (2, ("BAIL-03", "BAIL-18")),
    (3, ("BAIL-04",)),
    (4, ("BAIL-05", "BAIL-06", "BAIL-18-extended")),
    (5, ("BAIL-06-long", "BAIL-06-designated")),
)
OLD_AND_NEW = (
    ("OLD-01", "2022-10-27", "2022-11-24"),
    ("OLD-02", "2022-10-27", "2023-01-27"),
    ("OLD-03", "2022-10-27", "2023-04-27"),
    ("OLD-04", "2022-10-27", "2023-04-27"),
    ("OLD-05", "2022-10-27", "2023-07-27"),
    ("BAIL-02", "2022-10-28", "2023-01-28"),
    ("OLD-01", "2017-04-03", "2017-05-01"),
)
ARRESTED = {
    "on": "2024-08-30",
    "what": "arrested",
    "gives": "bail start date 2024-08-31",
    "basis": "PACE 1984 s.47ZB(4)(a)",
}


@pytest.mark.parametrize(
    ("limit", "arrest", "ends"),
    [
        (limit, arrest, dates[place])
        for arrest, dates in VECTORS.items()
        for place, limits in BY_MONTHS
        for limit in limits
    ]
    + list(OLD_AND_NEW),
)
def test_every_vector_of_bail(undrift: Command, limit: str, arrest: str, ends: str) -> None:
    answer = undrift("due", limit, "--from", arrest, "--json").document()
    assert (answer["limit"], answer["kind"], answer["due"], answer["state"]) == (limit, "LAW", ends, "running")
    assert answer["steps"][-1]["gives"] == ends
    if limit != "BAIL-01":
        assert answer["starts"] == date.fromordinal(date.fromisoformat(arrest).toordinal() + 1).isoformat()


def test_the_answer_as_it_is_promised(undrift: Command) -> None:
    ran = undrift("due", "BAIL-02", "--from", "2024-08-30", "--json")
    answer = ran.document()
    assert {name: answer[name] for name in ("limit", "kind", "starts", "due", "state")} == {
        "limit": "BAIL-02",
        "kind": "LAW",
        "starts": "2024-08-31",
        "due": "2024-11-30",
        "state": "running",
    }
    assert answer["steps"][0].items() >= ARRESTED.items()
    assert (answer["steps"][0]["code"], answer["steps"][0]["values"]["event"]) == ("started", "arrested")
    assert answer["steps"][1]["what"].startswith("3 months beginning with this day; the last month has no")
    assert [step["code"] for step in answer["steps"][2:]] == ["earlier_reading", "not_rolled"]
    assert answer["alarm"] == "2024-11-29"
    assert answer["basis"] == "PACE 1984 ss.47ZB(1)(b), 50A"
    assert json.loads(ran.out) == answer


def test_in_words(undrift: Command) -> None:
    ran = undrift("due", "bail-02", "--from", "2024-08-30")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[:2] == ["BAIL-02 Applicable bail period (law)", "due Sat 30 Nov 2024"]
    assert "bail start date Sat 31 Aug 2024" in lines[3]


def test_a_limit_is_found_however_it_is_written(undrift: Command) -> None:
    for written in ("BAIL-06-long", "bail-06-LONG", "Bail-06-Long"):
        assert undrift("due", written, "--from", "2024-08-30", "--json").document()["limit"] == "BAIL-06-long"


def test_what_happened_to_the_clock_moves_it_and_the_first_date_stays(undrift: Command) -> None:
    words = ("due", "BAIL-02", "--from", "2024-08-30", "--event", "extend=6@2024-11-20", "--json")
    answer = undrift(*words).document()
    assert (answer["first_due"], answer["due"]) == ("2024-11-30", "2025-02-28")
    assert undrift(*words, "--as-of", "2024-11-19").document()["due"] == "2024-11-30"
    stopped = undrift(*words, "--event", "stop@2024-12-05").document()
    assert stopped["state"] == "stopped"


def test_a_pause_gives_its_days_back(undrift: Command) -> None:
    words = ("due", "DIG-02", "--from", "2026-09-01", "--json")
    plain = date.fromisoformat(undrift(*words).document()["due"])
    paused = undrift(*words, "--event", "pause@2026-09-03", "--event", "resume@2026-09-17").document()
    assert (date.fromisoformat(paused["due"]) - plain).days >= 14
    assert paused["first_due"] == plain.isoformat()
    assert undrift(*words, "--event", "pause@2026-09-03").document()["state"] == "paused"


def test_hours_are_an_instant_with_its_offset(undrift: Command) -> None:
    answer = undrift("due", "SG-13", "--from", "2026-03-28T20:15", "--json").document()
    # 72 hours over the night in which the clocks go forward
    assert answer["due"] == "2026-03-31T21:15:00+01:00"
    assert (answer["starts"], answer["steps"][-1]["gives_day"]) == ("2026-03-28T20:15:00+00:00", answer["due"])
    late = undrift("due", "SG-13", "--from", "2026-06-01T23:30:00+00:00", "--json").document()
    assert (late["starts"], late["due"]) == ("2026-06-02T00:30:00+01:00", "2026-06-05T00:30:00+01:00")


def test_a_calendar_that_has_run_out_gives_null_and_says_why(undrift: Command) -> None:
    answer = undrift("due", "ABE-02", "--from", "2060-01-04", "--json").document()
    why = "the calendar of the force's own days ends on {}, before the days it would have to count"
    assert (answer["due"], answer["why"]) == (None, why.format("2030-12-31"))
    said = " ".join(undrift("due", "ABE-02", "--from", "2060-01-04").out.split())
    assert f"due: not known ({why.format('Tue 31 Dec 2030')})" in said
    assert "calendar_ends" not in said


def test_a_circumstance_changes_the_amount(undrift: Command) -> None:
    words = ("due", "ABE-02", "--from", "2026-11-02", "--json")
    assert undrift(*words).document()["due"] == "2026-11-09"
    assert undrift(*words, "--when", "under_ten").document()["due"] < "2026-11-09"


@pytest.mark.parametrize(
    ("words", "due", "codes"),
    [
        (("BAIL-08a", "--from", "2026-04-10"), "2026-03-25", ["started_back", "back_business_days_next"]),
        (("SG-12", "--from", "2026-12-28"), "2026-12-23", ["started_back", "back_working_days_next"]),
        (("SG-12", "--from", "2026-12-28", "--event", "stop@2026-12-21"), "2026-12-23", ["started_back"]),
    ],
)
def test_a_limit_before_something_is_counted_back(
    undrift: Command, words: tuple[str, ...], due: str, codes: list[str]
) -> None:
    answer = undrift("due", *words, "--json").document()
    assert (answer["due"], answer["starts"]) == (due, words[2])
    assert [step["code"] for step in answer["steps"]][: len(codes)] == codes


def test_the_pack_of_wales_by_its_own_id_or_by_the_nation(undrift: Command) -> None:
    by_nation = undrift("due", "SG-07", "--nation", "wales", "--from", "2026-11-02", "--json").document()
    by_id = undrift("due", "sg-07-WALES", "--from", "2026-11-02", "--json").document()
    assert by_nation == by_id
    assert (by_id["limit"], by_id["due"], by_id["basis"]) == (
        "SG-07-wales",
        "2027-01-04",
        "Wales Safeguarding Procedures",
    )
    assert undrift("due", "SG-07", "--from", "2026-11-02", "--json").document()["limit"] == "SG-07"


def test_every_event_of_a_clock_is_told_in_the_order_of_its_days(undrift: Command) -> None:
    events = (
        "resume@2026-09-08", "pause=at the laboratory@2026-09-03", "replan=2026-09-30@2026-09-10",
        "correct=2026-08-31@2026-09-11", "order=2026-10-02@2026-09-14", "stop@2026-10-05", "reopen@2026-10-06",
    )  # fmt: skip
    words = [word for event in events for word in ("--event", event)]
    answer = undrift("due", "DIG-02", "--from", "2026-09-01", *words, "--json").document()
    told = {step["code"]: step for step in answer["steps"]}
    assert [step["code"] for step in answer["steps"]] == [
        "started", "calendar_days_next", "pause", "resumed_added", "rolled", "rescheduled", "corrected",
        "paused", "calendar_days_next", "rolled", "held", "ordered", "stopped", "reopened",
    ]  # fmt: skip
    assert told["pause"]["what"] == "paused until 2026-09-08; at the laboratory"
    assert told["resumed_added"]["values"]["amount"] == 5
    assert told["rescheduled"]["what"] == "re-planned; before: 2026-09-14"
    assert told["ordered"]["gives"] == answer["due"] == "2026-10-02"
    assert (answer["first_due"], answer["state"]) == ("2026-09-08", "running")
    assert not any("recorded_at" in step["values"] for step in answer["steps"])


def test_as_of_an_instant_leaves_out_what_happened_later_that_day(undrift: Command) -> None:
    words = ("due", "SG-13", "--from", "2026-06-01T10:00", "--event", "stop@2026-06-02T12:00", "--json")
    assert undrift(*words, "--as-of", "2026-06-02T11:59").document()["state"] == "running"
    assert undrift(*words, "--as-of", "2026-06-02").document()["state"] == "stopped"
    said = undrift(*words[:-1]).out.splitlines()
    assert said[1] == "due Thu 4 Jun 2026 10:00 BST, stopped"


def test_the_forces_own_file_of_limits_counts(undrift: Command, home: Path) -> None:
    limits = home / "limits.toml"
    home.mkdir(parents=True, exist_ok=True)
    limits.write_text(
        'version = 2\n[[alter]]\nlimit = "DIG-02"\namount = 3\nby = "head of unit"\non = 2026-11-02\n', encoding="utf-8"
    )
    save_settings(Settings(limits_file=limits))
    answer = undrift("due", "DIG-02", "--from", "2026-09-01", "--json").document()
    assert answer["due"] == "2026-09-04"
    assert answer["source"].endswith("as the force set it, version 2, shipped with 7 calendar days")


def test_the_steps_fit_the_terminal(undrift: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns, widest in (("40", 80), ("100", 100), ("300", 120)):
        monkeypatch.setenv("COLUMNS", columns)
        lines = undrift("due", "BAIL-02", "--from", "2024-08-30").out.splitlines()
        assert widest - 30 < max(len(line) for line in lines) <= widest


def test_what_is_to_be_known_beside_the_date_is_said(undrift: Command) -> None:
    paused = ("due", "DIG-02", "--from", "2026-09-01", "--event", "pause@2026-09-03")
    moves = "The clock is paused: the date will move while the pause lasts."
    assert undrift(*paused, "--json").document()["notes"] == [moves]
    assert undrift(*paused).out.splitlines()[-1] == moves
    assert undrift(*paused, "--event", "resume@2026-09-04", "--json").document()["notes"] == []
    (beside,) = undrift("due", "LIM-02", "--from", "2026-09-01", "--json").document()["notes"]
    assert beside.startswith(
        "LIM-02a Charge for domestic common assault, from the first account runs beside it, from: "
    )
    assert undrift("due", "LIM-01", "--from", "2026-09-01", "--json").document()["notes"] == []
    as_of = ("--event", "resume@2026-09-09", "--event", "stop@2026-09-10", "--as-of", "2026-09-08", "--json")
    assert undrift(*paused, *as_of).document()["notes"][1:] == [
        "Not counted, as it came later: resume, Wed 9 Sep 2026.",
        "Not counted, as it came later: stop, Thu 10 Sep 2026.",
    ]


def test_a_time_that_comes_twice_is_the_first_and_says_so(undrift: Command) -> None:
    first = undrift("due", "SG-13", "--from", "2026-10-25T01:30", "--json").document()
    assert (first["starts"], first["due"]) == ("2026-10-25T01:30:00+01:00", "2026-10-28T00:30:00+00:00")
    said = (
        "01:30 on Sun 25 Oct 2026 comes twice, as the clocks go back: the first is taken. For the second write "
        "2026-10-25T01:30+00:00."
    )
    assert first["notes"] == [said]
    second = undrift("due", "SG-13", "--from", "2026-10-25T01:30+00:00", "--json").document()
    assert (second["due"], second["notes"]) == ("2026-10-28T01:30:00+00:00", [])


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("NO-99", "--from", "2024-08-30"), "Undrift knows no limit called NO-99."),
        (("BAIL-02", "--from", "2024-02-30"), "'2024-02-30' is no date; write it as 2026-11-20"),
        (("BAIL-02", "--from", "30/08/2024"), "'30/08/2024' is no date"),
        (("BAIL-02", "--from", "2024-08-30T25:00"), "'2024-08-30T25:00' is no instant"),
        (
            ("BAIL-02", "--from", "2022-10-27"),
            "BAIL-02 was not in force on Thu 27 Oct 2022. In force then: OLD-01 Applicable bail period (2017 to 2022).",
        ),
        (
            ("OLD-01", "--from", "2022-10-28"),
            "OLD-01 was not in force on Fri 28 Oct 2022. In force then: BAIL-02 Applicable bail period.",
        ),
        (("BAIL-09", "--from", "2024-08-30"), "BAIL-09 Oral hearing: a rule with numbers (months 24) under which"),
        (("BAIL-09", "--from", "2024-08-30"), "so it gives no date (PACE 1984 s.47ZI"),
        (("BAIL-20", "--from", "2024-08-30"), "a rule with numbers (42, 28, 14, 7, 3, 1 days before) under which"),
        (("AUD-01", "--from", "2024-08-30"), "(days between 28, percent of open cases 5, least cases 10)"),
        (("BAIL-16a", "--from", "2024-08-30"), "a rule with numbers (hours not counted 3)"),
        (("CPS-08", "--from", "2024-08-30"), "a rule that is pointed out, under which no time runs"),
        (("CPS-15", "--from", "2024-08-30"), "a duty with no time limit of its own, so it gives no date"),
        (("BAIL-03", "--from", "2022-10-27"), "In force then: OLD-01, OLD-02, OLD-03, OLD-04"),
        (("BAIL-02", "--from", "2017-04-02"), "BAIL-02 was not in force on Sun 2 Apr 2017."),
        (("VIC-07", "--from", "2016-12-31"), "VIC-07 was not in force on Sat 31 Dec 2016."),
        (("BAIL-02", "--from", "2024-08-30", "--from", "2024-08-31"), "argument --from: given twice; give it once"),
        (("SG-13", "--from", "2026-03-29T01:30"), "'2026-03-29T01:30' does not exist: the clocks go forward over it"),
        (("CPS-08a", "--from", "2024-08-30"), "nobody has given its number yet, so it gives no date"),
        (("SG-06-wales", "--from", "2026-08-30", "--nation", "england"), "SG-06-wales does not apply in England."),
        (("BAIL-02",), "the following arguments are required: --from"),
        (
            ("BAIL-02", "--from", "2024-08-30", "--nation", "scotland"),
            "'scotland' has no limits here; say england or wales",
        ),
        (("ABE-02", "--from", "2026-11-02", "--when", "rain"), "'rain' is no circumstance; say one of very_high_risk,"),
        (("BAIL-02", "--from", "2024-08-30", "--event", "extend@2024-09-01"), "say the new total"),
        (("BAIL-02", "--from", "2024-08-30", "--event", "dance@2024-09-01"), "is no event"),
        (("BAIL-02", "--from", "2024-08-30", "--event", "pause"), "is no event"),
        (
            ("BAIL-02", "--from", "2024-08-30", "--event", "order@2024-09-01"),
            "say the day, such as order=2026-09-30@2026-09-04",
        ),
        (("DIG-02", "--from", "2026-09-01", "--event", "replan@2026-09-02"), "say the day, such as replan=2026-09-30@"),
        (("BAIL-02", "--from", "2024-08-30", "--event", "resume@2024-09-01"), "This clock is not paused."),
        (
            ("BAIL-02", "--from", "2024-08-30", "--event", "pause@2024-09-01"),
            "This limit is fixed by law and is not paused (PACE 1984 ss.47ZB(1)(b), 50A).",
        ),
        (("VIC-07", "--from", "2024-08-30", "--event", "pause@2024-09-01"), "is fixed by statutory code and is not"),
        (
            ("BAIL-02", "--from", "2024-08-30", "--event", "replan=2024-12-01@2024-09-01"),
            "This date is fixed by law and cannot be re-planned (PACE 1984 ss.47ZB(1)(b), 50A).",
        ),
        (
            ("BAIL-02", "--from", "2024-08-30", "--event", "stop@2024-08-29"),
            "Thu 29 Aug 2024 is before the clock starts on Fri 30 Aug 2024.",
        ),
        (
            ("SG-13", "--from", "2026-08-30T10:00", "--event", "stop@2026-08-30T09:59"),
            "Sun 30 Aug 2026 09:59 is before the clock starts on Sun 30 Aug 2026 10:00.",
        ),
        (("DIG-02", "--from", "2026-09-01", "--as-of", "2026-08-31"), "is before the clock starts on"),
        (
            ("DIG-02", "--from", "2026-09-01", "--event", "stop@2026-09-02", "--event", "pause@2026-09-03"),
            "This clock has stopped. Reopen it first.",
        ),
        (
            ("DIG-02", "--from", "2026-09-01", "--event", "pause@2026-09-02", "--event", "pause@2026-09-03"),
            "This clock is already paused.",
        ),
        (("DIG-02", "--from", "2026-09-01", "--event", "reopen@2026-09-03"), "This clock has not stopped."),
        (("BAIL-02", "--from", "2024-08-30", "--event", "extend=0@2024-09-01"), "say the new total"),
        (("BAIL-02", "--from", "9999-12-30"), "year 9999"),
        (("DIG-02", "--from", "2026-09-01", "--event", "extend=99999999@2026-09-02"), "year 9999"),
        (
            ("BAIL-02", "--from", "2024-08-30", "--event", "extend=2@2024-09-01"),
            "The law of that day extends this bail to 6, 9, 12, 18, 24 months in all;",
        ),
        (
            ("BAIL-02", "--from", "2024-08-30", "--event", "extend=6@2024-12-01"),
            "Too late: it ended on Sat 30 Nov 2024.",
        ),
        (("OLD-01", "--from", "2020-08-28", "--event", "extend=3@2020-08-29"), "extends bail by its own steps: ask"),
        (
            ("LIM-04", "--from", "2026-09-01", "--event", "extend=40@2026-09-02"),
            "This limit is fixed by law, which has no extension of it (Criminal Justice Act 1988 ss.35-36",
        ),
        (
            ("LIM-04", "--from", "2026-09-01", "--event", "order=2026-12-01@2026-09-02"),
            "This limit is fixed by law; no court and no officer moves its date (Criminal Justice Act 1988",
        ),
        (
            ("VIC-01", "--from", "2026-09-01", "--event", "order=2026-12-01@2026-09-02"),
            "fixed by statutory code; no court",
        ),
        (("SG-14", "--from", "2026-09-01", "--event", "extend=30@2026-09-02"), "It is extended once, to 15 in all"),
        (
            ("CUS-02", "--from", "2026-09-01T10:00", "--event", "extend=36@2026-09-02T10:01"),
            "Too late: it ended on Wed 2 Sep 2026 10:00.",
        ),
        (("DIG-02", "--from", "2026-09-01", "--event", "extend=7@2026-09-02"), "It counts 7 already;"),
        (
            ("DIG-02", "--from", "2026-09-01", "--event", "replan=2026-08-31@2026-09-02"),
            "Mon 31 Aug 2026 is before the clock started on Tue 1 Sep 2026.",
        ),
        (
            ("DIG-02", "--from", "2026-09-01", "--event", "correct=2026-09-03@2026-09-02"),
            "Thu 3 Sep 2026 lies after Wed 2 Sep 2026, the day on which the start is corrected.",
        ),
        (
            ("DIG-02", "--from", "2026-09-01", "--event", "stop@2026-09-02", "--event", "stop@2026-09-03"),
            "This clock has stopped. Reopen it first.",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused_in_one_line(undrift: Command, words: tuple[str, ...], reason: str) -> None:
    ran = undrift("due", *words)
    assert ran.code == 2
    assert reason in ran.reason()
