"""Where a paper goes: asks the person for a printer, a file or a folder, and gives None where they chose none."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget


def any_printer() -> bool:
    """Say whether a printer is set up on this machine."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_printer(parent: QWidget) -> QPrinter | None:
    """Ask for a printer; it prints every page once, since each copy is logged by itself."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    printer.setCopyCount(1)
    return printer if accepted else None


def ask_file(parent: QWidget, title: str, name: str) -> Path | None:
    """Ask for the place of a PDF."""
    kinds = QCoreApplication.translate("outlets", "PDF (*.pdf)")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), kinds)
    return Path(chosen) if chosen else None


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder for several PDFs."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
    return Path(chosen) if chosen else None
