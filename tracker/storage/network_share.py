"""Whether a path lies on a network share, where a SQLite database would be damaged sooner or later."""

import os
import re
import sys
from pathlib import Path

MOUNTS = Path("/proc/mounts")
SHARED = frozenset(
    {
        "9p", "afs", "autofs", "beegfs", "ceph", "cifs", "davfs", "fuse.ceph", "fuse.davfs2", "fuse.glusterfs",
        "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "fuse.vmhgfs-fuse", "glusterfs",
        "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "prl_fs", "smb3", "smbfs", "vboxsf", "vmhgfs",
    }
)  # fmt: skip
REMOTE_DRIVE = 4
ESCAPED = re.compile(r"\\([0-7]{3})")


def is_network_path(path: Path, mounts: Path = MOUNTS) -> bool:
    """Say whether a file, there or yet to be made, lies on a network share."""
    if sys.platform == "win32":
        return _is_remote_on_windows(path)
    return filesystem_of(path, mounts) in SHARED


def filesystem_of(path: Path, mounts: Path = MOUNTS) -> str:
    """Give the type of the file system a path lies on; empty where the system does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    place = os.path.realpath(path)
    found, kind = "", ""
    for line in lines:
        fields = line.split()
        if len(fields) < 3:
            continue
        point = ESCAPED.sub(lambda match: chr(int(match[1], 8)), fields[1])
        if len(point) >= len(found) and _is_under(place, point):
            found, kind = point, fields[2]
    return kind


def _is_under(place: str, point: str) -> bool:
    return point in ("/", place) or place.startswith(f"{point}/")


def _is_remote_on_windows(path: Path) -> bool:
    import ctypes

    place = os.path.realpath(path)
    drive = os.path.splitdrive(place)[0]
    if drive.startswith(("\\\\", "//")):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - known to type checkers on Windows only
    kind: int = kernel.GetDriveTypeW(f"{drive}\\")
    return kind == REMOTE_DRIVE
