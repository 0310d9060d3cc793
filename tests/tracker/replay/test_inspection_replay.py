"""The inspectors' examples, played by the real sweep under the shipped limits, and the page that says how they went."""

from pathlib import Path

import pytest

from tests.tracker.reports.report_rows import lines_of_paper
from tracker.cli.main import main
from tracker.replay import replay as playing
from tracker.replay.examples import EXAMPLES
from tracker.replay.stories import STORIES
from tracker.reports.inspection_page import inspection_page, still_in_words, told_first, when_in_words
from tracker.reports.inspection_replay import inspection_replay_pdf
from tracker.rows.inspection_replay import FirstAlert, InspectionReplay, Replayed, When
from tracker.terms import AlertKind, Rung

PAGE = Path(__file__).parents[3] / "docs" / "inspection-replay.md"


@pytest.fixture(scope="module")
def replay() -> InspectionReplay:
    return playing.inspection_replay()


@pytest.fixture
def rows(replay: InspectionReplay) -> dict[int, Replayed]:
    return {row.example.number: row for row in replay.rows}


def alert_of(row: Replayed) -> FirstAlert:
    assert row.alert is not None
    return row.alert


def test_the_page_says_what_comes_out(replay: InspectionReplay) -> None:
    assert PAGE.read_text(encoding="utf-8") == inspection_page(replay), (
        "if it is meant: python -m tracker report replay --out docs/inspection-replay.md, and read it through"
    )


def test_each_printed_example_is_a_case_or_says_why_it_is_none(replay: InspectionReplay) -> None:
    assert [row.example.number for row in replay.rows] == list(range(1, 54))
    assert {one.number for one in EXAMPLES if not one.left_out} == set(STORIES)
    assert all(bool(row.done) != bool(row.example.left_out) for row in replay.rows)


def test_no_quote_is_longer_than_fifteen_words() -> None:
    assert [one.number for one in EXAMPLES if len(one.quote.split()) > 15] == []


def test_the_first_alert_goes_and_the_supervisor_hears_while_the_printed_delay_still_runs(
    replay: InspectionReplay,
) -> None:
    for row in replay.watched:
        if row.example.hours is not None:
            assert row.still_to_run(alert_of(row).reached(Rung.SUPERVISOR)), row.example
            assert row.still_to_run(alert_of(row).when), row.example


def test_a_report_that_nobody_has_goes_to_the_supervisor_at_once(rows: dict[int, Replayed]) -> None:
    alert = alert_of(rows[5])
    assert (alert.kind, told_first(alert), alert.when) == (AlertKind.NO_OWNER, "supervisor", When(0, 0))
    assert rows[5].still_to_run(alert.when) == 10


def test_a_mark_that_fades_is_told_within_its_day_and_the_supervisor_with_the_oic_when_it_is_late(
    rows: dict[int, Replayed],
) -> None:
    alert = alert_of(rows[6])
    assert (alert.limit_id, alert.when.hours, alert.late) == ("MED-03", 18, When(24, 1))
    assert alert.reached(Rung.SUPERVISOR) == alert.late


def test_a_child_in_custody_is_told_above_before_the_printed_hours_are_over(rows: dict[int, Replayed]) -> None:
    alert = alert_of(rows[29])
    assert (alert.when.hours, rows[29].still_to_run(alert.reached(Rung.SUPERVISOR))) == (5, 4)


def test_the_suspects_interview_is_watched_although_the_child_was_interviewed(rows: dict[int, Replayed]) -> None:
    assert alert_of(rows[1]).limit_id == "SUS-01"


def test_a_note_of_the_delay_silences_nothing(rows: dict[int, Replayed]) -> None:
    alert = alert_of(rows[20])
    assert (alert.limit_id, alert.kind) == ("MED-08", AlertKind.OVERDUE)
    assert alert.reached(Rung.UNIT_LIST) is not None


def test_what_nothing_watches_says_so(replay: InspectionReplay) -> None:
    assert [row.example.number for row in replay.unwatched] == [21, 52]
    assert all(row.note and row.nearest and not any(still_in_words(row)) for row in replay.unwatched)


def test_days_are_told_in_words() -> None:
    assert [when_in_words(when) for when in (None, When(0, 0), When(1, 0), When(47, 2), When(48, 2))] == [
        "never", "at once", "after 1 hour", "after 47 hours", "day 2",
    ]  # fmt: skip


def test_the_paper_has_every_example_and_is_the_same_each_time(replay: InspectionReplay) -> None:
    paper = inspection_replay_pdf(replay)
    text = lines_of_paper(paper)
    assert paper == inspection_replay_pdf(replay)
    assert "By the shipped limits" in text
    for row in replay.rows:
        assert row.example.quote.split()[0] in text


def test_the_command_writes_the_paper_or_the_page(
    replay: InspectionReplay, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(playing, "inspection_replay", lambda: replay)
    for name, begins in (("replay.pdf", b"%PDF"), ("replay.md", b"# Inspection replay")):
        assert main(["report", "replay", "--out", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert "replay.pdf" in capsys.readouterr().out
