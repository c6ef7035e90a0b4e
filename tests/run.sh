#!/usr/bin/env bash
# All tests: installs what they need, builds, runs. `tests/run.sh dev` (or asan, tsan) runs only that preset.
set -euo pipefail
cd "$(dirname "$0")/.."

bash installer/prerequisites.sh tests packaging

# The threaded byte engine under the thread sanitizer, everything under address and undefined behaviour, and last
# the plain build, warnings being errors in each.
for preset in ${1:-tsan asan dev}; do
    echo "== $preset"
    [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >/dev/null
    cmake --build --preset "$preset"
    ctest --preset "$preset" -j "$(nproc)"
done
