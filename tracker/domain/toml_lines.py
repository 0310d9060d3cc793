"""On which line of a TOML file a table or a key stands; the reader of TOML does not say."""

import re
from collections.abc import Iterator

LONG_TEXT = re.compile(r'"""(?:\\.|[^\\])*?"""' + r"|'''.*?'''", re.DOTALL)
TEXT_OR_COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'|#[^\n]*")
NAME = re.compile(r"[\"'][\w-]+[\"']")


def line_of(text: str, table: str, number: int = 0, key: str = "") -> int:
    """Give the line on which the n-th table of a name begins (0 is the first); without a name, the line of a key.

    An array of tables may be written as `[[alter]]` headers, or as one value, `alter = [{...}, ...]`. What cannot be
    found stands on line 1.
    """
    bare = TEXT_OR_COMMENT.sub(_blank, LONG_TEXT.sub(_blank, text))
    if not table:
        found = re.search(rf"^[ \t]*(?:\[\[?\s*)?[\"']?{re.escape(key)}[\"']?\s*[=\]]", bare, re.MULTILINE)
        return _line(bare, found.start()) if found and key else 1
    name = rf"[\"']?{re.escape(table)}[\"']?"
    places = [found.start() for found in re.finditer(rf"^[ \t]*\[\[\s*{name}\s*\]\]", bare, re.MULTILINE)]
    if not places:
        value = re.search(rf"^[ \t]*{name}\s*=\s*\[", bare, re.MULTILINE)
        places = list(_tables_in_value(bare, value.end())) if value else []
    return _line(bare, places[number]) if number < len(places) else 1


def _tables_in_value(bare: str, start: int) -> Iterator[int]:
    depth = 0
    for place in range(start, len(bare)):
        if bare[place] == "{" and depth == 0:
            yield place
        depth += (bare[place] in "[{") - (bare[place] in "]}")
        if depth < 0:
            return


def _blank(found: "re.Match[str]") -> str:
    """Give as many lines of nothing; a name in quotation marks stays, since it may be that of a table."""
    return found.group() if NAME.fullmatch(found.group()) else re.sub(r"[^\n]", " ", found.group())


def _line(bare: str, place: int) -> int:
    return bare.count("\n", 0, place) + 1
