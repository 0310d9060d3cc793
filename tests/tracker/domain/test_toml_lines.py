"""The line of a table, however the file is written."""

import tomllib

import pytest

from tracker.domain.toml_lines import line_of

HEADERS = '''version = 1   # [[alter]]
note = """
[[alter]]
"""
"text" = 'alter = [{'

[[alter]]
limit = "A"
variants = [{ when = "weekend", amount = 2 }]

  [[ alter ]] # the second
limit = "[[alter]]"
[[confirm]]
limit = "C"
[["alter"]]
limit = "D"
'''
IN_ONE_VALUE = """version = 2
alter = [
  { limit = "A", variants = [{ when = "weekend", amount = 2 }] },
  # { limit = "no" },
  { limit = "B" }, { limit = "C {" },
]
confirm = [{ limit = "D" }]
"""


@pytest.mark.parametrize(
    ("text", "table", "lines"),
    [
        (HEADERS, "alter", [7, 11, 15]),
        (HEADERS, "confirm", [13]),
        (IN_ONE_VALUE, "alter", [3, 5, 5]),
        (IN_ONE_VALUE, "confirm", [7]),
    ],
)
def test_the_nth_table_is_found(text: str, table: str, lines: list[int]) -> None:
    assert len(tomllib.loads(text)[table]) == len(lines)
    assert [line_of(text, table, number) for number in range(len(lines))] == lines


@pytest.mark.parametrize(
    ("key", "line"), [("version", 1), ("text", 5), ("alter", 7), ("confirm", 13), ("", 1), ("x", 1)]
)
def test_without_a_table_the_key_is_found(key: str, line: int) -> None:
    assert line_of(HEADERS, "", key=key) == line


def test_what_is_not_there_stands_on_the_first_line() -> None:
    assert line_of(HEADERS, "alter", 3) == 1
    assert line_of(HEADERS, "target") == 1
    assert line_of("\nalter = [{}, ", "alter", 0) == 2
    assert line_of("\nalter = [{}, ", "alter", 1) == 1
