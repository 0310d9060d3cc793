"""An officer leaves, with everything that is theirs shown before; builds OfficerLeaves."""

from PySide6.QtCore import QSize

from tracker.actions.officer_leaves import OfficerLeaves
from tracker.rows.allocation import Leaver
from ui.allocation_wording import not_seen, what_is_theirs
from ui.dialogs.candidates import candidate_field
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import FieldProblem, Submit
from ui.widgets.officer_picker import OfficerPicker

WIDTH = 540


class OfficerLeavesDialog(RecordForm):
    """Who takes over the cases, the supervision and the covers; only what there is is asked."""

    def __init__(self, by: str, found: Leaver, submit: Submit) -> None:
        super().__init__(
            self.tr("{officer} leaves").format(officer=found.officer), submit, self.tr("Hand over all, and record")
        )
        self._by = by
        self._found = found
        self._theirs = self.add_words("")
        self._unseen = self.add_words("")
        self._cases = candidate_field(
            found.candidates, len(found.rows), "leaver_candidates", self.tr("Who could take the cases over")
        )
        hint = self.tr("To share them out, give some of them to others first: select them in Cases and press L.")
        self.add_field("cases_to", self.tr("&Cases go to"), self._cases, hint)
        self._cases.view.row_activated.connect(lambda _row: self.submit())
        self._supervised = OfficerPicker(found.supervisors)
        self.add_field("supervised_to", self.tr("&Supervised from now on by"), self._supervised)
        self._covers = OfficerPicker([row for row in found.candidates if row.away is None])
        self.add_field("covers_to", self.tr("Stands &in instead"), self._covers)
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
        self.show_field("cases_to", shown=bool(record.rows))
        self.show_field("supervised_to", shown=bool(record.supervised))
        self.show_field("covers_to", shown=bool(record.covers))

    def build(self) -> OfficerLeaves:
        found, row = self._found, self._cases.row()
        if found.rows and row is None:
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
            cases_to=row.officer_id if found.rows else None,
            supervised_to=supervised if found.supervised else None,
            covers_to=covers if found.covers else None,
        )

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())
