"""Record what happened to the bail of an arrest: the kind is chosen, and only what it needs is asked."""

from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tracker.actions.record_bail_event import RecordBailEvent
from tracker.rows.bail_register import BailRow, NextRow
from tracker.terms import BailCondition, BailEventKind, BailRegime, InvestigatingBody, Rank, Representations
from ui import bail_wording, wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.checks_field import ChecksField
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit

RANKS = tuple(Rank)[tuple(Rank).index(Rank.INSPECTOR) :]
OF_COURT = frozenset({BailEventKind.COURT_EXTENDED, BailEventKind.COURT_ADDED, BailEventKind.COURT_REFUSED})
LENGTHENING = frozenset({BailEventKind.EXTENDED, BailEventKind.COURT_EXTENDED, BailEventKind.COURT_ADDED})
COURT_CONDITIONS = tuple(BailCondition)[1:]
COURT_MONTHS = {BailRegime.FROM_2022: (12, 18, 24), BailRegime.FROM_2017: (6, 9, 12)}
MONTHS_ADDED = (3, 6)

#: what is asked besides the kind, the day and the note
NEEDS: dict[BailEventKind, tuple[str, ...]] = {
    BailEventKind.EXTENDED: (
        "authority", "acting", "authorised_by", "conditions", "informed_on", "representations", "told_on",
    ),
    BailEventKind.COURT_EXTENDED: ("months", "authorised_by", "conditions", "representations"),
    BailEventKind.COURT_ADDED: ("months", "authorised_by", "conditions", "representations"),
    BailEventKind.COURT_REFUSED: ("authorised_by",),
    BailEventKind.RETURN_DATE_SET: ("until",),
    BailEventKind.ALIGNED: ("until",),
}  # fmt: skip
OPTIONAL = ("authority", "acting", "months", "authorised_by", "conditions", "informed_on", "representations",
            "told_on", "until")  # fmt: skip


