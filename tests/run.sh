#!/usr/bin/env bash
# All tests: installs what they need, builds with warnings as errors, and runs the row path under the thread
# sanitizer, everything under the address and undefined behaviour sanitizers, and everything in the plain build.
# `tests/run.sh dev` runs just that one.
set -euo pipefail
cd "$(dirname "$0")/.."

bash installer/prerequisites.sh tests packaging

for preset in ${@:-tsan asan dev}; do
    echo "== $preset"
    [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >/dev/null
    cmake --build --preset "$preset"
    ctest --preset "$preset" -j "$(nproc)"
done
