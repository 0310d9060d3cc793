"""Changed holidays and limits: what would move, why it is applied, and what is said when the preview is out of date."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import NO_RULE_CHANGES
from tests.ui.dialogs.a_submit import Submit
from tests.ui.dialogs.test_milestone_dialogs import shown, words
from tests.ui.keyboard import nameless, press, write
from tests.ui.parts import reload_of
from tracker.actions.apply_rule_changes import ApplyRuleChanges
from tracker.changes import Changes
from tracker.errors import StaleRecord
from tracker.rows.rule_changes import ChangeRow, DayChange, MoveCounts, MovedClockRow, RuleChanges
from tracker.terms import CalendarName
from ui.dialogs.rule_changes_dialog import RuleChangesForm

CHANGE = ChangeRow(
    "england_and_wales", CalendarName.ENGLAND_AND_WALES, "England and Wales working days", 1, 2,
    MoveCounts(clocks=3, moved=2, become_overdue=1, no_longer_provisional=1, kept=4),
    added=(DayChange(date(2026, 12, 4), "Extra bank holiday"),), taken_away=(DayChange(date(2026, 12, 7), "Old day"),),
)  # fmt: skip
ROWS = (
    MovedClockRow("c1", "44NI/00305/26", "Medical report", "k1", "MED-07", "Report", date(2026, 12, 4),
                  date(2026, 12, 7), True, False, "england_and_wales"),
    MovedClockRow("c2", "44NI/00306/26", "Conference", "k2", "SG-06", "Conference", None,
                  date(2031, 1, 6), False, True, "england_and_wales"),
)  # fmt: skip
FOUND = RuleChanges((CHANGE,), ROWS, 1, (), (), "digest")


@pytest.fixture
def submit() -> Submit:
    """Keeps what it is handed."""
    return Submit()


def test_it_says_what_would_move_and_lists_the_clocks(qtbot: QtBot, submit: Submit) -> None:
    form = shown(qtbot, RuleChangesForm("o", FOUND, submit))
    assert "England and Wales working days\noff: Fri 4 Dec 2026 Extra bank holiday\n" in words(form)
    assert "worked again: Mon 7 Dec 2026 Old day\n" in words(form)
    assert (
        "2 live clocks would move, 1 clock would become overdue, 1 clock would only be provisional no more, "
        "4 clocks would keep their dates, as their limits say"
    ) in words(form)
    assert "Not in the list: 1 clock of cases you do not see." in words(form)
    assert isinstance(form, RuleChangesForm)
    model = form.table.model()
    texts = [[str(model.index(row, column).data()) for column in range(model.columnCount())] for row in (0, 1)]
    assert texts == [
        ["44NI/00305/26", "Medical report", "MED-07", "Fri 4 Dec 2026", "Mon 7 Dec 2026", "overdue"],
        ["44NI/00306/26", "Conference", "SG-06", "not known", "Mon 6 Jan 2031", "provisional"],
    ]
    assert nameless(form) == []


def test_a_reason_is_needed_and_what_was_seen_is_handed_back(qtbot: QtBot, submit: Submit) -> None:
    form = shown(qtbot, RuleChangesForm("o", FOUND, submit))
    form.submit()
    assert form.problem_of("reason") != ""
    write("announced")
    press("Return")
    assert submit.requests == [ApplyRuleChanges("o", "digest", "announced")]
    with qtbot.waitSignal(form.closed):
        submit.succeed(Changes.of(result=2))


def test_a_preview_that_is_out_of_date_is_read_again_and_the_reason_stays(qtbot: QtBot, submit: Submit) -> None:
    form = shown(qtbot, RuleChangesForm("o", FOUND, submit))
    write("announced")
    press("Return")
    submit.fail(StaleRecord("preview_out_of_date"))
    assert "Nothing was applied. Look again." in words(form)
    assert reload_of(form).isVisible()
    form.take(replace(FOUND, rows=ROWS[:1], seen="later"))
    form.submit()
    assert submit.requests[-1] == ApplyRuleChanges("o", "later", "announced")


def test_where_nothing_waits_there_is_nothing_to_apply(qtbot: QtBot, submit: Submit) -> None:
    form = shown(qtbot, RuleChangesForm("o", NO_RULE_CHANGES, submit))
    assert "Nothing has changed: no date would move." in words(form)
    assert not form.shows_field("clocks")
    form.submit()
    assert submit.requests == []
