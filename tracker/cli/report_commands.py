"""`report`: freeze and write the weekly drift report, list what is frozen, reprint one; and the other papers."""

import argparse
from datetime import date
from pathlib import Path
from typing import cast

from tracker import wording
from tracker.actions.freeze_weekly_report import FreezeWeeklyReport
from tracker.actions.print_escalation_letter import PrintEscalationLetter
from tracker.actions.print_report import PrintReport
from tracker.actions.print_week import PrintWeek
from tracker.bootstrap import Tracker
from tracker.cli.opening import add_database, add_json, last_whole_week, monday_of, opened, who
from tracker.cli.output import check_writable, say, say_columns, say_json
from tracker.cli.paper_commands import add_for_whom, add_papers, check_writable_with_cover, team_named, write_paper
from tracker.domain.weekly_paper import RESTRICTED
from tracker.rows.frozen_reports import (
    DraftReportQuestion,
    FrozenReportRow,
    NumberedCopy,
    Paper,
    PrintedCopy,
    ReportListQuestion,
)
from tracker.rows.papers import PrintedPaper

PAGE = ".md"
OWN_USE = "weekly review"


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    report = commands.add_parser("report", help="papers: the weekly drift report, and papers of how things stand")
    papers = report.add_subparsers(dest="paper", required=True, metavar="PAPER", parser_class=type(report))
    weekly = papers.add_parser("weekly", help="freeze a week that is over, and write its report")
    weekly.add_argument("--week", type=monday_of, metavar="2026-W47", help="else the last whole week")
    whose = weekly.add_mutually_exclusive_group()
    whose.add_argument("--team", help="else the whole unit")
    whose.add_argument("--restricted", action="store_true", help="the restricted cases, for those named on all of them")
    whose.add_argument(
        "--all-teams", action="store_true", help="the unit's and every team's, each with its cover sheet, into a folder"
    )
    weekly.set_defaults(run=run_weekly)
    reprint = papers.add_parser("reprint", help="the same pages again, with a cover sheet for this copy")
    reprint.add_argument("number")
    reprint.set_defaults(run=run_reprint)
    letter = papers.add_parser("escalation", help="the letter of an escalation, to the post of the other agency")
    letter.add_argument("case", metavar="CASE", help="its reference")
    letter.add_argument("--post", default="", help="to which post; else the last escalation of the case")
    letter.add_argument("--their-reference", default="", metavar="REF", help="the agency's own reference, if known")
    letter.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the PDF goes")
    letter.set_defaults(run=run_escalation)
    others = add_papers(papers)
    for words in (weekly, reprint):
        add_for_whom(words, OWN_USE)
    replay = papers.add_parser("replay", help="when the delays that inspectors printed would have raised an alert")
    replay.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the PDF goes; or a .md")
    replay.set_defaults(run=run_replay)
    add_json(replay)
    listed = papers.add_parser("list", help="the reports frozen so far")
    listed.set_defaults(run=run_list)
    for words in (weekly, reprint, letter, listed, *others):
        add_database(words)
        add_json(words)


def run_weekly(options: argparse.Namespace) -> int:
    """Write the report of a week: frozen and numbered where it is over, else an unnumbered draft."""
    with opened(options) as tracker:
        by = who(tracker).officer_id
        team = RESTRICTED if options.restricted else team_named(tracker, options.team)
        last = last_whole_week(tracker.time)
        monday = options.week or last
        if options.all_teams:
            return _write_week(options, tracker, monday)
        check_writable(options.out)
        if monday > last:
            draft: Paper = tracker.ask(DraftReportQuestion(by, monday, team))
            options.out.write_bytes(draft.pdf)
            _say(options, {"number": "", "draft": True, "out": str(options.out)})
            return 0
        frozen = cast(FrozenReportRow, tracker.do(FreezeWeeklyReport(by, monday, team)).result)
        return _write_copy(options, tracker, frozen.number)


def run_reprint(options: argparse.Namespace) -> int:
    """Write a frozen report again."""
    with opened(options) as tracker:
        check_writable(options.out)
        return _write_copy(options, tracker, options.number)


def run_escalation(options: argparse.Namespace) -> int:
    """Write the letter of an escalation."""
    with opened(options) as tracker:
        check_writable_with_cover(options.out)
        request = PrintEscalationLetter(who(tracker).officer_id, options.case, options.post, options.their_reference)
        write_paper(options, cast(PrintedPaper, tracker.do(request).result))
    return 0


def run_replay(options: argparse.Namespace) -> int:
    """Play the delays that inspectors printed, in a unit of their own, and write the paper; or its page as Markdown."""
    from tracker.papers import draw_replay
    from tracker.replay.replay import inspection_replay
    from tracker.reports.inspection_page import inspection_page

    check_writable(options.out)
    replay = inspection_replay()
    as_page = options.out.suffix == PAGE
    options.out.write_bytes(inspection_page(replay).encode() if as_page else draw_replay(replay))
    if options.json:
        say_json({"out": str(options.out), "played": len(replay.played), "watched": len(replay.watched)})
    else:
        say(f"Inspection replay: {options.out}")
    return 0


def run_list(options: argparse.Namespace) -> int:
    """List the frozen reports."""
    with opened(options) as tracker:
        rows: tuple[FrozenReportRow, ...] = tracker.ask(ReportListQuestion(who(tracker).officer_id))
    if options.json:
        say_json(rows)
        return 0
    say_columns(
        ("number", "week", "team", "frozen", "copies", "digest"),
        [
            (row.number, wording.day(row.monday), row.team, wording.moment(row.frozen_at), str(row.copies), row.digest)
            for row in rows
        ],
    )
    return 0


def _write_copy(options: argparse.Namespace, tracker: Tracker, number: str) -> int:
    request = PrintReport(who(tracker).officer_id, number, options.recipient, options.reason)
    copy = cast(PrintedCopy, tracker.do(request).result)
    cover = options.out.with_name(f"{options.out.stem}-cover-{copy.copy_number}{options.out.suffix}")
    options.out.write_bytes(copy.paper)
    cover.write_bytes(copy.cover)
    _say(
        options,
        {"number": number, "draft": False, "out": str(options.out), "cover": str(cover), "copy": copy.copy_number},
    )
    return 0


def _write_week(options: argparse.Namespace, tracker: Tracker, monday: date) -> int:
    folder: Path = options.out
    folder.mkdir(parents=True, exist_ok=True)
    check_writable(folder / "WD.pdf")
    request = PrintWeek(who(tracker).officer_id, monday, options.recipient, options.reason)
    copies = cast(tuple[NumberedCopy, ...], tracker.do(request).result)
    written = []
    for one in copies:
        paper, cover = (folder / name for name in one.file_names)
        paper.write_bytes(one.copy.paper)
        cover.write_bytes(one.copy.cover)
        facts = {"number": one.number, "team": one.team, "out": str(paper), "cover": str(cover)}
        written.append(facts | {"copy": one.copy.copy_number})
    if options.json:
        say_json(written)
    else:
        say_columns(
            ("number", "team", "copy", "paper"),
            [(one.number, one.team or "whole unit", str(one.copy.copy_number), one.file_names[0]) for one in copies],
        )
    return 0


def _say(options: argparse.Namespace, facts: dict[str, object]) -> None:
    if options.json:
        say_json(facts)
    elif facts["draft"]:
        say(f"Draft, the week is not over: {facts['out']}")
    else:
        say(f"Report {facts['number']}: {facts['out']} (cover sheet of copy {facts['copy']}: {facts['cover']})")
