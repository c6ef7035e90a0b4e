#!/usr/bin/env bash
# Builds Rollcall in a Debian 13 tree (Qt 6.8) and runs the tests there: tests/other-qt.sh [FOLDER]
# The tree is made with debootstrap from the package source this machine is set up with, and kept in FOLDER
# (build/debian-13 unless told), so that a second run only builds what changed. Needs root, for chroot.
set -euo pipefail
cd "$(dirname "$0")/.."
source=$PWD
tree=$(realpath -m "${1:-build/debian-13}")
# Mounts of its own, which end with it.
[ -n "${ROLLCALL_OWN_MOUNTS:-}" ] || [ "$(id -u)" != 0 ] \
    || exec env ROLLCALL_OWN_MOUNTS=1 unshare --mount --propagation private bash tests/other-qt.sh "$tree"
[ "$(id -u)" = 0 ] || { echo "chroot needs root: sudo bash tests/other-qt.sh" >&2; exit 2; }

if [ -z "$(command -v debootstrap)" ]; then
    apt-get install -y --no-install-recommends debootstrap >/dev/null
fi

if [ ! -f "$tree/etc/rollcall-ready" ]; then
    # The mirror is whatever this machine uses for Debian itself.
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' \
        | grep -v -e security -e updates -e backports | head -n 1 | cut -d ' ' -f 1)
    [ -n "$mirror" ] || { echo "No Debian package source is set up on this machine." >&2; exit 2; }
    rm -rf "$tree"
    mkdir -p "$tree"
    echo "Making a Debian 13 tree in $tree"
    debootstrap --variant=minbase trixie "$tree" "$mirror" >"$tree.log" 2>&1 || { tail "$tree.log" >&2; exit 1; }
    # Proxy and certificate settings of apt, where there are any; never credentials (auth.conf stays here).
    # Files that a package brings are left to the packages of the tree.
    for file in /etc/apt/apt.conf.d/*; do
        dpkg-query -S "$file" >/dev/null 2>&1 || cp "$file" "$tree/etc/apt/apt.conf.d/"
    done
    cp -L /etc/resolv.conf "$tree/etc/resolv.conf" 2>/dev/null || true
    touch "$tree/etc/rollcall-ready"
fi

mkdir -p "$tree/src" "$tree/work"
mount --bind "$source" "$tree/src"
mount -t proc proc "$tree/proc"
mount --rbind /dev "$tree/dev"

# A copy of the committed and uncommitted files, without what was built here.
chroot "$tree" /bin/bash -euc '
    mkdir -p /work/rollcall
    cd /work/rollcall
    find . -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +
    tar -c -C /src --exclude=./build --exclude=./.git . | tar -x
    export LC_ALL=C.UTF-8 HOME=/root
    bash installer/prerequisites.sh tests
    cmake --preset dev >/dev/null
    cmake --build --preset dev
    ctest --preset dev -j "$(nproc)"
'
