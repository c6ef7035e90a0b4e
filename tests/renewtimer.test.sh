#!/usr/bin/env bash
# The units that renew a connection every month, as the system's own checker reads them: $1 is where the programs are.
set -euo pipefail
command -v systemd-analyze >/dev/null || { echo "systemd-analyze is not here: nothing checked"; exit 77; } # skipped
units=$(cd "$(dirname "$0")/../installer" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
sed "s#@CMAKE_INSTALL_FULL_BINDIR@#$1#" "$units/rollcall-renew.service.in" >"$folder/rollcall-renew.service"
cp "$units/rollcall-renew.timer" "$folder"
# What it finds doubtful it says, and still ends well.
said=$(XDG_RUNTIME_DIR=$folder systemd-analyze --man=no --user verify "$folder"/rollcall-renew.{service,timer} 2>&1)
[ -z "$said" ] || { echo "$said"; exit 1; }
systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' "$folder/rollcall-renew.timer")"
