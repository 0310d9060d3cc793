#!/usr/bin/env bash
# Writes the locked requirement files again, for Linux, Windows and macOS on Python 3.11 and later.
# usage: installer/lock.sh UV [--upgrade]
set -euo pipefail

cd "$(dirname "$0")/.."
uv=$1
shift

compile() {
  "$uv" pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" "$@"
}

compile requirements/build.in -o requirements/build.txt "$@"
compile pyproject.toml -o requirements/run.txt "$@"
compile pyproject.toml -o requirements/server.txt -c requirements/run.txt \
  --no-emit-package pyside6-essentials --no-emit-package shiboken6 "$@"
compile requirements/test.in -o requirements/test.txt "$@"
