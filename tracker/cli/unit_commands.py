"""`demo`: a made-up unit; `init`: an empty database; `selfcheck`: what the program needs is there and whole."""

import argparse
from collections.abc import Callable
from pathlib import Path

from tracker import wording
from tracker.cli.opening import account, add_database, add_json, address, day
from tracker.cli.output import say, say_columns, say_json
from tracker.cli.self_check import OK, check_database, check_program
from tracker.new_unit import DemoWish, NewUnit, create_demo, create_unit
from tracker.storage.encryption import NewKey
from tracker.storage.ids import IdSource
from tracker.storage.postgres_engine import without_password
from tracker.terms import Nation
from tracker.time_source import SystemTime

TWENTIETHS = 20


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    demo = commands.add_parser("demo", help="a made-up unit with every kind of case")
    demo.add_argument("--cases", type=_number, default=400, metavar="N")
    demo.add_argument("--officers", type=_number, default=24, metavar="N")
    demo.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed and date give the same unit")
    demo.add_argument("--as-of", type=day, metavar="DATE", help="the day the unit stands at; else today")
    demo.set_defaults(run=run_demo)
    init = commands.add_parser("init", help="an empty database; this account is its first administrator")
    init.add_argument("--unit", default="Child abuse investigation unit", metavar="NAME", help="the unit's name")
    init.add_argument("--nation", type=Nation, choices=list(Nation), default=Nation.ENGLAND, help="its pack of limits")
    init.set_defaults(run=run_init)
    check = commands.add_parser("selfcheck", help="what the program needs is there and whole")
    check.set_defaults(run=run_selfcheck)
    for words in (demo, init, check):
        add_database(words)
        add_json(words)


def run_demo(options: argparse.Namespace) -> int:
    """Make a demo unit."""
    place = address(options)
    wish = DemoWish(options.cases, options.officers, options.seed, options.as_of or SystemTime().today(), account())
    key = create_demo(place, wish, None if options.json else _progress())
    shown = without_password(place)
    facts = {"database": shown, "cases": wish.cases, "officers": wish.officers, "seed": wish.seed, "as_of": wish.as_of}
    if options.json:
        say_json(facts | _key_facts(key))
        return 0
    say(f"Made a demo unit of {wording.count_of(wish.cases, 'case')} in {shown}, as of {wording.day(wish.as_of)}.")
    _say_key(key)
    return 0


def run_init(options: argparse.Namespace) -> int:
    """Make an empty database."""
    time, place = SystemTime(), address(options)
    key = create_unit(place, NewUnit(options.unit, options.nation, account()), time=time, new_id=IdSource(time))
    shown = without_password(place)
    if options.json:
        say_json({"database": shown, "unit": options.unit, "nation": options.nation} | _key_facts(key))
        return 0
    say(f"Made {shown} for {options.unit}.")
    say(wording.FIRST_ROLES.format(account=account()))
    _say_key(key)
    return 0


def run_selfcheck(options: argparse.Namespace) -> int:
    """Look at everything the program needs; 1 where something is wrong."""
    findings = list(check_program())
    place = address(options)
    if options.db or Path(place).exists():
        findings.extend(check_database(place))
    wrong = [one for one in findings if one.state != OK]
    if options.json:
        say_json({"ok": not wrong, "findings": findings})
    else:
        say_columns(("what", "state", "detail"), [(one.what, one.state, one.detail) for one in findings])
    return 1 if wrong else 0


def _progress() -> Callable[[int, int], None]:
    """Give what says how far it is, a line for each twentieth."""
    said = -1

    def say_progress(done: int, whole: int) -> None:
        nonlocal said
        part = TWENTIETHS * done // max(whole, 1)
        if part > said:
            said = part
            say(f"{100 * part // TWENTIETHS} % of {whole:,} steps")

    return say_progress


def _key_facts(key: NewKey | None) -> dict[str, object]:
    return {"recovery_code": key.recovery_code, "key_kept_in": key.kept_in} if key else {}


def _say_key(key: NewKey | None) -> None:
    if key is not None:
        say(wording.KEY_KEPT[key.kept_in])
        say(f"Recovery code, shown only now: {key.recovery_code}")


def _number(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no number; write 0 or more")
    return int(text)
