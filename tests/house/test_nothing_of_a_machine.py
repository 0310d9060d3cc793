"""No path of somebody's machine and no address of a package index stands in the repository."""

import re

from tests.house import repository

# written in pieces, so that this file does not find itself
SIGNS = [
    r"/" + r"(work|tmp|root|Users)/",
    r"/" + r"home/\w",
    r"--(extra-)?" + r"index-url",
    r"--" + r"find-links",
    r"--" + r"trusted-host",
    r"://[^ \"]*" + r"/simple\b",
    r"\bpypi\." + r"(org|python)",
    r"python" + r"hosted",
]


def test_no_machine_path_and_no_index_address() -> None:
    sign = re.compile("|".join(SIGNS))
    found = []
    for path in repository.files():
        content = (repository.ROOT / path).read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode(errors="replace").splitlines(), 1):
            if sign.search(line):
                found.append(f"{path}:{number}: {line.strip()[:100]}")
    assert found == []
