"""What the documents tell a reader to type or to open is there."""

import re
import subprocess

import pytest

from tests.house import repository

DOCUMENTS = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "GLOSSARY.md", "CHANGELOG.md"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_make_words_exist(document: str) -> None:
    for word in set(re.findall(r"\bmake ([a-z]+)`|^make ([a-z]+)", repository.text(document), flags=re.MULTILINE)):
        target = "".join(word)
        asked = subprocess.run(
            ["make", "--dry-run", "--question", target],
            cwd=repository.ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "No rule to make target" not in asked.stderr, f"{document} tells of make {target}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    shown = re.sub(r"<!--.*?-->", "", repository.text(document), flags=re.DOTALL)
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", shown)
    assert [link for link in links if not (repository.ROOT / link).exists()] == []


def test_readme_says_how_to_run_and_test() -> None:
    readme = repository.text("README.md")
    assert "make run" in readme
    assert "make test" in readme


def test_glossary_is_in_order_and_points_to_itself() -> None:
    glossary = repository.text("GLOSSARY.md")
    terms = re.findall(r"^\*\*(.+?)\*\*", glossary, flags=re.MULTILINE)
    assert len(terms) > 50
    assert terms == sorted(terms, key=str.casefold)
    own_entry = {term.casefold() for term in terms}
    pointed_to = {term.casefold() for term in re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", glossary)} - {"italics"}
    assert {term for term in pointed_to if not {term, term.removesuffix("s")} & own_entry} == set()


def test_architecture_names_every_library_once() -> None:
    text = repository.text("ARCHITECTURE.md")
    rows = re.findall(r"^\| `?([A-Za-z0-9-]+)`?[^|]*\|", text, flags=re.MULTILINE)
    told = {repository.normal(name) for name in rows}
    assert set(repository.dependencies()) <= told
