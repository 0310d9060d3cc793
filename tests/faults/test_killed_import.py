"""An import that is killed in the middle leaves the old state, and keeps nobody from importing again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cores import ACCOUNT, SUPERVISOR, set_up_unit
from tests.databases import open_again
from tests.fakes import StoppedTime
from tests.faults.a_unit import standing
from tests.faults.own_process import ROOT, a_tracker
from tracker.actions.import_cases import ImportCases
from tracker.bootstrap import Tracker
from tracker.intake.reading import read_file
from tracker.rows.caseload import CaseloadQuestion
from tracker.storage.engine import Database
from tracker.storage.ids import IdSource


@pytest.fixture
def hanging(database: Database, time: StoppedTime, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process whose import has written every row and commits none of them."""
    set_up_unit(database, time)
    key = database.key.hex() if database.key else ""
    words = [database.address, key, time.now().isoformat(), str(a_tracker(tmp_path))]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.import_that_hangs", *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        yield process
        process.kill()


def test_a_killed_import_leaves_the_old_state(
    database: Database, time: StoppedTime, tmp_path: Path, hanging: "subprocess.Popen[str]"
) -> None:
    hanging.kill()
    hanging.wait()
    with closing(open_again(database)) as after:
        assert standing(after) == (0, 0, 1)
        core = Tracker(after, time, ACCOUNT, IdSource(time, seed=4))
        assert core.ask(CaseloadQuestion(SUPERVISOR)).rows == ()
        file = tmp_path / "tracker.csv"
        core.do(ImportCases(SUPERVISOR, read_file(file.read_bytes(), file.name, today=time.today())))
        assert len(core.ask(CaseloadQuestion(SUPERVISOR)).rows) == 200
        assert standing(after)[:2] == (200, 1)


def test_while_it_is_under_way_others_see_the_old_state(
    database: Database, time: StoppedTime, hanging: "subprocess.Popen[str]"
) -> None:
    with closing(open_again(database)) as other:
        core = Tracker(other, time, ACCOUNT, IdSource(time, seed=4))
        with other.read() as connection:
            assert core.rules.pack.limits
            assert connection.exec_driver_sql("SELECT count(*) FROM case_record").scalar_one() == 0
