#!/usr/bin/env bash
# Installs what is missing: Debian's packages, and virtual environments from the locked requirement files.
# usage: installer/set_up.sh run|test|mutants
#   run      .venv with all the program needs
#   test     the same with the tools for tests and checks, .venv-server (no Qt in it), and a PostgreSQL server's programs
#   mutants  .venv-mutants, for mutation testing of the rules
# A second call finds its stamps and is done at once.
set -euo pipefail

cd "$(dirname "$0")/.."
goal=${1:-}
case $goal in run | test | mutants) ;; *) echo "usage: installer/set_up.sh run|test|mutants" >&2; exit 2 ;; esac

log=build/set-up.log
mkdir -p build

say() { printf '%s\n' "$*"; }

# Says once, before the first long step, how long all of them take.
announced=
announce() {
  if [ -z "$announced" ]; then say "Setting up: one to five minutes the first time, by the speed of the line (details in $log)"; fi
  announced=1
}

die() {
  printf 'set-up: %s\n' "$*" >&2
  exit 1
}

# Runs a command with its output in the log, and shows the end of the log when it fails.
quietly() {
  if ! "$@" >>"$log" 2>&1 </dev/null; then
    tail -n 30 "$log" >&2
    die "failed: $* (all of it is in $log)"
  fi
}

# ---- Debian's packages ----------------------------------------------------------------------------------------------

# Alternatives are parted by |: the name in Debian 12 comes first, and is the one installed.
python_packages=(ca-certificates)
qt_packages=(
  libegl1 libgl1 "libglib2.0-0|libglib2.0-0t64" libdbus-1-3 libfontconfig1 libxkbcommon0
  libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0
  "libcups2|libcups2t64"
)
missing=()
no_cluster=/etc/postgresql-common/createcluster.d/undrift-tests.conf

find_missing() {
  local installed wanted name
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
  for wanted in "$@"; do
    for name in ${wanted//|/ }; do
      if grep -qxF "$name" <<<"$installed"; then continue 2; fi
    done
    missing+=("${wanted%%|*}")
  done
}

find_python() {
  local name
  for name in ${PYTHON:-python3.11 python3 python3.12 python3.13}; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
}

has_postgres() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

may_become_root() {
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; }
}

apt() {
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@"
}

install_debian_packages() {
  announce
  say "Installing Debian packages: ${missing[*]}"
  if ! may_become_root; then
    say "Neither root nor sudo here: going on without them. An administrator can install them with apt-get."
    return
  fi
  apt update
  case " ${missing[*]} " in
    *" postgresql"*)
      # the tests make a server of their own: the package shall not start one for good
      as_root mkdir -p "${no_cluster%/*}"
      trap 'as_root rm -f "$no_cluster"' EXIT
      echo "create_main_cluster = false" | as_root tee "$no_cluster" >/dev/null
      ;;
  esac
  apt install --no-install-recommends "${missing[@]}"
}

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  find_missing "${python_packages[@]}" "${qt_packages[@]}"
  python=$(find_python)
  if [ -z "$python" ]; then missing+=(python3); fi
  if ! "${python:-false}" -c 'import ensurepip, venv' 2>/dev/null; then missing+=(python3-venv); fi
  if [ "$goal" = test ] && ! has_postgres; then missing+=(postgresql-15); fi
  if [ ${#missing[@]} -gt 0 ]; then install_debian_packages; fi
fi

python=$(find_python)
[ -n "$python" ] || die "Python 3.11 or later is needed, and was not found"

# ---- virtual environments -------------------------------------------------------------------------------------------

# What an environment was made from; when this changes, it is brought up to date.
fingerprint() {
  pwd
  "$python" -c 'import sys; print(sys.version)'
  cat pyproject.toml installer/set_up.sh "$@"
}

make_environment() {
  local folder=$1 stamp="$1/.set-up-for-$goal" now file
  shift
  now=$(fingerprint "$@" | sha256sum)
  if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then return; fi

  announce
  if ! [ "$(cat "$folder/.made-in" 2>/dev/null)" = "$PWD" ] || ! "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
    say "Making the virtual environment $folder"
    quietly "$python" -m venv --clear "$folder"
    pwd >"$folder/.made-in"
  fi
  for file in "$@"; do
    say "Installing $file into $folder"
    quietly "$folder/bin/python" -m pip install --disable-pip-version-check --no-input \
      --require-hashes --only-binary :all: --no-deps -r "$file"
  done
  quietly "$folder/bin/python" -m pip install --disable-pip-version-check --no-input \
    --no-index --no-deps --no-build-isolation --editable .
  printf '%s\n' "$now" >"$stamp"
}

if [ "$goal" = run ]; then
  make_environment .venv requirements/build.txt requirements/run.txt
elif [ "$goal" = mutants ]; then
  make_environment .venv-mutants requirements/{build,server,test,mutants}.txt
else
  make_environment .venv requirements/build.txt requirements/run.txt requirements/test.txt
  make_environment .venv-server requirements/build.txt requirements/server.txt requirements/test.txt
fi
