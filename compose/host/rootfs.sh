# shellcheck shell=bash
# Root file systems of Debian packages, without a registry: apt resolves, dpkg unpacks, nothing is installed.

# Tools of package maintenance that nothing in a container runs.
NOT_IN_IMAGES='^(dpkg|tar|perl.*|lib.*-perl|libperl.*|debconf|adduser|passwd|usrmerge|init-system-helpers|sysvinit-utils|lsb-base|libpam.*|libsemanage.*|libsepol.*|readline-common)$'

closure() { # package... : what apt would install on an empty system
    apt-get -s -o Dir::State::status=/dev/null -o APT::Install-Recommends=0 install "$@" |
        awk '$1 == "Inst" { print $2 }' | grep -Ev "$NOT_IN_IMAGES"
}

unpack() { # folder, package... : downloads and unpacks, no closure
    local into=$1 debs
    shift
    debs=$(mktemp -d)
    (cd "$debs" && apt-get -o APT::Sandbox::User=root download "$@") || {
        rm -rf "$debs"
        die "The Debian packages could not be downloaded." "check the network and run apt-get update, then run this again."
    }
    mkdir -p "$into"
    for deb in "$debs"/*.deb; do dpkg -x "$deb" "$into"; done
    rm -rf "$debs"
}

build_rootfs() { # folder, package...
    local root=$1 names name
    shift
    rm -rf "$root"
    mapfile -t names < <(closure "$@")
    if [ "${#names[@]}" = 0 ]; then
        apt_lists
        mapfile -t names < <(closure "$@")
    fi
    [ "${#names[@]}" -gt 0 ] || die "apt knows no package $*." "run apt-get update and run this again."
    unpack "$root" "${names[@]}"
    rm -rf "$root"/usr/share/{doc,man,locale,info,lintian,bug} "$root"/var/cache
    mkdir -p "$root"/{usr/bin,usr/local/bin,etc,tmp}
    chmod 1777 "$root/tmp"
    # Newer releases ship everything below /usr and leave these links to another package.
    for name in bin sbin lib lib64; do
        if [ ! -e "$root/$name" ] && [ -d "$root/usr/$name" ]; then ln -s "usr/$name" "$root/$name"; fi
    done
    printf 'root:x:0:0::/:/bin/sh\nxnai:x:1001:1001::/app:/bin/sh\n' >"$root/etc/passwd"
    printf 'root:x:0:\nxnai:x:1001:\n' >"$root/etc/group"
    link_busybox "$root"
}

apt_lists() { as_root apt-get update -qq; }

link_busybox() { # folder: a shell and the usual tools, unless a package brought the real one
    local root=$1 busybox=bin/busybox name
    [ -e "$root/$busybox" ] || busybox=usr/bin/busybox
    for name in $("$root/$busybox" --list); do
        if [ ! -e "$root/bin/$name" ] && [ ! -e "$root/usr/bin/$name" ]; then ln -s "/$busybox" "$root/bin/$name"; fi
    done
}
