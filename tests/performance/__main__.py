"""Measure everything against its floor, print one table, and write build/bench.json."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.performance.case_work import case_work
from tests.performance.desk import desk, lists
from tests.performance.first_page import first_page
from tests.performance.forecast import forecast
from tests.performance.measuring import Comparison, as_table, write_json
from tests.performance.one_edit import one_edit
from tests.performance.recalculation import recalculation
from tests.performance.spreadsheet import spreadsheet
from tests.performance.start_up import start_up
from tests.performance.sweep import sweep
from tests.performance.units import Units
from tests.performance.weekly_paper import weekly_paper
from tests.performance.where_time_goes import where_time_goes

OUT = Path("build/bench.json")
PARTS: Mapping[str, Callable[[Units], Iterator[Comparison]]] = {
    "start": start_up,
    "page": first_page,
    "desk": desk,
    "lists": lists,
    "cases": case_work,
    "drift": where_time_goes,
    "sweep": sweep,
    "edit": one_edit,
    "recalculation": recalculation,
    "forecast": forecast,
    "paper": weekly_paper,
    "import": spreadsheet,
}


def main() -> int:
    """Run the parts asked for; with `--strict` the exit code is 1 where something is over its goal."""
    words = argparse.ArgumentParser("python -m tests.performance", description=__doc__)
    words.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; else all")
    words.add_argument("--strict", action="store_true", help="exit with 1 where something is over its goal")
    options = words.parse_args()
    found: list[Comparison] = []
    with TemporaryDirectory(prefix="undrift-bench-") as folder:
        units = Units(Path(folder))
        for name in options.parts or PARTS:
            for one in PARTS[name](units):
                print(f"{name}: {one.what}: {one.ratio:.2f}", file=sys.stderr, flush=True)
                found.append(one)
    print(as_table(found))
    write_json(OUT, found)
    return int(options.strict and any(one.verdict == "over" for one in found))


if __name__ == "__main__":
    sys.exit(main())
