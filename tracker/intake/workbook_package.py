"""The container of a workbook, opened safely: nothing reaches the spreadsheet library unmeasured.

The library sizes its memory by what a file claims, and ends the whole program when the claim is too large. So every
part is unpacked here, within limits, looked at, and packed again, with an empty sheet for one that breaks a limit.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tracker.errors import FileRejected
from tracker.intake.sheet import MAX_BYTES
from tracker.intake.sheet_extent import sheet_fault

MAX_UNPACKED = 300 * 1024 * 1024
MAX_PARTS = 2_000
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
ZIP_START = b"PK\x03\x04"
OTHER_FORMATS = frozenset({"content.xml", "xl/workbook.bin"})
NOT_NEEDED = ("docProps/", "customXml/", "xl/theme/", "xl/media/", "xl/drawings/", "xl/charts/", "xl/printerSettings/")
EMPTY_SHEET = (
    b'<?xml version="1.0"?>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
)
MOST_CLAIMED = 100_000_000
CLAIMED_COUNT = re.compile(rb"ount\s*=\s*[\"']\s*\+?(\d+)")
CLAIMED_UNIQUE = re.compile(rb"uniqueCount\s*=\s*[\"']\s*\+?(\d+)")
EPOCH_1904 = re.compile(rb"date1904\s*=\s*[\"'](?:1|true|on)[\"']", re.IGNORECASE)
UNREADABLE_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    IndexError,
    KeyError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook that may be handed on: its bytes, the sheets' parts by name, and what is wrong with some."""

    content: bytes
    parts: Mapping[str, bytes]
    sheet_parts: Mapping[str, str]
    faults: Mapping[str, FileRejected]
    epoch_1904: bool

    def fault_of(self, sheet: str) -> FileRejected | None:
        """Give why a sheet may not be read, if it may not."""
        return self.faults.get(self.sheet_parts.get(sheet, ""))

    def xml_of(self, sheet: str) -> bytes:
        """Give the XML of a sheet, empty where it could not be told which part it is."""
        return self.parts.get(self.sheet_parts.get(sheet, ""), b"")


def open_package(content: bytes) -> Package:
    """Unpack, measure and pack again; refuse, with a code, what is not an .xlsx workbook that can be read."""
    if len(content) > MAX_BYTES:
        raise FileRejected("file_too_big", limit_mb=MAX_BYTES // (1024 * 1024))
    if content.startswith(COMPOUND_FILE):
        raise FileRejected("workbook_has_password" if ENCRYPTED_STREAM in content else "workbook_too_old")
    parts = unpacked(content)
    if "xl/workbook.xml" not in parts:
        raise FileRejected("workbook_other_format" if OTHER_FORMATS & parts.keys() else "not_a_workbook")
    faults: dict[str, FileRejected] = {}
    for name, part in parts.items():
        if b"\0" in part or b"<!DOCTYPE" in part or claims_too_much(part):
            raise FileRejected("workbook_damaged")
        fault = sheet_fault(part) if b"sheetData" in part else None
        if fault:
            faults[name] = fault
    safe = {name: EMPTY_SHEET if name in faults else part for name, part in parts.items()}
    epoch_1904 = EPOCH_1904.search(parts["xl/workbook.xml"]) is not None
    return Package(packed(safe), parts, sheet_parts(parts), faults, epoch_1904)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Give the parts that matter, after checking what all of them claim to measure."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            wanted = {
                entry.filename: entry
                for entry in container.infolist()
                if not entry.is_dir() and entry.filename.endswith((".xml", ".rels", "xl/workbook.bin"))
            }
            if len(wanted) > MAX_PARTS or sum(entry.file_size for entry in wanted.values()) > MAX_UNPACKED:
                raise FileRejected("workbook_unpacks_too_big", limit_mb=MAX_UNPACKED // (1024 * 1024))
            if any(entry.flag_bits & 1 for entry in wanted.values()):
                raise FileRejected("workbook_has_password")
            return {name: container.read(entry) for name, entry in wanted.items() if not name.startswith(NOT_NEEDED)}
    except UNREADABLE_ZIP as fault:
        raise FileRejected("workbook_damaged" if content.startswith(ZIP_START) else "not_a_workbook") from fault


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Put the parts into a container again, without compressing them."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as container:
        for name, part in parts.items():
            container.writestr(zipfile.ZipInfo(name), part)
    return target.getvalue()


def claims_too_much(part: bytes) -> bool:
    """Say whether a part claims more different texts than it has bytes, or more than any workbook can hold."""
    return any(len(digits) > 9 or int(digits) > MOST_CLAIMED for digits in CLAIMED_COUNT.findall(part)) or any(
        int(digits) > len(part) for digits in CLAIMED_UNIQUE.findall(part)
    )


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Give which part holds each sheet, by the sheet's name."""
    try:
        # no part has a DOCTYPE here, so none can define entities
        relations = ET.fromstring(parts.get("xl/_rels/workbook.xml.rels", b""))  # noqa: S314
        workbook = ET.fromstring(parts["xl/workbook.xml"])  # noqa: S314
    except (ET.ParseError, ValueError, LookupError) as fault:
        raise FileRejected("workbook_damaged") from fault
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    found: dict[str, str] = {}
    for element in workbook.iter():
        if element.tag.rpartition("}")[2] != "sheet":
            continue
        relation_id = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "id"), "")
        target = targets.get(relation_id, "")
        found[element.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found
