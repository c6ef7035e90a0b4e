#!/usr/bin/env bash
# The keychain store, and the commands that use it, against a real Secret Service (gnome-keyring on a bus of its own): unlocked, then locked.
set -euo pipefail
test=$1/../tests/tst_keychain
commands=$(dirname "$0")/e2e/keychain.py

if [ -z "${ROLLCALL_IN_BUS:-}" ]; then
    home=$(mktemp -d)
    trap 'rm -rf "$home"' EXIT
    mkdir -m 700 "$home/run"
    ROLLCALL_IN_BUS=1 HOME=$home XDG_RUNTIME_DIR=$home/run XDG_DATA_HOME=$home/data \
        dbus-run-session -- bash "$0" "$1"
    exit
fi

ask() { gdbus call --session --dest "$1" --object-path "$2" --method "${@:3}"; }
bus() { ask org.freedesktop.DBus /org/freedesktop/DBus "org.freedesktop.DBus.$1" org.freedesktop.secrets; }
secrets() { ask org.freedesktop.secrets /org/freedesktop/secrets "org.freedesktop.Secret.Service.$1" "$2"; }

printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null
for _ in $(seq 100); do
    bus NameHasOwner | grep -q true && break
    sleep 0.1
done
# The daemon outlives the session unless it is told to go.
daemon=$(bus GetConnectionUnixProcessID | sed 's/.* \([0-9]*\),.*/\1/')
trap 'kill "$daemon"' EXIT

ROLLCALL_TEST_KEYCHAIN=unlocked "$test" -nocrashhandler
ROLLCALL_BIN=$1 python3 "$commands" Keychain

collection=$(secrets ReadAlias default | sed "s/.*'\(.*\)'.*/\1/")
secrets Lock "['$collection']" >/dev/null
ROLLCALL_TEST_KEYCHAIN=locked "$test" -nocrashhandler
ROLLCALL_BIN=$1 python3 "$commands" Locked
