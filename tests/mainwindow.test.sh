#!/usr/bin/env bash
# The main job in the window as a person does it, under Xvfb with a window manager, a browser and a screen reader's
# view of what is on the screen. The sign-in is a real one, on the practice account's own pages.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
# Debian's own Python: the binding to the accessibility bus is built for it.
HOME=$home XDG_RUNTIME_DIR=$home/run ROLLCALL_BIN=$1 timeout 300 \
    dbus-run-session -- /usr/bin/python3 "$(dirname "$0")/e2e/mainwindow.py"
