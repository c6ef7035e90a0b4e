#!/usr/bin/env bash
# Sees to it that what Rollcall needs from the system is there: prerequisites.sh build|tests|packaging …
# Says what is missing and installs just that; the system's own package sources are used as they are set up.
set -euo pipefail

build="g++ cmake ninja-build pkg-config qt6-base-dev qt6-networkauth-dev qt6-tools-dev qt6-tools-dev-tools
       qt6-l10n-tools qt6-svg-dev libqt6sql6-sqlite qtkeychain-qt6-dev libsecret-1-0 libquazip1-qt6-dev zlib1g-dev
       libuchardet-dev libqrencode-dev libexpected-dev libcli11-dev libcpp-httplib-dev curl fonts-dejavu-core"
tests="xvfb xauth openssl openbox xdotool x11-utils dbus-x11 gnome-keyring libsecret-tools libglib2.0-bin python3 chromium
       fonts-noto-core at-spi2-core python3-gi gir1.2-atspi-2.0 systemd"
packaging="desktop-file-utils appstream man-db lintian"

wanted=""
for what in "$@"; do
    case $what in
    build) wanted="$wanted $build" ;;
    tests) wanted="$wanted $build $tests" ;;
    packaging) wanted="$wanted $packaging" ;;
    *) wanted=""; break ;;
    esac
done
[ -n "$wanted" ] || { echo "usage: prerequisites.sh build|tests|packaging …" >&2; exit 2; }

if ! command -v apt-get >/dev/null; then
    echo "This set-up script knows Debian's packages. On another system, install the counterparts of:" >&2
    echo $wanted >&2
    exit 2
fi

missing=""
for package in $wanted; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "These packages are missing, and installing them needs an administrator:" >&2
        echo "  apt-get install --no-install-recommends$missing" >&2
        exit 2
    fi
    as_root="sudo"
fi

echo "Installing what is missing:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# dpkg would ask questions otherwise; sudo does not hand the variable on by itself.
install() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get "$@" >"$log" 2>&1; }
if ! install update || ! install install -y --no-install-recommends $missing; then
    tail -n 20 "$log" >&2
    echo "The packages could not be installed; above is what the system said." >&2
    exit 1
fi
