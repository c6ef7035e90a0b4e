#!/usr/bin/env bash
# Before and after an import, from the command line, with the practice account: forecast, going on after a kill,
# taking back, and changes to one person. ROLLCALL_BIN is where the programs are.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/afterwards.py"
