# shellcheck shell=bash
# Installs Debian packages, after saying which and how.

have() { command -v "$1" >/dev/null 2>&1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

missing_packages() {
    local name
    for name in "$@"; do
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || echo "$name"
    done
}

need_packages() { # why, package...
    local why=$1 missing
    shift
    have apt-get || die "$why needs: $*. This host has no apt." "install them with this system's package manager and run this again."
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    if [ "$(id -u)" != 0 ] && ! have sudo; then
        die "$why needs: ${missing[*]}." "as root: apt-get install -y --no-install-recommends ${missing[*]}"
    fi
    say "  $why needs packages; installing with apt: ${missing[*]}"
    apt_install "${missing[@]}"
}

apt_install() {
    local log=$LOG_DIR/apt.log
    mkdir -p "$LOG_DIR"
    { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1 ||
        die "apt could not install: $*" "read $log; the same by hand: sudo apt-get install --no-install-recommends $*"
}
