#!/usr/bin/env bash
# Whom an import sends, what it overwrites and what it makes on the way, each choice from the command line with the
# practice account. ROLLCALL_BIN is where the programs are.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/importchoices.py"
