#!/usr/bin/env bash
# Disks that are full, from the command line.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/fulldisk.py"
