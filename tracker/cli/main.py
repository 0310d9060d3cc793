"""The command line: words in, one line of reason and an exit code out; no traceback reaches a user."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from tracker import wording
from tracker.cli import (
    bail_command,
    date_commands,
    import_command,
    keeping_commands,
    mail_command,
    report_commands,
    rule_commands,
    unit_commands,
    watch_command,
    work_commands,
)
from tracker.cli.output import complain
from tracker.errors import FileRejected, MailProblem, NotFound, RuleBroken, StaleRecord, StorageProblem, UndriftError
from tracker.intake.heading_words import Field
from tracker.intake.reasons import FIELD_NAMES
from tracker.log import start_log
from tracker.paths import paths
from tracker.settings import load_settings

log = logging.getLogger(__name__)

DONE, FOUND_SOMETHING, BAD_INPUT, CANNOT_OPEN = 0, 1, 2, 3
GROUPS = (
    unit_commands,
    import_command,
    work_commands,
    watch_command,
    date_commands,
    bail_command,
    rule_commands,
    report_commands,
    keeping_commands,
    mail_command,
)


class Words(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        complain(f"{message}. `{self.prog} --help` lists the words.")
        raise SystemExit(BAD_INPUT)


def parser() -> argparse.ArgumentParser:
    """Build the whole command line."""
    words = Words("undrift", description="Keep child-abuse investigations moving. Without words, open the window.")
    words.add_argument("--debug", action="store_true", help="show the whole error of a fault of the program")
    commands = words.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Words)
    for group in GROUPS:
        group.add_to(commands)
    return words


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code."""
    given = list(sys.argv[1:] if words is None else words)
    debug = "--debug" in given
    options = parser().parse_args([word for word in given if word != "--debug"])
    try:
        code = _run(options, debug=debug)
    except FileRejected as rejected:
        field = rejected.values.get("field")
        named = {"field": FIELD_NAMES[field]} if isinstance(field, Field) else {}
        complain(wording.error(rejected.code, rejected.values | named))
        code = BAD_INPUT
    except (RuleBroken, StaleRecord, NotFound) as broken:
        complain(wording.error(broken.code, broken.values))
        code = BAD_INPUT
    except (StorageProblem, MailProblem) as problem:
        complain(wording.error(problem.code, problem.values))
        code = CANNOT_OPEN
    except BrokenPipeError:
        # whoever read has gone; the interpreter flushes once more at its end, and finds somebody there
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    except OSError as failed:
        complain(wording.error("file_failed", {"what": failed.strerror or str(failed), "place": failed.filename or ""}))
        code = CANNOT_OPEN
    except Exception as bug:
        if debug:
            raise
        complain(f"a fault of the program ({type(bug).__name__}). Run it again with --debug to see it whole.")
        code = CANNOT_OPEN
    return code


def _run(options: argparse.Namespace, *, debug: bool) -> int:
    with start_log(load_settings().log_folder or paths().logs, debug=debug):
        try:
            code: int = options.run(options)
            sys.stdout.flush()
        except (UndriftError, OSError):
            raise
        except Exception:
            log.exception("a fault of the program in %s", options.command)
            raise
    return code
