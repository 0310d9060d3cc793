"""`report weekly`, `report list`, `report reprint`: frozen once, the same bytes ever after, each copy logged."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.cores import SUPERVISOR
from tests.fakes import StoppedTime
from tests.tracker.cli.command import Command, core_of, everything_below
from tests.tracker.reports.report_rows import text_of
from tracker.actions.escalate_delay import EscalateDelay
from tracker.rows.caseload import CaseloadQuestion
from tracker.storage.tables import audit_content, audit_entry
from tracker.terms import Holder

NUMBER = "WD-2026-0001"


def test_the_last_whole_week_is_frozen_and_written(undrift: Command, worked: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    made = undrift("report", "weekly", "--db", worked, "--out", out, "--json").document()
    assert made == {
        "number": NUMBER,
        "draft": False,
        "out": str(out),
        "cover": str(tmp_path / "paper-cover-1.pdf"),
        "copy": 1,
    }
    words = text_of(out.read_bytes())
    assert NUMBER in words
    assert "OFFICIAL-SENSITIVE" in words
    assert "44NI/00305/26" in words
    (row,) = undrift("report", "list", "--db", worked, "--json").document()
    assert (row["number"], row["monday"], row["team"], row["copies"]) == (NUMBER, "2026-11-09", "", 1)
    assert row["digest"] == sha256(out.read_bytes()).hexdigest()


def test_a_reprint_is_the_same_bytes_whatever_happened_since(
    undrift: Command, worked: Path, tmp_path: Path, time: StoppedTime
) -> None:
    first, again, reprint = (tmp_path / f"{name}.pdf" for name in ("first", "again", "reprint"))
    undrift("report", "weekly", "--db", worked, "--out", first)
    time.forward(days=9)
    undrift("tick", "--db", worked)
    made = undrift("report", "weekly", "--week", "2026-W46", "--db", worked, "--out", again, "--json").document()
    assert (made["number"], made["copy"]) == (NUMBER, 2)
    made = undrift("report", "reprint", NUMBER, "--db", worked, "--out", reprint, "--json").document()
    assert (made["number"], made["copy"]) == (NUMBER, 3)
    assert first.read_bytes() == again.read_bytes() == reprint.read_bytes()
    covers = {path.read_bytes() for path in tmp_path.glob("*-cover-*.pdf")}
    assert len(covers) == 3


def test_recipient_and_reason_stand_on_the_cover_and_in_the_log(
    undrift: Command, worked: Path, tmp_path: Path, time: StoppedTime
) -> None:
    said = ("--recipient", "detective inspector", "--reason", "Monday meeting")
    ran = undrift("report", "weekly", "--db", worked, "--out", tmp_path / "paper.pdf", *said)
    assert (
        ran.out
        == f"Report {NUMBER}: {tmp_path / 'paper.pdf'} (cover sheet of copy 1: {tmp_path / 'paper-cover-1.pdf'})\n"
    )
    cover = text_of((tmp_path / "paper-cover-1.pdf").read_bytes())
    assert "detective inspector" in cover
    assert "Monday meeting" in cover
    with core_of(worked, time) as core, core.database.read() as connection:
        content = connection.execute(
            select(audit_content.c.content)
            .join(audit_entry, audit_entry.c.place == audit_content.c.place)
            .where(audit_entry.c.action == "print_report")
        ).scalar_one()
    logged = json.loads(content)
    assert {"detective inspector", "Monday meeting", NUMBER} <= set(map(str, logged.get("facts", logged).values()))


def test_a_week_that_runs_is_a_draft_without_a_number(undrift: Command, worked: Path, tmp_path: Path) -> None:
    out = tmp_path / "draft.pdf"
    words = ("report", "weekly", "--week", "2026-W47", "--db", worked, "--out", out)
    made = undrift(*words, "--json").document()
    assert (made["number"], made["draft"]) == ("", True)
    assert "WD-2026" not in text_of(out.read_bytes())
    assert undrift("report", "list", "--db", worked, "--json").document() == []
    assert undrift(*words).out == f"Draft, the week is not over: {out}\n"


def test_the_paper_of_a_team(undrift: Command, worked: Path, tmp_path: Path) -> None:
    for name in ("North", "north"):
        made = undrift(
            "report", "weekly", "--team", name, "--db", worked, "--out", tmp_path / f"{name}.pdf", "--json"
        ).document()  # fmt: skip
        assert made["number"] == NUMBER
    lines = undrift("report", "list", "--db", worked).out.splitlines()
    assert lines[0].split() == ["number", "week", "team", "frozen", "copies", "digest"]
    assert lines[1].split()[:6] == [NUMBER, "Mon", "9", "Nov", "2026", "North"]


def test_all_teams_papers_in_one_step(undrift: Command, worked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "monday" / "papers"
    whom = ("--recipient", "inspector", "--reason", "Monday meeting")
    made = undrift("report", "weekly", "--all-teams", "--db", worked, "--out", folder, *whom, "--json").document()
    assert (made[0]["number"], made[0]["team"], made[0]["copy"]) == (NUMBER, "", 1)
    assert len(made) > 1
    for one in made:
        assert one["number"] in text_of(Path(one["out"]).read_bytes())
        assert "Monday meeting" in text_of(Path(one["cover"]).read_bytes())
    assert len(list(folder.iterdir())) == 2 * len(made)
    said = undrift("report", "weekly", "--all-teams", "--db", worked, "--out", folder)
    assert f"{NUMBER}.pdf" in said.out
    assert (folder / f"{NUMBER}-cover-2.pdf").exists()
    none = undrift("report", "weekly", "--restricted", "--db", worked, "--out", tmp_path / "restricted.pdf")
    assert none.code == 2
    assert not (tmp_path / "restricted.pdf").exists()
    refused = undrift("report", "weekly", "--all-teams", "--team", "Team A", "--db", worked, "--out", folder)
    assert refused.code == 2


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (("weekly", "--week", "2026-W40"), 2, "There were no cases in the week of Mon 28 Sep 2026"),
        (("weekly", "--week", "2026-W49"), 2, "The week of Mon 30 Nov 2026 has not begun."),
        (("weekly", "--week", "2026-47"), 2, "'2026-47' is no week; write it as 2026-W47"),
        (("weekly", "--week", "2026-W60"), 2, "'2026-W60' is no week"),
        (("weekly", "--team", "East"), 2, "There is no team East."),
        (("weekly", "--recipient", " "), 2, "Say who the copy is for."),
        (("weekly", "--reason", ""), 2, "A reason is needed."),
        (("reprint", "WD-2026-0009"), 2, "There is no such record, or you may not see it."),
        (("reprint",), 2, "the following arguments are required: number"),
        (("monthly",), 2, "invalid choice: 'monthly'"),
    ],
)
def test_what_cannot_be_printed_leaves_no_file(
    undrift: Command, worked: Path, tmp_path: Path, words: tuple[str, ...], code: int, reason: str
) -> None:
    out = tmp_path / "paper.pdf"
    ran = undrift("report", *words, "--db", worked, "--out", out)
    assert ran.code == code
    assert reason in ran.reason()
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_place_that_cannot_be_written_is_said(undrift: Command, worked: Path, tmp_path: Path) -> None:
    out = tmp_path / "no such folder" / "paper.pdf"
    ran = undrift("report", "weekly", "--db", worked, "--out", out)
    assert (ran.code, ran.reason()) == (3, f"No such file or directory: {out}")
    assert undrift("report", "list", "--db", worked, "--json").document() == []
    made = undrift("report", "weekly", "--db", worked, "--out", tmp_path / "paper.pdf", "--json").document()
    assert made["copy"] == 1


def test_without_a_file_nothing_is_frozen(undrift: Command, worked: Path) -> None:
    before = everything_below(worked.parent)
    assert undrift("report", "weekly", "--db", worked).code == 2
    assert everything_below(worked.parent) == before


def test_the_letter_of_an_escalation_is_written_and_numbered(
    undrift: Command, worked: Path, tmp_path: Path, time: StoppedTime
) -> None:
    with core_of(worked, time) as core:
        case_id, by, today = core.ask(CaseloadQuestion(SUPERVISOR)).rows[0].case_id, SUPERVISOR, core.time.today()
        core.do(EscalateDelay(by, case_id, Holder.CPS, "cps_unit_head", today, "no answer", "a date", today))
    out = tmp_path / "letter.pdf"
    made = undrift(
        "report", "escalation", "44NI/00305/26", "--post", "cps unit head", "--their-reference", "C 9", "--db", worked,
        "--out", out, "--json",
    ).document()  # fmt: skip
    assert (made["number"], made["digest"]) == ("EL-44NI/00305/26-1", sha256(out.read_bytes()).hexdigest())
    assert "Your reference C 9" in text_of(out.read_bytes())
    again = undrift("report", "escalation", "44NI/00305/26", "--db", worked, "--out", out)
    assert again.out.startswith(f"Escalation letter EL-44NI/00305/26-2: {out} (cover sheet: ")
    assert undrift("report", "escalation", "44NI/00305/26", "--post", "x", "--db", worked, "--out", out).code == 2


def test_the_daily_digest_is_written_for_a_team(undrift: Command, worked: Path, tmp_path: Path) -> None:
    out = tmp_path / "digest.pdf"
    words = ("--db", worked, "--out", out, "--recipient", "inspector", "--reason", "meeting")
    made = undrift("report", "digest", *words, "--json").document()
    assert (made["number"], made["digest"]) == ("DD-1", sha256(out.read_bytes()).hexdigest())
    assert "For inspector; printed by" in text_of(out.read_bytes())
    assert undrift("report", "digest", "--date", "2026-11-23", *words).out.startswith(f"Daily digest DD-2: {out}")
    assert "Daily digest: Mon 23 Nov 2026" in text_of(out.read_bytes())
    assert "weekly paper" in undrift("report", "digest", "--date", "2026-11-20", *words).reason()
    assert undrift("report", "digest", "--team", "nowhere", *words).code == 2


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (("todo", "--officer", "902"), "TD-1"),
        (("caseload", "--team", "North"), "CL-1"),
        (("chronology", "44NI/00305/26"), "CH-44NI/00305/26-1"),
        (("bail-register",), "BR-1"),
        (("devices",), "DW-1"),
        (("review", "44NI/00305/26"), "SR-44NI/00305/26-1"),
        (("inspection", "--sample", "3", "--seed", "x", "--from", "2026-10-01"), "IP-1"),
    ],
)
def test_papers_of_how_things_stand_are_written_with_their_cover(
    undrift: Command, worked: Path, tmp_path: Path, words: tuple[str, ...], number: str
) -> None:
    out = tmp_path / "paper.pdf"
    more = ("--db", worked, "--out", out, "--recipient", "inspector", "--reason", "meeting", "--json")
    made = undrift("report", *words, *more).document()
    assert (made["number"], made["digest"]) == (number, sha256(out.read_bytes()).hexdigest())
    assert made["digest"] in text_of(Path(made["cover"]).read_bytes())


def test_an_officer_or_a_case_that_is_not_there_is_said_in_a_line(
    undrift: Command, worked: Path, tmp_path: Path
) -> None:
    out = tmp_path / "paper.pdf"
    for words in (("todo", "--officer", "nobody"), ("caseload", "--team", "nowhere"), ("chronology", "44NI/9/26")):
        ran = undrift("report", *words, "--db", worked, "--out", out)
        assert ran.code == 2
        assert ran.reason()
    assert not out.exists()
