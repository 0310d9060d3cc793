"""FocusLead: hands the focus a container is given to the control that a person works in first."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class FocusLead(QObject):
    """Stands in for a focus proxy, which would take the container's other controls out of the tab order."""

    def __init__(self, container: QWidget, control: QWidget) -> None:
        super().__init__(container)
        self._control = control
        container.installEventFilter(self)

    def lead_to(self, control: QWidget) -> None:
        """Lead to another control from now on."""
        self._control = control

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._control.setFocus(Qt.FocusReason.OtherFocusReason)
        return False
