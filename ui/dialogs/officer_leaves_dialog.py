"""An officer leaves, with everything that is theirs shown before; builds OfficerLeaves."""

from PySide6.QtCore import QSize

from tracker.actions.officer_leaves import OfficerLeaves
from tracker.rows.allocation import Leaver
from ui.allocation_wording import not_seen, what_is_shared_out, what_is_theirs
from ui.dialogs.candidates import candidate_field
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import FieldProblem, Submit
from ui.widgets.officer_picker import OfficerPicker

WIDTH = 540
SHARED, ONE = "shared", "one"
FIELDS = ("how", "cases_to", "supervised_to", "covers_to")


class OfficerLeavesDialog(RecordForm):
    """Who takes over the cases, the supervision and the covers; only what there is is asked.

    Several cases are proposed to be shared out among those who carry least; all to one officer is the other way.
    """

    def __init__(self, by: str, found: Leaver, submit: Submit) -> None:
        super().__init__(
            self.tr("{officer} leaves").format(officer=found.officer), submit, self.tr("Hand over all, and record")
        )
        self._by = by
        self._found = found
        self._theirs = self.add_words("")
        self._unseen = self.add_words("")
        self._how = ChoiceField((SHARED, ONE), self._how_words, None)
        self.add_field("how", self.tr("Ca&ses"), self._how)
        self._plan = self.add_words("")
        self._cases = candidate_field(
            found.candidates, len(found.rows), "leaver_candidates", self.tr("Who could take the cases over")
        )
        self.add_field("cases_to", self.tr("Cases &go to"), self._cases)
        self._cases.view.row_activated.connect(lambda _row: self.submit())
        self._supervised = OfficerPicker(found.supervisors)
        self.add_field("supervised_to", self.tr("Su&pervised from now on by"), self._supervised)
        self._covers = OfficerPicker([row for row in found.candidates if row.away is None])
        self.add_field("covers_to", self.tr("Stands &in instead"), self._covers)
        self._how.chosen.connect(self._show_how)
        self._how.set_choice(SHARED if self._may_share() else ONE)
        self.take(found)

    def record_id(self) -> str:
        return self._found.officer_id

    def take(self, record: Leaver) -> None:
        super().take(record)
        self._found = record
        self._theirs.setText(what_is_theirs(record))
        self._unseen.setText(not_seen(record))
        self._unseen.setVisible(bool(record.not_seen))
        self._cases.set_rows(record.candidates)
        self._plan.setText(what_is_shared_out(record))
        self._show_how()
        self.show_field("supervised_to", shown=bool(record.supervised))
        self.show_field("covers_to", shown=bool(record.covers))
        asked = [self.field(name) for name in FIELDS if self.shows_field(name)]
        self.setFocusProxy(asked[0] if asked else self._send)

    def build(self) -> OfficerLeaves:
        found, row, shared = self._found, self._cases.row(), self._shares()
        if found.rows and row is None and not shared:
            raise FieldProblem("cases_to", self.tr("Choose who takes the cases over."))
        supervised, covers = self._supervised.meant(), self._covers.meant()
        if found.supervised and supervised is None:
            raise FieldProblem("supervised_to", self.tr("Choose who supervises them."))
        if found.covers and covers is None:
            raise FieldProblem("covers_to", self.tr("Choose who stands in."))
        return OfficerLeaves(
            self._by,
            found.officer_id,
            found.version,
            cases_to=row.officer_id if found.rows and not shared else None,
            apart=found.shared_out if shared else (),
            supervised_to=supervised if found.supervised else None,
            covers_to=covers if found.covers else None,
        )

    def plan(self) -> str:
        """Give who is proposed for which case."""
        return self._plan.text()

    def _may_share(self) -> bool:
        return len(self._found.rows) > 1 and len(self._found.shared_out) == len(self._found.rows)

    def _shares(self) -> bool:
        return self._may_share() and self._how.choice() == SHARED

    def _show_how(self) -> None:
        self.show_field("how", shown=self._may_share())
        self.show_field("cases_to", shown=bool(self._found.rows) and not self._shares())
        self._plan.setVisible(self._shares())

    def _how_words(self, how: str) -> str:
        words = {SHARED: self.tr("Shared out, as proposed below"), ONE: self.tr("All to one officer")}
        return words[how]

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())
