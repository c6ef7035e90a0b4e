#!/usr/bin/env bash
# The main job from the command line, with the practice account: ROLLCALL_BIN is where the programs are.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/mainjob.py"
