"""Which file systems are network shares; the longest mount point that holds the path decides."""

from pathlib import Path

import pytest

from tracker.storage.network_share import SHARED, filesystem_of, is_network_path

MOUNTS = r"""sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/cases /srv/cases nfs4 rw 0 0
tmpfs /srv/cases/local tmpfs rw 0 0
//server/unit /mnt/unit\040north cifs rw 0 0
detective@host: /mnt/far fuse.sshfs rw 0 0
broken
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    file = tmp_path / "mounts"
    file.write_text(MOUNTS)
    return file


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/undrift/unit.db", "ext4"),
        ("/srv/cases/unit.db", "nfs4"),
        ("/srv/cases", "nfs4"),
        ("/srv/casesbook/unit.db", "ext4"),
        ("/srv/cases/local/unit.db", "tmpfs"),
        ("/mnt/unit north/unit.db", "cifs"),
        ("/mnt/far/deep/er/unit.db", "fuse.sshfs"),
    ],
)
def test_the_nearest_mount_decides(mounts: Path, path: str, kind: str) -> None:
    assert filesystem_of(Path(path), mounts) == kind
    assert is_network_path(Path(path), mounts) is (kind in SHARED)


def test_a_link_to_a_share_is_a_share(mounts: Path, tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to("/srv/cases", target_is_directory=True)
    assert is_network_path(tmp_path / "here" / "unit.db", mounts)


def test_a_system_that_does_not_say_is_believed(tmp_path: Path) -> None:
    assert not is_network_path(Path("/srv/cases/unit.db"), tmp_path / "no such table")


def test_the_temporary_folder_of_this_machine_is_no_share(tmp_path: Path) -> None:
    assert not is_network_path(tmp_path / "unit.db")
