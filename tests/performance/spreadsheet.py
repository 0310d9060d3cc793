"""The unit's spreadsheet: reading and checking it against a bare read of the file; storing against bare inserts."""

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from tests.fakes import A_FRIDAY, StoppedTime
from tests.performance.bare_driver import Sent, bare, send, statements_sent
from tests.performance.made_up_unit import HEAD, KEY, running_core, set_up_people, worked_cases
from tests.performance.measuring import Comparison, Timed, in_turn, judged, seconds, timed
from tests.performance.units import WORKED, Units
from tests.tracker.intake.files import a_workbook
from tracker.actions.import_cases import ImportCases
from tracker.bootstrap import Tracker
from tracker.domain.case import Case
from tracker.intake.preview import ImportPreview, preview
from tracker.intake.reading import FileReading, read_file
from tracker.storage.engine import open_database

ROWS = 10_000
IMPORTED = 1_000
TODAY = A_FRIDAY.date()
HEADINGS = (
    "Crime Ref", "OIC", "Date Rptd", "Type", "Risk", "Strat disc", "VRI done", "Medical", "Phone to DFU", "DFU back",
    "Bail TBD", "Notes",
)  # fmt: skip
TYPES = ("Rape", "Neglect", "ABH", "IIOC", "CSE", "Non-recent sexual")
RISKS = ("H", "M", "L", "VH")

Store = Callable[[Tracker], object]


def spreadsheet(units: Units) -> Iterator[Comparison]:
    """Measure the reading of a file of 10,000 rows, and the storing of new cases."""
    path = units.folder / "tracker.xlsx"
    path.write_bytes(a_workbook([HEADINGS, *made_up_rows(ROWS)]))
    yield judged(
        partial(
            in_turn, f"read, check and preview a spreadsheet, {ROWS:,} rows", timed(partial(read_and_preview, path)),
            timed(partial(bare_read, path)), against="bare read of the file", goal=4,
        )
    )  # fmt: skip
    empty = EmptyUnits(units.folder)
    cases = worked_cases(WORKED, StoppedTime(), empty.rules())
    yield judged(
        partial(
            against_bare_inserts, empty, f"store new cases with their audit entries, {WORKED} cases",
            partial(store, cases), 3,
        )
    )  # fmt: skip
    content = a_workbook([HEADINGS, *made_up_rows(IMPORTED)])
    reading = read_file(content, "tracker.xlsx", today=TODAY)
    yield judged(
        partial(
            against_bare_inserts, empty, f"import: milestones and clocks by the rules, and store, {IMPORTED:,} rows",
            partial(import_all, reading), None,
        )
    )  # fmt: skip


def made_up_rows(number: int) -> Iterator[Sequence[object]]:
    """Rows of a tidy unit: real dates, and what a unit writes where there is none yet."""
    chance = random.Random(4)
    for place in range(number):
        reported = TODAY - timedelta(days=chance.randrange(5, 400))
        days: list[object] = [
            on
            if chance.random() < 0.7 and (on := reported + timedelta(days=chance.randrange(1, 90))) <= TODAY
            else None
            for _ in range(5)
        ]
        bail = TODAY + timedelta(days=chance.randrange(60)) if chance.random() < 0.2 else None
        oic = f"DC {3000 + place % 24} Patel"
        yield (
            f"44NI/{place:05}/26", oic, reported, chance.choice(TYPES), chance.choice(RISKS),
            *days, bail, "Awaiting medical report, chased x2" if place % 3 == 0 else None,
        )  # fmt: skip


def read_and_preview(path: Path) -> ImportPreview:
    """Read a file as the program does, and say what an import would do where there is no case yet."""
    found = preview(read_file(path.read_bytes(), path.name, today=TODAY), {})
    if found.counts()["added"] != ROWS:
        raise AssertionError(found.counts())
    return found


def bare_read(path: Path) -> list[Any]:
    """Read the cells, and nothing more."""
    rows: list[Any] = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return rows


class EmptyUnits:
    """Units without cases, a new one for whoever stores into it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()
        self._template = folder / "empty.db"
        with closing(open_database(str(self._template), create=True, key=KEY)) as database:
            set_up_people(database, StoppedTime())

    def rules(self) -> Any:
        """Give the rules that hold in them."""
        with self.core() as core:
            return core.rules

    @contextmanager
    def core(self) -> Iterator[Tracker]:
        """A running core on a new one."""
        with running_core(self.file()) as core:
            yield core

    def file(self) -> Path:
        """Give the file of a new one."""
        return Path(shutil.copy(self._template, self._folder / f"empty-{next(self._numbers)}.db"))


def against_bare_inserts(empty: EmptyUnits, what: str, work: Store, goal: float | None) -> Comparison:
    """Compare a piece of work that stores cases with the same rows inserted by the bare driver."""
    with empty.core() as core, statements_sent(core.database) as sent:
        work(core)
    inserts = [one for one in sent if one.statement.startswith("INSERT")]
    return in_turn(
        what, into_core(empty, work), into_bare(empty, inserts), against="the same rows by executemany", goal=goal
    )


def into_core(empty: EmptyUnits, work: Store) -> Timed:
    """Time a piece of work in a new unit."""

    def take() -> float:
        with empty.core() as core:
            return seconds(partial(work, core))

    return take


def into_bare(empty: EmptyUnits, inserts: Sequence[Sent]) -> Timed:
    """Time the inserts in a new unit, in one transaction."""

    def take() -> float:
        with bare(empty.file()) as connection:
            return seconds(partial(send, connection, inserts))

    return take


def store(cases: Sequence[Case], core: Tracker) -> None:
    """Store cases that are ready, with an audit entry for each."""
    with core.database.work(HEAD, core.time, core.rules, core.new_id) as work:
        work.cases.add_many(cases)
        for case in cases:
            work.audit.add("import_case", case_id=case.record.id, subject_id=case.record.id)
        work.commit()


def import_all(reading: FileReading, core: Tracker) -> None:
    """Import what was read."""
    core.do(ImportCases(HEAD, reading))
