"""FormDraft: keeps what is typed into an open form, and brings back what a crash left behind."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from tracker.rows.drafts import DraftRow
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.drafts import KeepsDrafts
from ui.widgets.field_texts import lines_of, put_text, text_of

#: so many letters are typed before they are kept, when the field is not left earlier
LETTERS = 20


class FormDraft(QObject):
    """Follows one form until it is sent or given up. What stood in it at first is no draft."""

    def __init__(self, form: RecordForm, drafts: KeepsDrafts) -> None:
        super().__init__(form)
        self._form = form
        self._drafts = drafts
        self._key = form.draft_key()
        self._kept: dict[str, str] = {}
        self._exists = False
        self._letters = 0
        self._first = self._texts()
        for control in (line for field in form.entries().values() for line in lines_of(field)):
            self._follow(control)
        form.closed.connect(self._over)
        drafts.restore(self._key, self._restore)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what stands in a field when it is left."""
        if event.type() == QEvent.Type.FocusOut:
            self._keep()
        return super().eventFilter(watched, event)

    def _follow(self, control: QWidget) -> None:
        control.installEventFilter(self)
        match control:
            case QLineEdit() | QPlainTextEdit():
                control.textChanged.connect(self._typed)
            case QComboBox():
                control.currentIndexChanged.connect(self._keep)
            case QAbstractButton():
                control.toggled.connect(self._keep)
            case _:
                pass

    def _typed(self) -> None:
        self._letters += 1
        if self._letters >= LETTERS:
            self._keep()

    def _keep(self) -> None:
        self._letters = 0
        texts = self._texts()
        changed = {name: text for name, text in texts.items() if text != self._first[name]}
        if not self._form.at_work() and changed and changed != self._kept:
            self._kept, self._exists = changed, True
            self._drafts.keep(self._key, changed)

    def _restore(self, found: DraftRow) -> None:
        """Put back what was typed, unless the person has begun anew meanwhile."""
        self._exists = True
        entries = self._form.entries()
        if self._texts() != self._first:
            return
        self._kept = dict(found.values)
        for name, text in found.values.items():
            if name in entries:
                put_text(entries[name], text)
        words = self.tr("What you typed on {moment} is back. Cancel gives it up.")
        self._form.say_above(words.format(moment=wording.moment(found.kept_at)))

    def _over(self) -> None:
        if self._exists:
            self._exists = False
            self._drafts.drop(self._key)

    def _texts(self) -> dict[str, str]:
        return {name: text_of(field) for name, field in self._form.entries().items()}
