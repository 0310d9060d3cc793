"""A date that is not known says why in words, whether it was handed words or the code of a clock."""

import pytest

from tracker.wording import UNKNOWN
from ui import wording


@pytest.mark.parametrize("code", sorted(UNKNOWN))
def test_a_code_is_never_shown(code: str) -> None:
    shown = wording.due(None, None, code)
    assert shown.startswith("not known: the ")
    assert "_" not in shown


def test_words_are_kept_and_nothing_is_made_up() -> None:
    assert wording.due(None, None, "no calendar") == "not known: no calendar"
    assert wording.due(None, None) == "not known"
