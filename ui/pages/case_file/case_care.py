"""What can be done about devices, protection and contact on the case file: which forms, and when they may be used."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTabWidget

from tracker.rows.case_file import CaseFile
from tracker.rows.device_register import DeviceRow
from ui.dialogs.contact_forms import ContactForms
from ui.dialogs.device_forms import DeviceForms
from ui.dialogs.protection_forms import ProtectionForms
from ui.page_context import Page
from ui.pages.case_file.contact_panel import ContactPanel
from ui.pages.case_file.devices_panel import DevicesPanel
from ui.pages.case_file.protection_panel import ProtectionPanel


class Shown(Protocol):
    """What is open on the page just now."""

    def file(self) -> CaseFile | None:
        """Give the case that is shown."""


class CaseCare(QObject):
    """The forms about devices, protection and contact, with what each is about."""

    #: another row was chosen on one of the tabs, or the chosen one changed
    chosen = Signal()

    def __init__(
        self,
        page: Page,
        tabs: QTabWidget,
        shown: Shown,
        devices: DevicesPanel,
        protection: ProtectionPanel,
        contact: ContactPanel,
    ) -> None:
        super().__init__(page)
        self._tabs = tabs
        self._devices = devices
        self._protection = protection
        self.device_forms = DeviceForms(page, self._device)
        self.protection_forms = ProtectionForms(page, shown.file, protection)
        self.contact_forms = ContactForms(page, shown.file, contact.chosen_child)
        contact.chosen.connect(self.chosen)
        devices.chosen.connect(self.chosen)
        protection.chosen.connect(self.chosen)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Give what answers each command."""
        return {
            **self.device_forms.commands(),
            **self.protection_forms.commands(),
            **self.contact_forms.commands(),
        }

    def may(self) -> dict[str, bool]:
        """Say which of the commands may be used."""
        there = self._tabs.currentWidget() is self._protection
        about_a_row = () if there else ("review_protection", "end_protection", "record_breach")
        protection = {name: may and name not in about_a_row for name, may in self.protection_forms.may().items()}
        return self.device_forms.may(self._device()) | protection | self.contact_forms.may()

    def retake(self, file: CaseFile) -> None:
        """Hand a form that asked for it the record as it is now."""
        self.device_forms.retake(file.devices)
        self.protection_forms.retake(file)

    def _device(self) -> DeviceRow | None:
        return self._devices.chosen_device() if self._tabs.currentWidget() is self._devices else None
