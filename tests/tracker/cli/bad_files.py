"""Files that are not what they seem: Excel's container with a password, an old workbook, a torn one."""

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NOTHING = 0xFFFFFFFF
ROOT, STREAM = 5, 2
# streams of this length and more lie in sectors of their own
LEAST = 4096


def a_container(*names: str) -> bytes:
    """An OLE compound file (MS-CFB) with streams of these names, as Excel writes one around an encrypted workbook."""
    sectors_each = LEAST // SECTOR
    first_data = 2
    table = [FAT, END]
    for _ in names:
        start = len(table)
        table += [start + place + 1 for place in range(sectors_each - 1)] + [END]
    table += [FREE] * (SECTOR // 4 - len(table))
    entries = [_entry("Root Entry", ROOT, END, 0, child=1 if names else NOTHING)]
    for number, name in enumerate(names):
        following = number + 2 if number + 1 < len(names) else NOTHING
        entries.append(_entry(name, STREAM, first_data + number * sectors_each, LEAST, right=following))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    data = b"".join(bytes([65 + number]) * LEAST for number in range(len(names)))
    return _header() + struct.pack(f"<{SECTOR // 4}I", *table) + directory + data


def a_workbook_with_a_password() -> bytes:
    """What Excel saves when a workbook is given a password."""
    return a_container("EncryptionInfo", "EncryptedPackage")


def an_old_workbook() -> bytes:
    """An .xls file."""
    return a_container("Workbook")


def _header() -> bytes:
    fixed = struct.pack(
        "<8s16s5H6x9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, LEAST, END, 0, END, 0,
    )  # fmt: skip
    return fixed + struct.pack("<I", 0) + struct.pack("<I", FREE) * 108


def _entry(name: str, kind: int, start: int, size: int, right: int = NOTHING, child: int = NOTHING) -> bytes:
    title = f"{name}\0".encode("utf-16-le")
    return struct.pack(
        "<64sH2B3I16sI2QIQ", title, len(title), kind, 1, NOTHING, right, child, b"", 0, 0, 0, start, size
    )  # fmt: skip