class RecordBailEventDialog(RecordForm):
    """What the law does not allow is refused beside its field, and nothing that was entered is lost."""

    def __init__(self, by: str, row: BailRow, today: date, submit: Submit, parent: QWidget | None = None) -> None:
        title = self.tr("Record bail event for {suspect}").format(suspect=row.suspect)
        super().__init__(title, submit, self.tr("Record"), parent)
        self._by = by
        self._row = row
        self._words = self.add_words("")
        self._kind = ChoiceField(row.may_be_recorded)
        self.add_field("kind", self.tr("&What happened"), self._kind)
        self._meaning = self.add_words("")
        self._meaning.setObjectName("field_hint")
        self._on = DateField(today, "back")
        self._on.set_day(today)
        self.add_field("on", self.tr("&Day"), self._on, self.tr("Of the decision, release or request itself."))
        self._add_decision()
        self._add_persons_say(today)
        self._until = DateField(today, "ahead")
        self.add_field("until", self.tr("&New return date"), self._until)
        self._note = self.note_field()
        self.add_field(
            "note", self.tr("N&ote, if one is needed"), self._note, self.tr("No names, no account of the abuse.")
        )
        self._kind.chosen.connect(self._show_what_is_needed)
        self.take(row)
        self._choose_what_is_next()

    def record_id(self) -> str:
        return bail_wording.row_key(self._row)

    def take(self, record: BailRow) -> None:
        super().take(record)
        self._row = record
        self._words.setText(
            "\n".join((bail_wording.title(record), self.tr("Ends: {day}").format(day=bail_wording.ends(record))))
        )
        self._kind.set_choices(record.may_be_recorded)
        self._show_what_is_needed()

    def build(self) -> RecordBailEvent:
        kind, on = self._kind.choice(), self._on.day()
        if kind is None:
            raise FieldProblem("kind", self.tr("Choose what happened."))
        if on is None:
            raise FieldProblem("on", self.tr("Enter the day it happened."))
        asked = frozenset(NEEDS.get(kind, ()))
        return RecordBailEvent(
            by=self._by,
            case_id=self._row.case_id,
            arrest_id=self._row.arrest_id,
            version=self._row.arrest_version,
            kind=kind,
            on=on,
            authority=self._authority_of(kind),
            acting="acting" in asked and self._acting.isChecked(),
            authorised_by=self._who(kind) if "authorised_by" in asked else "",
            months=self._how_many_months() if "months" in asked else None,
            until=self._new_return_date() if "until" in asked else None,
            conditions=self._conditions.chosen() if "conditions" in asked else frozenset(),
            informed_on=self.day_if_any("informed_on", self._informed_on) if "informed_on" in asked else None,
            representations=self._said() if "representations" in asked else Representations.NOT_RECORDED,
            told_on=self.day_if_any("told_on", self._told_on) if "told_on" in asked else None,
            note=self._note.toPlainText().strip(),
        )

    def _add_decision(self) -> None:
        """Add who decided, for how long, and under which conditions of the law."""
        police = self._row.body is InvestigatingBody.POLICE
        authorities = [rank.value for rank in RANKS] if police else [bail_wording.SENIOR_OFFICER]
        empty = self.tr("Choose...") if police else None
        self._authority = ChoiceField(authorities, lambda code: wording.sentence(bail_wording.authority(code)), empty)
        self.add_field("authority", self.tr("&Rank of who authorised it"), self._authority)
        self._acting = QCheckBox(self.tr("In an acting rank"))
        self.add_field("acting", self.tr("Actin&g"), self._acting)
        self._months = ChoiceField(self._months_offered(BailEventKind.COURT_EXTENDED), self._month_words)
        self.add_field("months", self.tr("&For how long"), self._months)
        self._authorised_by = QLineEdit()
        self.add_field(
            "authorised_by",
            self.tr("Who de&cided"),
            self._authorised_by,
            self.tr("Rank and number, such as DI 77, or the court."),
        )
        label = self.tr("Conditions recorded as &met")
        words = [(one, *self._condition_words(one)) for one in BailCondition]
        self._conditions = ChecksField(words)
        self.add_field("conditions", label, self._conditions, self.tr("PACE 1984 s.47ZC."))
        self._conditions.name_boxes(label.replace("&", ""))

    def _add_persons_say(self, today: date) -> None:
        """Add what the suspect was told, and said."""
        self._informed_on = DateField(today, "back")
        self.add_field(
            "informed_on",
            self.tr("&Told that a decision is coming, on"),
            self._informed_on,
            self.tr("The suspect or the legal representative."),
        )
        made = (Representations.NONE_MADE, Representations.CONSIDERED)
        self._representations = ChoiceField(made, lambda said: wording.sentence(wording.term(said)))
        self.add_field("representations", self.tr("Re&presentations"), self._representations)
        self._told_on = DateField(today, "back")
        self.add_field("told_on", self.tr("Told the resu&lt, on"), self._told_on)

    def _condition_words(self, condition: BailCondition) -> tuple[str, str]:
        letter, meaning = wording.term(condition).split(": ", 1)
        return self.tr("Condition {letter}").format(letter=letter), wording.sentence(meaning)

    def _choose_what_is_next(self) -> None:
        step = bail_wording.first_step(self._row)
        if step is not None and step.records in self._row.may_be_recorded:
            self._kind.set_choice(step.records)

    def _show_what_is_needed(self) -> None:
        kind = self._kind.choice()
        asked = NEEDS.get(kind, ())
        for name in OPTIONAL:
            self.show_field(name, shown=name in asked)
        if kind in {BailEventKind.COURT_EXTENDED, BailEventKind.COURT_ADDED}:
            self._months.set_choices(self._months_offered(kind))
        self._conditions.offer(COURT_CONDITIONS if kind in OF_COURT else tuple(BailCondition))
        meaning = self._meaning_of(kind)
        self._meaning.setText(meaning)
        self._meaning.setVisible(bool(meaning))

    def _meaning_of(self, kind: BailEventKind | None) -> str:
        step = next((step for step in self._row.following if step.records is kind), None)
        if kind in LENGTHENING:
            return self._extension_words(step)
        return (
            {
                BailEventKind.DESIGNATED: self.tr(
                    "The Director of Public Prosecutions designates; it gives no day itself."
                ),
                BailEventKind.COURT_APPLIED: self.tr(
                    "Lodged on or before the last day, the period runs on until the court decides."
                ),
                BailEventKind.COURT_REFUSED: self.tr("A period that runs on only for the court ends on that day."),
                BailEventKind.RELEASED_FOR_CHARGING: self.tr(
                    "The period stands still while the prosecutor decides (PACE 1984 s.47ZL). "
                    "Asking for early advice does not stop it."
                ),
                BailEventKind.CPS_REQUESTED: self.tr("The period runs from this day, for at least 7 days with it."),
                BailEventKind.CPS_REQUEST_MET: self.tr("The period stands still again from the next day."),
                BailEventKind.IN_HOSPITAL: self.tr(
                    "Days as an in-patient are not counted where the period would end during the stay."
                ),
                BailEventKind.RELEASED_UNDER_INVESTIGATION: self.tr("The period ends; reviews run from the release."),
                BailEventKind.RETURN_DATE_SET: self._latest_return(),
                BailEventKind.ALIGNED: self._latest_return(),
            }.get(kind, "")
            if kind is not None
            else ""
        )

    def _extension_words(self, step: NextRow | None) -> str:
        if step is None:
            return self.tr("This is not what comes next for this suspect; the law may refuse it.")
        return "\n".join(bail_wording.next_lines(step))

    def _latest_return(self) -> str:
        latest = self._row.earliest or self._row.ends
        return self.tr("Not after {day}.").format(day=wording.day(latest)) if latest else ""

    def _months_offered(self, kind: BailEventKind) -> tuple[int, ...]:
        if kind is BailEventKind.COURT_ADDED:
            return MONTHS_ADDED
        return COURT_MONTHS.get(self._row.regime or BailRegime.FROM_2022, COURT_MONTHS[BailRegime.FROM_2022])

    def _month_words(self, months: int) -> str:
        if months in MONTHS_ADDED and self._kind.choice() is BailEventKind.COURT_ADDED:
            return self.tr("{months} months more").format(months=months)
        return self.tr("To the end of {months} months").format(months=months)

    def _authority_of(self, kind: BailEventKind) -> str:
        if kind in OF_COURT:
            return bail_wording.COURT
        if kind is not BailEventKind.EXTENDED:
            return ""
        chosen = self._authority.choice()
        if chosen is None:
            raise FieldProblem("authority", self.tr("Choose the rank."))
        return str(chosen)

    def _who(self, kind: BailEventKind) -> str:
        typed = self._authorised_by.text()
        return self.required("authorised_by", typed, self.tr("Say who decided.")) if kind in LENGTHENING else typed

    def _how_many_months(self) -> int:
        months = self._months.choice()
        if months is None:
            raise FieldProblem("months", self.tr("Choose for how long."))
        return int(months)

    def _new_return_date(self) -> date:
        day = self._until.day()
        if day is None:
            raise FieldProblem("until", self.tr("Enter the new return date."))
        return day

    def _said(self) -> Representations:
        said = self._representations.choice()
        if said is None:
            raise FieldProblem("representations", self.tr("Choose whether representations were made."))
        return Representations(said)
