"""FilterBar: narrows the case list by what a row says, and keeps such filters under names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from tracker.rows.caseload import CaseloadRow
from tracker.rows.saved_filters import SavedFilterRow
from tracker.terms import CaseKind, CaseStatus, Holder, RiskGrade
from ui import wording
from ui.pages.caseload.caseload_columns import URGENCY
from ui.theme import scaled
from ui.widgets.choice_field import ChoiceField

LEAST_WIDTH = 88
#: from this width on there is room for the saved filters; under it they are in the menu
WIDE = 880


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to filter by: its choices, their words, and where a row has it."""

    name: str
    words: object
    choices: Sequence[str]
    in_words: Callable[[str], str]
    of_row: Callable[[CaseloadRow], str]


FACETS = (
    Facet(
        "state",
        QT_TRANSLATE_NOOP("FilterBar", "State"),
        [key for key in URGENCY if key != "critical"],
        wording.state,
        lambda row: row.next_state,
    ),
    Facet(
        "risk",
        QT_TRANSLATE_NOOP("FilterBar", "Risk"),
        list(RiskGrade),
        lambda key: wording.term(RiskGrade(key)),
        lambda row: row.risk,
    ),
    Facet(
        "kind",
        QT_TRANSLATE_NOOP("FilterBar", "Kind"),
        list(CaseKind),
        lambda key: wording.term(CaseKind(key)),
        lambda row: row.kind,
    ),
    Facet(
        "held_by",
        QT_TRANSLATE_NOOP("FilterBar", "Held by"),
        list(Holder),
        lambda key: wording.term(Holder(key)),
        lambda row: row.held_by,
    ),
    Facet(
        "status",
        QT_TRANSLATE_NOOP("FilterBar", "Status"),
        list(CaseStatus),
        lambda key: wording.term(CaseStatus(key)),
        lambda row: row.status,
    ),
)


class FilterBar(QWidget):
    """A choice for each facet, and the filters the person has saved."""

    #: another choice was made in a facet
    changed = Signal()
    #: a saved filter was chosen; carries it
    recalled = Signal(object)

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Filters"))
        self._facets = {facet.name: self._field(facet) for facet in FACETS}
        self._clear = QPushButton(self.tr("Clear &filters"))
        self._clear.clicked.connect(self.clear)
        self._clear.setEnabled(False)
        self.saved = ChoiceField((), lambda one: str(one.name), empty=self.tr("Saved filters"))
        self.saved.setAccessibleName(self.tr("Saved filters"))
        self.saved.give_way()
        self.saved.setMinimumWidth(scaled(LEAST_WIDTH + 52))
        self.saved.chosen.connect(self._recall)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for field in self._facets.values():
            line.addWidget(field)
        line.addWidget(self._clear)
        line.addStretch(1)
        self._kept: list[QWidget] = [self.saved, *map(self._button, actions)]
        for widget in self._kept:
            line.addWidget(widget)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        kept = sum(widget.minimumSizeHint().width() for widget in self._kept if widget.isVisibleTo(self))
        return QSize(max(len(FACETS) * LEAST_WIDTH, least.width() - kept), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for widget in self._kept:
            widget.setVisible(event.size().width() >= scaled(WIDE))

    def passes(self, row: CaseloadRow) -> bool:
        """Say whether a row has what is chosen in every facet."""
        return all(
            self._facets[facet.name].choice() in (None, facet.of_row(row)) for facet in FACETS if self._chosen(facet)
        )

    def narrows(self) -> bool:
        """Say whether anything is chosen."""
        return any(map(self._chosen, FACETS))

    def values(self) -> dict[str, str]:
        """Give what is chosen, by facet."""
        return {facet.name: str(self._facets[facet.name].choice()) for facet in FACETS if self._chosen(facet)}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Choose these, and nothing in the other facets; what the program does not know is passed over."""
        for name, field in self._facets.items():
            field.blockSignals(True)
            field.set_choice(values.get(name))
            field.blockSignals(False)
        self._tell()

    def clear(self) -> None:
        """Choose nothing."""
        self.set_values({})
        self.saved.set_choice(None)

    def offer(self, saved: Sequence[SavedFilterRow], chosen: str | None = None) -> None:
        """Offer saved filters; one may be shown as chosen by its id."""
        self.saved.blockSignals(True)
        self.saved.set_choices(saved)
        self.saved.set_choice(next((one for one in saved if one.filter_id == chosen), None))
        self.saved.blockSignals(False)

    def chosen_filter(self) -> SavedFilterRow | None:
        """Give the saved filter that is chosen."""
        found: SavedFilterRow | None = self.saved.choice()
        return found

    def _chosen(self, facet: Facet) -> bool:
        return self._facets[facet.name].choice() is not None

    def _field(self, facet: Facet) -> ChoiceField:
        words = QCoreApplication.translate("FilterBar", str(facet.words))
        field = ChoiceField([str(choice) for choice in facet.choices], facet.in_words, empty=words)
        field.setObjectName(f"filter_{facet.name}")
        field.setAccessibleName(words)
        field.give_way()
        field.setMinimumWidth(scaled(LEAST_WIDTH))
        field.chosen.connect(self._tell)
        return field

    def _button(self, action: QAction) -> QPushButton:
        words = action.text().replace("&", "").removesuffix("...")
        button = QPushButton(words.removesuffix(self.tr(" filter")))
        button.setAccessibleName(words)
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _tell(self, _choice: Any = None) -> None:
        self._clear.setEnabled(self.narrows())
        self.changed.emit()

    def _recall(self, one: SavedFilterRow | None) -> None:
        if one is not None:
            self.recalled.emit(one)
