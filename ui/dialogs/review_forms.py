"""Holding a review and doing what it asks for, from any page: opens the form, says the result, offers the undo."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from tracker.actions.complete_follow_up import CompleteFollowUp
from tracker.changes import Changes
from tracker.rows.reviews import FollowUpRow, ReviewPositionQuestion, ReviewPositionRow
from tracker.wording import late
from ui.dialogs.completion_undo import CompletionUndo
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.record_review_dialog import RecordReviewDialog
from ui.page_context import Page
from ui.roles import SUPERVISORS


class ReviewForms(QObject):
    """The form of a review, in the drawer of its page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._by = page.context.person.officer_id
        self._undo = CompletionUndo(page.context, page)

    def may(self) -> bool:
        """Say whether the person holds reviews at all."""
        return bool(SUPERVISORS & self._context.person.roles)

    def record(self, case_id: str, milestone_id: str | None) -> None:
        """Ask what a review holds; it is filled with what the program knows."""
        self._ask(case_id, milestone_id, self._open)

    def finish(self, row: FollowUpRow | None) -> None:
        """Say that what a review asked for is done, or take that back."""
        if row is None:
            return
        done = row.done_on is None
        request = CompleteFollowUp(self._by, row.follow_up_id, row.version, done=done)
        words = self.tr("Done: {what}.") if done else self.tr("Open again: {what}.")
        again = CompleteFollowUp(self._by, row.follow_up_id, row.version + 1, done=not done)
        self._context.background.do(
            request,
            lambda _changes: self._context.report(words.format(what=row.what), lambda: self._do_again(again)),
            self._context.problems.show,
        )

    def _do_again(self, request: CompleteFollowUp) -> None:
        self._context.background.do(request, lambda _changes: None, self._context.problems.show)

    def _ask(self, case_id: str, milestone_id: str | None, then: Callable[[ReviewPositionRow], None]) -> None:
        question = ReviewPositionQuestion(self._by, case_id)
        self._context.background.ask(
            question, lambda position: then(self._meant(position, milestone_id)), self._context.problems.show
        )

    def _meant(self, position: ReviewPositionRow, milestone_id: str | None) -> ReviewPositionRow:
        """Put the review that is meant first."""
        due = sorted(position.due, key=lambda row: (row.milestone_id != milestone_id, not row.may))
        return replace(position, due=tuple(due))

    def _open(self, position: ReviewPositionRow) -> None:
        if not may_open(self._page):
            return
        first = next(iter(position.due), None)
        if first is None or not first.may:
            self._context.report(self._why_not(position), None)
            return
        context = self._context
        form = RecordReviewDialog(self._by, position, context.time.today(), context.background.do)
        form.reload_wanted.connect(lambda: self._ask(position.case_id, form.record_id(), form.take))
        open_form(self._page, form, lambda changes: self._recorded(form, changes))

    def _why_not(self, position: ReviewPositionRow) -> str:
        if not position.due:
            return self.tr("No review is to be held in this case.")
        first = position.due[0]
        return self.tr("{review} is held by: {rank}, or above.").format(review=first.name, rank=first.rank)

    def _recorded(self, form: RecordReviewDialog, changes: Changes) -> None:
        request, name = form.build(), form.review_name()
        drift = changes.result if isinstance(changes.result, int) else 0
        if drift:
            words = self.tr("Review recorded: {review}, {late}.").format(review=name, late=late(drift))
        else:
            words = self.tr("Review recorded: {review}.").format(review=name)
        self._undo.offer(words, request.case_id, request.milestone_id, request.on)
