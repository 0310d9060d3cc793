"""The last step of an import: what was done, what was not, and where the copy from before lies."""

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tracker.actions.import_cases import Imported
from tracker.intake.preview import ImportPreview
from ui import wording
from ui.blocks import Block, Line
from ui.dialogs.import_cases.step import Step
from ui.widgets.action_bar import ActionBar
from ui.widgets.blocks_view import BlocksView


class ResultStep(Step):
    """The way on leads to the cases, the way back to another file."""

    def __init__(self, actions: Iterable[tuple[QAction, str]], parent: QWidget | None = None) -> None:
        super().__init__("", self.tr("&Go to the cases"), self.tr("Import another &file"), parent=parent)
        self.account = BlocksView(self.tr("What was done"))
        self.lines.addWidget(ActionBar(actions))
        self.lines.addWidget(self.account, 1)

    def show_result(self, imported: Imported, previewed: ImportPreview, copy: str) -> str:
        """Show what was done; give it in one sentence."""
        counts = imported.preview.counts()
        said = self.tr("Imported: {added} added, {updated} updated.").format(
            added=wording.count_of(counts["added"], "case"), updated=f"{counts['updated']:,}"
        )
        self.heading.setText(said)
        self.setAccessibleName(said)
        self.account.show_blocks(self._changed_since(counts, previewed.counts()), self._blocks(imported, counts, copy))
        return said

    def _blocks(self, imported: Imported, counts: dict[str, int], copy: str) -> Iterable[Block]:
        words = {
            "read": self.tr("rows read"),
            "added": self.tr("added"),
            "updated": self.tr("updated"),
            "unchanged": self.tr("unchanged"),
            "conflict": self.tr("in conflict"),
            "rejected": self.tr("rejected"),
            "skipped": self.tr("skipped"),
        }
        hints = {
            "conflict": self.tr("left as they are here: look at each and decide") if counts["conflict"] else "",
            "rejected": self.tr("save them, correct them, import that file") if counts["rejected"] else "",
        }
        yield Block(
            self.tr("Rows of the file"),
            [Line(name, f"{counts[key]:,}", hints.get(key, "")) for key, name in words.items()],
        )
        kept = copy or self.tr("The unit's records are on a server, which keeps its own copies.")
        yield Block(self.tr("A copy from before the import"), [Line(self.tr("lies in"), kept)])
        yield Block(
            self.tr("Officers added"),
            (),
            ", ".join(imported.officers_added) or self.tr("None had to be added."),
        )

    def _changed_since(self, done: dict[str, int], previewed: dict[str, int]) -> str:
        """Say where the cases were changed here between the preview and the import."""
        if done == previewed:
            return ""
        return self.tr("Cases were changed here after the preview, so some rows came out otherwise than shown there.")
