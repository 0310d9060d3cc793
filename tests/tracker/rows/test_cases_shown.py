"""Every answer that names cases says which, whatever it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_type_hints

import pytest

from tests.cores import SUPERVISOR, open_a_case
from tracker.bootstrap import Tracker
from tracker.handlers import QUERIES
from tracker.rows.caseload import Caseload, CaseloadQuestion
from tracker.rows.cases_shown import cases_shown
from tracker.rows.people import OfficersQuestion
from tracker.storage.tables import look


@dataclass(frozen=True, slots=True)
class Row:
    """A row that names a case."""

    case_id: str
    others: tuple["Row", ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """Rows at several depths."""

    first: Row | None
    groups: Mapping[str, tuple[Row, ...]]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Plain:
    """Nothing of any case."""

    title: str


def test_cases_are_found_at_every_depth() -> None:
    board = Board(Row("b", (Row("d"),)), {"one": (Row("a"), Row("b")), "two": (Row(""),)})
    assert cases_shown(board) == ["a", "b", "d"]
    assert cases_shown((Row("c"), Row("a"))) == ["a", "c"]


def test_an_empty_list_is_a_look_and_what_names_no_case_is_none() -> None:
    assert cases_shown(Board(None, {})) == []
    assert cases_shown(Caseload((), 0, 0)) == []
    assert cases_shown(Plain("x")) is None
    assert cases_shown((Plain("x"),)) is None
    assert cases_shown(()) is None
    assert cases_shown(None) is None


def test_each_look_is_on_record_with_its_cases(core: Tracker) -> None:
    case = open_a_case(core)
    core.ask(CaseloadQuestion(SUPERVISOR))
    core.ask(OfficersQuestion(SUPERVISOR))
    with core.database.read() as connection:
        looks = connection.execute(look.select().order_by(look.c.id)).all()
    assert [(one.what, one.records) for one in looks] == [("Caseload", [case])]


@pytest.mark.parametrize("question", QUERIES, ids=lambda question: question.__name__)
def test_every_question_says_who_asks(question: type) -> None:
    assert get_type_hints(question)["by"] is str
