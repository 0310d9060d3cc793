"""The stored text of a weekly report reads back equal, and is the same for the same report."""

import json
from dataclasses import is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.reports.report_rows import weekly_drift
from tracker.reports.weekly_drift import weekly_drift_pdf
from tracker.rows.weekly_drift import WeeklyDrift
from tracker.rows.weekly_drift_json import weekly_drift_from, weekly_drift_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
INSTANTS = st.datetimes(timezones=st.just(UTC))


def some(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type, rows within rows included."""
    if get_origin(hint) is UnionType:
        return st.one_of([st.none() if part is NoneType else some(part) for part in get_args(hint)])
    if get_origin(hint) is tuple:
        return st.lists(some(get_args(hint)[0]), max_size=3).map(tuple)
    if is_dataclass(hint):
        return st.builds(hint, **{name: some(part) for name, part in get_type_hints(hint).items()})
    named = {str: TEXTS, datetime: INSTANTS}
    return named[hint] if hint in named else st.from_type(hint)


@given(some(WeeklyDrift))
def test_a_report_reads_back_equal(report: WeeklyDrift) -> None:
    text = weekly_drift_text(report)
    assert weekly_drift_from(text) == report
    assert weekly_drift_text(weekly_drift_from(text)) == text


def test_the_text_is_canonical() -> None:
    text = weekly_drift_text(weekly_drift())
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert '"monday":"2026-11-16"' in text
    assert '"as_at":"2026-11-23T00:00:00+00:00"' in text
    assert '"held_by":"laboratory"' in text


def test_an_instant_is_kept_in_utc() -> None:
    summer = datetime(2026, 7, 13, tzinfo=timezone(timedelta(hours=1)))
    text = weekly_drift_text(weekly_drift(as_at=summer))
    assert '"as_at":"2026-07-12T23:00:00+00:00"' in text
    assert weekly_drift_from(text).as_at == summer


def test_one_row_more_is_another_text() -> None:
    assert weekly_drift_text(weekly_drift(3)) != weekly_drift_text(weekly_drift(4))


def test_a_form_that_is_not_known_is_refused() -> None:
    said = json.loads(weekly_drift_text(weekly_drift())) | {"form": 3}
    with pytest.raises(ValueError, match="form 3"):
        weekly_drift_from(json.dumps(said))


def test_a_report_frozen_in_the_first_form_still_reads() -> None:
    old = weekly_drift_from((Path(__file__).parent / "weekly_drift_form_1.json").read_text(encoding="utf-8"))
    assert (old.unit, old.team, len(old.slipped), old.slipped[0].entry_days) == ("Unit North", "Team A", 2, None)
    assert (old.questions, old.splits, old.moved, old.corrections) == ((), (), (), ())
    assert weekly_drift_pdf(old, number="UN-2026-W47").startswith(b"%PDF")
