"""The papers of how things stand, as words of `report`: each written with its cover sheet, numbered and logged."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import cast

from tracker.actions.print_paper import PrintPaper
from tracker.bootstrap import Tracker
from tracker.cli.opening import day, opened, who
from tracker.cli.output import check_writable, say, say_json
from tracker.errors import RuleBroken
from tracker.rows.papers import LAST, About, PrintedPaper
from tracker.rows.people import Officers, OfficersQuestion
from tracker.terms import PaperKind

KINDS = {
    "todo": (PaperKind.TODO, "what is due next in each open case of an officer, with boxes to tick"),
    "caseload": (PaperKind.CASELOAD, "open cases with next date, drift, who holds them, protection"),
    "chronology": (PaperKind.CHRONOLOGY, "every dated thing of a case, its course, its ledger, how targets were moved"),
    "review": (PaperKind.REVIEW, "a supervisor's review, to be filled in by hand; with --held, the last one"),
    "bail": (PaperKind.BAIL_SHEET, "the bail of a case, for whoever decides: the period, conditions, diligence"),
    "digest": (PaperKind.DIGEST, "what is open, due, ending or lapsed today: references and dates only"),
    "bail-register": (PaperKind.BAIL_REGISTER, "who is on bail or under investigation, what ends first at the top"),
    "devices": (PaperKind.DEVICES, "devices never sent, queued, being examined, back"),
    "inspection": (PaperKind.INSPECTION, "figures of a period, and a page for each case, all or drawn by lot"),
}
OF_A_CASE = (PaperKind.BAIL_SHEET, PaperKind.CHRONOLOGY, PaperKind.REVIEW)
OF_AN_OFFICER = (PaperKind.TODO, PaperKind.CASELOAD)


def add_papers(papers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> list[argparse.ArgumentParser]:
    """Add a word for each paper; gives their parsers."""
    added = []
    for name, (kind, told) in KINDS.items():
        words = papers.add_parser(name, help=told)
        words.set_defaults(run=run, kind=kind)
        if kind in OF_A_CASE:
            words.add_argument("case", metavar="CASE", help="its reference")
        else:
            words.add_argument("--team", help="else all that you may see")
        if kind in OF_AN_OFFICER:
            words.add_argument("--officer", metavar="WHO", help="by the whole title, or by the number in it")
        if kind is PaperKind.DIGEST:
            words.add_argument("--date", dest="first", type=day, metavar="2026-11-20", help="from today on; else today")
        if kind is PaperKind.REVIEW:
            words.add_argument("--held", action="store_true", help="the last one that was held")
        if kind is PaperKind.INSPECTION:
            words.add_argument("--from", dest="first", type=day, metavar="2026-08-21", help="else thirteen weeks")
            words.add_argument("--to", dest="last", type=day, metavar="2026-11-20", help="else today")
            words.add_argument("--sample", type=int, default=0, metavar="N", help="so many cases by lot; else all")
            words.add_argument("--seed", default="", metavar="WORD", help="what the lot is drawn by; it is printed")
        add_for_whom(words, "own use")
        added.append(words)
    return added


def run(options: argparse.Namespace) -> int:
    """Write a paper."""
    with opened(options) as tracker:
        about = About(
            options.kind,
            case=getattr(options, "case", ""),
            officer_id=officer_named(tracker, getattr(options, "officer", None)) or "",
            team_id=team_named(tracker, getattr(options, "team", None)) or "",
            part=LAST if getattr(options, "held", False) else "",
            first=getattr(options, "first", None),
            last=getattr(options, "last", None),
            sample=max(0, getattr(options, "sample", 0)),
            seed=getattr(options, "seed", ""),
        )
        check_writable_with_cover(options.out)
        request = PrintPaper(who(tracker).officer_id, about, options.recipient, options.reason)
        write_paper(options, cast(PrintedPaper, tracker.do(request).result))
    return 0


def add_for_whom(words: argparse.ArgumentParser, reason: str) -> None:
    """Add where a paper goes, for whom it is and why."""
    words.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the PDF goes")
    words.add_argument("--recipient", default="own copy", metavar="WHO", help="for the cover sheet and the log")
    words.add_argument("--reason", default=reason, metavar="WHY", help="for the cover sheet and the log")


def check_writable_with_cover(out: Path) -> None:
    """Raise OSError where a paper or its cover sheet cannot be written, before the copy is numbered and logged."""
    check_writable(out)
    check_writable(_cover_of(out))


def write_paper(options: argparse.Namespace, printed: PrintedPaper) -> None:
    """Write a paper and, beside it, its cover sheet; and say where they are."""
    cover = _cover_of(options.out)
    options.out.write_bytes(printed.pdf)
    cover.write_bytes(printed.cover)
    facts = {"number": printed.number, "out": str(options.out), "cover": str(cover), "digest": printed.digest}
    if options.json:
        say_json(facts)
    else:
        say(f"{printed.name} {printed.number}: {options.out} (cover sheet: {cover}; SHA-256 {printed.digest})")


def team_named(tracker: Tracker, name: str | None) -> str | None:
    """Give the id of a team by its name; None where none is named.

    Raises:
        RuleBroken: `unknown_team`.
    """
    if name is None:
        return None
    for team in _officers(tracker).teams:
        if team.name.casefold() == name.casefold():
            return team.team_id
    raise RuleBroken("unknown_team", team=name)


def officer_named(tracker: Tracker, name: str | None) -> str | None:
    """Give the id of an officer by their title, or by the number in it; None where none is named.

    Raises:
        RuleBroken: `unknown_officer`.
    """
    if name is None:
        return None
    wanted = name.casefold()
    fits: tuple[Callable[[str], bool], ...] = (lambda title: title == wanted, lambda title: wanted in title.split())
    for fit in fits:
        for one in _officers(tracker).officers:
            if fit(one.title.casefold()):
                return one.officer_id
    raise RuleBroken("unknown_officer", field="officer")


def _cover_of(out: Path) -> Path:
    return out.with_name(f"{out.stem}-cover{out.suffix}")


def _officers(tracker: Tracker) -> Officers:
    found: Officers = tracker.ask(OfficersQuestion(who(tracker).officer_id))
    return found
