#!/usr/bin/env bash
# The window is closed or killed in the middle of something, under Xvfb with a window manager and a screen reader's
# view of what is on the screen: it asks nothing, and nothing is lost.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
# Debian's own Python: the binding to the accessibility bus is built for it.
HOME=$home XDG_RUNTIME_DIR=$home/run ROLLCALL_BIN=$1 timeout 300 \
    dbus-run-session -- /usr/bin/python3 "$(dirname "$0")/e2e/closing.py"
