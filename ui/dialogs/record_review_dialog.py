"""Record a supervisor's review, filled with what the program knows; builds RecordReview."""

from collections.abc import Container, Iterable
from datetime import date, timedelta
from enum import Enum
from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tracker.actions.record_review import FollowUpAsked, LateAnswer, RecordReview
from tracker.rows.reviews import LateRow, ReviewPositionRow
from tracker.terms import BailCheck, DelayReason, Escalation, Holder, OtherChildren, RiskTrend, Welfare
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit
from ui.widgets.officer_picker import OfficerPicker

MOST_FOLLOW_UPS = 5
FRIDAY = 4


class RecordReviewDialog(RecordForm):
    """Only what applies is asked: bail where there is bail, devices where some are out, each late milestone."""

    def __init__(
        self, by: str, position: ReviewPositionRow, today: date, submit: Submit, parent: QWidget | None = None
    ) -> None:
        title = self.tr("Review of {reference}").format(reference=position.reference)
        super().__init__(title, submit, self.tr("Record review"), parent)
        self._by = by
        self._position = position
        self._today = today
        self._texts: dict[str, QLineEdit] = {}
        self._choices: dict[str, ChoiceField] = {}
        self._headings: list[QLabel] = []
        self._late: list[tuple[LateRow, ChoiceField, ChoiceField, DateField]] = []
        self._follow_ups: list[tuple[QLineEdit, OfficerPicker, DateField]] = []
        self._proposed: date | None = None
        allowed = [row.milestone_id for row in position.due if row.may]
        self._which = ChoiceField(allowed, self._review_words, None)
        self.add_field("milestone_id", self.tr("&Which review"), self._which)
        self._which.chosen.connect(self._show_late)
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("&Held on"), self._on)
        self._add_children()
        self._add_text("enquiries", self.tr("Lines of en&quiry"), self.tr("Which are open, which are closed."))
        self._add_late()
        self._add_what_is_elsewhere()
        self._add_officer()
        self._allowed = self.add_words("")
        self._allowed.setObjectName("field_hint")
        self._next_on = DateField(today, "ahead")
        self.add_field("next_on", self.tr("Ne&xt review by"), self._next_on)
        self._propose_next()
        self._which.chosen.connect(self._propose_next)
        self._on.changed.connect(self._propose_next)
        self._add_follow_ups()

    def record_id(self) -> str:
        return str(self._which.choice())

    def review_name(self) -> str:
        """Give the name of the review that is chosen."""
        return next(row.name for row in self._position.due if row.milestone_id == self._which.choice())

    def take(self, record: ReviewPositionRow) -> None:
        """Go on with the case as it is now; what is late stays as it was asked."""
        super().take(record)
        self._position = record
        self._which.set_choices([row.milestone_id for row in record.due if row.may])

    def build(self) -> RecordReview:
        on = self._on.day()
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day the review was held."))
        chosen = next((row for row in self._position.due if row.milestone_id == self._which.choice()), None)
        if chosen is None:
            raise FieldProblem("milestone_id", self.tr("Choose which review this is."))
        answers: dict[str, Any] = {name: field.choice() for name, field in self._choices.items()}
        answers |= {name: field.text().strip() for name, field in self._texts.items()}
        return RecordReview(
            by=self._by,
            case_id=self._position.case_id,
            milestone_id=chosen.milestone_id,
            version=chosen.version,
            on=on,
            late=tuple(
                LateAnswer(
                    row.milestone_id,
                    cause.choice() or self._cause_of_all.choice(),
                    awaited.choice(),
                    self._expected(place, expected),
                )
                for place, (row, cause, awaited, expected) in enumerate(self._late)
                if row.milestone_id != chosen.milestone_id
            ),
            next_on=self.day_if_any("next_on", self._next_on),
            follow_ups=tuple(self._asked()),
            **answers,
        )

    def _add_children(self) -> None:
        self._say_known("risk")
        self._add_choice("risk", self.tr("&Risk to the child now"), RiskTrend)
        self._add_text("risk_words", self.tr("W&hy"), self.tr("What keeps the child safe, or does not."))
        self._add_choice("others", self.tr("&Other children"), OtherChildren)
        self._add_text("others_words", self.tr("Other children: what is done"), "")
        self._only_with("others", "others_words", {OtherChildren.SAFE, OtherChildren.AT_RISK})
        self._say_known("contact")
        self._add_text(
            "voice", self.tr("Child's &voice and last contact"), self.tr("No names, no account of the abuse.")
        )

    def _add_late(self) -> None:
        self._cause_of_all, self._expected_of_all = ChoiceField(DelayReason), DateField(self._today, "ahead")
        if len(self._position.late) > 1:
            one_by_one = self.tr("Where nothing else is said below.")
            self.add_field("cause_of_all", self.tr("All that is &late: why"), self._cause_of_all, one_by_one)
            self.add_field("expected_of_all", self.tr("All that is late: &new date"), self._expected_of_all)
        for place, row in enumerate(self._position.late):
            late = wording.late(row.late) if row.late else self.tr("late")
            heading = self.add_words(
                self.tr("Late: {milestone}, due {day}, {late}").format(
                    milestone=row.name, day=wording.day(row.due), late=late
                )
            )
            heading.setObjectName("field_label")
            self._headings.append(heading)
            cause, awaited, expected = ChoiceField(DelayReason), ChoiceField(Holder), DateField(self._today, "ahead")
            cause.set_choice(row.cause)
            awaited.set_choice(row.awaited)
            self.add_field(f"cause_{place}", self.tr("{milestone}: why").format(milestone=row.name), cause)
            self.add_field(
                f"awaited_{place}", self.tr("{milestone}: who has the next move").format(milestone=row.name), awaited
            )
            self.add_field(f"expected_{place}", self.tr("{milestone}: new date").format(milestone=row.name), expected)
            self._late.append((row, cause, awaited, expected))
        self._show_late()

    def _show_late(self) -> None:
        """The review that is held now is not asked about as late."""
        for place, (row, _, _, _) in enumerate(self._late):
            shown = row.milestone_id != self._which.choice()
            self._headings[place].setVisible(shown)
            for name in ("cause", "awaited", "expected"):
                self.show_field(f"{name}_{place}", shown=shown)

    def _add_what_is_elsewhere(self) -> None:
        position = self._position
        if position.on_bail:
            self._say_known("bail")
            self._add_choice("bail", self.tr("&Bail"), BailCheck)
            self._add_text("bail_words", self.tr("Bail: what is done"), "")
            self._only_with("bail", "bail_words", {BailCheck.BREACHED, BailCheck.NOT_CHECKED})
        if position.devices_out:
            self._say_known("devices")
            self._add_text("devices", self.tr("&Devices: position"), "")
        if position.with_cps:
            self._say_known("cps")
            self._add_text("cps", self.tr("&CPS: position"), "")
        if position.others_awaited:
            self._say_known("agencies")
            self._add_text("agencies", self.tr("&Agencies: chased by whom"), "")
        self._add_choice("escalation", self.tr("&Escalate"), Escalation)
        self._add_text("escalation_words", self.tr("Escalate: what and to whom"), "")
        self._only_with("escalation", "escalation_words", set(Escalation) - {Escalation.NOT_NEEDED})

    def _add_officer(self) -> None:
        self._add_choice("welfare", self.tr("O&fficer: wellbeing and workload"), Welfare)
        self._add_text("welfare_words", self.tr("Officer: what was agreed"), "")
        self._only_with("welfare", "welfare_words", {Welfare.CONCERN, Welfare.NOT_DISCUSSED})

    def _propose_next(self) -> None:
        """Put in the last day that the limit of the next review allows, unless another one has been typed."""
        row = next((row for row in self._position.due if row.milestone_id == self._which.choice()), None)
        by = row.next_by if row is not None else None
        words = self.tr("{limit}: {day} at the latest, if this one is held today. It becomes the planned day.")
        said = words.format(limit=row.next_limit, day=wording.day(by)) if row is not None and by is not None else ""
        self._allowed.setText(said or self.tr("It becomes the planned day of the next review."))
        if self._next_on.day() in (None, self._proposed):
            self._proposed = self._position.next_on if by is None or by <= self._today else self._earlier(by)
            self._next_on.set_day(self._proposed)

    def _earlier(self, by: date) -> date:
        """Give a last day as of the day on which the review was held, on a weekday, but not one that has passed."""
        day = by - (self._today - (self._on.day() or self._today))
        if day != by:
            day -= timedelta(days=max(0, day.weekday() - FRIDAY))
        return max(day, self._today + timedelta(days=1))

    def _add_follow_ups(self) -> None:
        if self._position.open_follow_ups:
            self._say("\n".join((self.tr("Still open from earlier reviews:"), *self._position.open_follow_ups)))
        for place in range(MOST_FOLLOW_UPS):
            number = place + 1
            what, owner, due = QLineEdit(), OfficerPicker(self._position.officers), DateField(self._today, "ahead")
            owner.set_officer(self._position.oic_id)
            self.add_field(f"what_{place}", self.tr("Follow-up {number}: what").format(number=number), what)
            self.add_field(f"owner_{place}", self.tr("Follow-up {number}: who").format(number=number), owner)
            self.add_field(f"due_{place}", self.tr("Follow-up {number}: by").format(number=number), due)
            what.textChanged.connect(self._show_follow_ups)
            self._follow_ups.append((what, owner, due))
        self._show_follow_ups()

    def _show_follow_ups(self) -> None:
        """Ask for one more than is filled in; who and by when only of what is."""
        before = True
        for place, (what, _, _) in enumerate(self._follow_ups):
            filled = bool(what.text().strip())
            self.show_field(f"what_{place}", shown=before or filled)
            self.show_field(f"owner_{place}", shown=filled)
            self.show_field(f"due_{place}", shown=filled)
            before = filled

    def _asked(self) -> Iterable[FollowUpAsked]:
        for place, (what, owner, due) in enumerate(self._follow_ups):
            if not what.text().strip():
                continue
            if owner.officer_id() is None:
                raise FieldProblem(f"owner_{place}", self.tr("Choose who does it."))
            if due.day() is None:
                raise FieldProblem(f"due_{place}", self.tr("Enter the day by which it is done."))
            yield FollowUpAsked(what.text().strip(), owner.officer_id(), due.day())

    def _expected(self, place: int, field: DateField) -> date | None:
        return self.day_if_any(f"expected_{place}", field) or self.day_if_any("expected_of_all", self._expected_of_all)

    def _add_choice(self, name: str, label: str, choices: Iterable[Enum]) -> None:
        self._choices[name] = ChoiceField(choices)
        self.add_field(name, label, self._choices[name])

    def _add_text(self, name: str, label: str, hint: str) -> None:
        self._texts[name] = QLineEdit()
        self.add_field(name, label, self._texts[name], hint)

    def _only_with(self, choice: str, text: str, choices: Container[object]) -> None:
        """Ask for words only with these choices."""
        self._choices[choice].chosen.connect(lambda chosen: self.show_field(text, shown=chosen in choices))
        self.show_field(text, shown=False)

    def _say_known(self, part: str) -> None:
        lines = [words for of, words in self._position.known if of == part]
        if lines:
            self._say("\n".join(lines))

    def _say(self, words: str) -> None:
        self.add_words(words).setObjectName("field_hint")

    def _review_words(self, milestone_id: str) -> str:
        row = next(row for row in self._position.due if row.milestone_id == milestone_id)
        parts = [row.name]
        if row.due is not None:
            parts.append(self.tr("due {day}").format(day=wording.day(row.due)))
        if row.planned_on is not None:
            parts.append(self.tr("planned {day}").format(day=wording.day(row.planned_on)))
        return ", ".join(parts)
