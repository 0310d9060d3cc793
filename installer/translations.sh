#!/usr/bin/env bash
# Brings resources/i18n/*.ts up to date with the texts in ui/, or checks that they are.
# usage: installer/translations.sh update|check
set -euo pipefail

cd "$(dirname "$0")/.."
what=${1:-}
bin=.venv/bin
shopt -s nullglob
files=(resources/i18n/*.ts)

collect() {
  local sources
  mapfile -d '' sources < <(find ui -name '*.py' -print0 | sort -z)
  "$bin/pyside6-lupdate" -silent -no-obsolete -locations none "${sources[@]}" -ts "$@"
}

case $what in
  update)
    [ ${#files[@]} -gt 0 ] || exit 0
    collect "${files[@]}"
    for file in "${files[@]}"; do "$bin/pyside6-lrelease" -silent "$file"; done
    ;;
  check)
    now=$(mktemp -d)
    trap 'rm -rf "$now"' EXIT
    for file in "${files[@]}"; do
      cp "$file" "$now/"
      collect "$now/${file##*/}"
      diff -u "$file" "$now/${file##*/}" || { echo "$file is behind the program's texts: make translations"; exit 1; }
    done
    echo "Translations: ${#files[@]} files up to date"
    ;;
  *)
    echo "usage: installer/translations.sh update|check" >&2
    exit 2
    ;;
esac
