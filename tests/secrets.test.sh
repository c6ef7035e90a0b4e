#!/usr/bin/env bash
# No secret is left anywhere by a day of use, with crashes and everything logged: ROLLCALL_BIN is where the programs are.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/secrets.py"
