#!/usr/bin/env bash
# Writes the locked requirement files again, for Linux, Windows and macOS on Python 3.11 and later.
# usage: installer/lock.sh [--upgrade]
# uv asks the index it is told of by its own settings (UV_INDEX_URL and the like), not pip's.
set -euo pipefail

cd "$(dirname "$0")/.."
folder=build/lock
uv=$folder/bin/uv
version=0.13.8

if ! [ "$("$uv" --version 2>/dev/null | cut -d ' ' -f 2)" = "$version" ]; then
  echo "Installing uv $version into $folder"
  python3 -m venv --clear "$folder"
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$version"
fi

compile() {
  echo "Locking $1"
  "$uv" pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --output-file "requirements/$1" "${@:2}"
}

compile build.txt requirements/build.in "$@"
compile run.txt pyproject.toml "$@"
compile server.txt pyproject.toml --constraint requirements/run.txt \
  --no-emit-package pyside6-essentials --no-emit-package shiboken6
compile test.txt requirements/test.in "$@"
compile mutants.txt requirements/mutants.in "$@"
