#!/bin/sh
# setup.sh FOLDER WHAT: makes a virtual environment in FOLDER and installs WHAT (. or .[extras]).
# Takes the first Python that is new enough, or the one that PYTHON names.
set -eu
venv=$1
what=$2
log=$venv/install.log

fail() {
    printf '%s\n' "renkei: $1" >&2
    exit 1
}

if [ ! -x "$venv/bin/python" ]; then
    python=
    for one in ${PYTHON:-python3.13 python3.12 python3.11 python3 python3.14}; do
        if "$one" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$one
            break
        fi
    done
    [ -n "$python" ] || fail "needs Python 3.11 or newer; install one, or name it: PYTHON=... make"
    "$python" -m venv --without-pip "$venv" ||
        fail "$python cannot make a virtual environment; on Debian: apt install python3-venv"
fi

# Debian keeps ensurepip in a package of its own; without it pip is fetched from its makers.
if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    "$venv/bin/python" -m ensurepip --default-pip >/dev/null 2>&1 ||
        "$venv/bin/python" - 2>/dev/null <<'P' || fail "pip cannot be had; on Debian: apt install python3-venv"
import runpy, sys, tempfile, urllib.request
with tempfile.NamedTemporaryFile("wb", suffix=".py", delete=False) as file:
    file.write(urllib.request.urlopen("https://bootstrap.pypa.io/get-pip.py", timeout=60).read())
sys.argv = ["get-pip.py", "--quiet"]
runpy.run_path(file.name, run_name="__main__")
P
fi

echo "renkei: installing into $venv (once; a minute or two) ..."
if ! "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -e "$what" >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    fail "could not be installed; the whole log is in $log"
fi

echo "renkei: compiling the reader (once; half a minute) ..."
"$venv/bin/python" -m renkei.reading.warmup >>"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    fail "the reader could not be compiled; the whole log is in $log"
}
