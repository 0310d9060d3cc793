"""The tree stays as ARCHITECTURE.md draws it."""

import ast
import os
import sys

import pytest

from tests.house import repository

TOP_LEVEL = {
    ".ci",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "GLOSSARY.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "docs",
    "installer",
    "pyproject.toml",
    "requirements",
    "resources",
    "tests",
    "tracker",
    "ui",
}
LONGEST_FIRST_LINE = 120


def test_nothing_unexpected_stands_at_the_top() -> None:
    assert {path.parts[0] for path in repository.files()} <= TOP_LEVEL


def test_init_files_are_empty() -> None:
    inits = [path for path in repository.files() if path.name == "__init__.py"]
    assert inits
    assert [str(path) for path in inits if repository.text(path)] == []


def test_packages_have_an_init_file() -> None:
    folders = {path.parent for path in repository.modules("tracker", "ui", "resources")}
    assert [str(folder) for folder in sorted(folders) if not (repository.ROOT / folder / "__init__.py").exists()] == []


def test_a_module_starts_by_saying_what_it_holds() -> None:
    silent = []
    for path in repository.modules("tracker", "ui", "resources", "tests", "installer"):
        source = repository.text(path)
        if not source:
            continue
        first_line = (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]
        if not 0 < len(first_line) <= LONGEST_FIRST_LINE:
            silent.append(str(path))
    assert silent == []


def test_the_rules_import_the_standard_library_only() -> None:
    foreign = set()
    for path in repository.modules("tracker"):
        if path.parts[1] != "domain":
            continue
        for node in ast.walk(ast.parse(repository.text(path))):
            match node:
                case ast.Import():
                    names = [alias.name for alias in node.names]
                case ast.ImportFrom(module=str(module)):
                    names = [module]
                case _:
                    continue
            foreign |= {(str(path), name) for name in names if not is_ours_or_pythons(name)}
    assert foreign == set()


def is_ours_or_pythons(module: str) -> bool:
    first = module.partition(".")[0]
    return first == "tracker" or first in sys.stdlib_module_names


def test_every_resource_is_packed() -> None:
    patterns = repository.project()["tool"]["setuptools"]["package-data"]["resources"]
    packed = {pattern.removeprefix("**/*") for pattern in patterns} | {".py"}
    not_packed_on_purpose = {".ts"}  # translators' files; the program reads what is compiled from them
    suffixes = {path.suffix for path in repository.files() if path.parts[0] == "resources"}
    assert suffixes - not_packed_on_purpose <= packed


@pytest.mark.parametrize("script", [".ci/run", "installer/set_up.sh", "installer/run_demo.sh", "installer/lock.sh"])
def test_scripts_may_be_run(script: str) -> None:
    assert os.access(repository.ROOT / script, os.X_OK)
