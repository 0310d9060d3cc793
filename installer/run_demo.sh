#!/usr/bin/env bash
# make run: a demo unit if there is none, one tick, the weekly paper, a summary; then the window, where there is a display.
set -euo pipefail

cd "$(dirname "$0")/.."
undrift=.venv/bin/undrift
database=build/demo.db
made=build/demo.made
paper=build/weekly-drift.pdf

mkdir -p build
if ! [ -e "$made" ] || ! [ -e "$database" ]; then
  echo "Making a demo unit in $database (a minute at most)"
  rm -f "$made" "$database"*
  "$undrift" demo --db "$database"
  touch "$made"
fi

echo "One tick: what is due is done, and alerts are raised"
"$undrift" tick --db "$database"
"$undrift" report weekly --db "$database" --recipient "Demo" --reason "make run" --out "$paper"

echo
"$undrift" status --db "$database"
echo "Weekly drift paper: $paper"

# A display that is named but does not answer is none; nor are Qt's platforms without a screen.
has_display() {
  case ${QT_QPA_PLATFORM:-} in offscreen* | minimal* | vnc*) return 1 ;; esac
  [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || return 1
  .venv/bin/python -c 'from PySide6.QtGui import QGuiApplication; QGuiApplication([])' >/dev/null 2>&1
}

if has_display; then
  exec "$undrift" --db "$database"
fi
echo "No display here, so the window was not opened; $undrift --db $database opens it where there is one."
