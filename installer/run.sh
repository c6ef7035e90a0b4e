#!/usr/bin/env bash
# Installs what is missing, builds Rollcall and opens its window. Without a display it shows the main job with the
# command line instead, against the practice account that comes with the program.
set -euo pipefail
cd "$(dirname "$0")/.."

bash installer/prerequisites.sh build

[ -f build/release/build.ninja ] || cmake --preset release >/dev/null
cmake --build --preset release --target rollcall rollcall-cli

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec build/release/bin/rollcall "$@"
fi

echo
echo "There is no display here, so this is the main job on the command line, with the practice account:"
echo "made-up people on this computer, and nothing leaves it."

cli=$PWD/build/release/bin/rollcall-cli
work=$(mktemp -d)
practice=""
cleanup() {
    [ -z "$practice" ] || kill "$practice" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

# The practice account consents by itself here (--approve): there is no person to press the button.
"$cli" practice --approve --data "$work/practice" --json >"$work/addresses" &
practice=$!
for _ in $(seq 100); do
    [ -s "$work/addresses" ] && break
    sleep 0.1
done
address() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p" "$work/addresses" | head -n 1; }
ROLLCALL_AUTH_URL=$(address auth_url)
ROLLCALL_API_URL=$(address api_url)
ROLLCALL_CLIENT_ID=$(address client_id)
[ -n "$ROLLCALL_CLIENT_ID" ] || { echo "The practice account did not start." >&2; exit 1; }
export ROLLCALL_AUTH_URL ROLLCALL_API_URL ROLLCALL_CLIENT_ID
export ROLLCALL_DATA_DIR=$work/data ROLLCALL_TOKEN_STORE=file
unset ROLLCALL_CLIENT_SECRET ROLLCALL_REDIRECT_URI ROLLCALL_DEVICE_CLIENT_ID

step() { printf '\n$ rollcall-cli %s\n' "$*"; }

# What a browser would do: open the address and follow it back to Rollcall.
cat >"$work/browser" <<'EOF'
#!/bin/sh
exec curl --silent --output /dev/null --location --max-time 30 "$1"
EOF
chmod +x "$work/browser"

echo
echo "Tokens are kept in a file below $work for this run only, and removed with it."
step connect
BROWSER=$work/browser "$cli" connect
step account
"$cli" account
step add ada@example.org --first-name Ada --last-name Byron --list Newsletter
"$cli" add ada@example.org --first-name Ada --last-name Byron --list Newsletter
step import resources/samples/contacts.csv --list Newsletter --source "Sign-up sheet at the front desk" --yes
# 1 means: done, and some rows were refused (the sample has a few on purpose).
status=0
"$cli" import resources/samples/contacts.csv --list Newsletter --source "Sign-up sheet at the front desk" --yes \
    --rows "$work/rows.jsonl" --refused "$work/refused.csv" || status=$?
[ "$status" -le 1 ] || exit "$status"
echo
echo "The answer for every row:"
cat "$work/rows.jsonl"
