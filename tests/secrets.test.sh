#!/usr/bin/env bash
# After a day of use no secret is anywhere but in the token store: ROLLCALL_BIN is where the programs are.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/secrets.py"
