# shellcheck shell=bash
# Rootless Podman for the tests: under root a user of its own, otherwise the engine that is rootless already.

ROOTLESS_USER=xnaitest

rootless_engine() {
    if [ "$(id -u)" != 0 ]; then
        export XNAI_TEST_ROOTLESS=$XNAI_TEST_ENGINE XNAI_TEST_ROOTLESS_USER=$USER
        return
    fi
    make_rootless_user
    step "rootless Podman" start_rootless_engine
    export XNAI_TEST_ROOTLESS=unix://$TEST_RUN/rootless/podman.sock XNAI_TEST_ROOTLESS_USER=$ROOTLESS_USER
}

start_rootless_engine() {
    local dir=$TEST_RUN/rootless
    mkdir -p "$dir"/{home,run}
    chmod 0700 "$dir/run"
    if restricted_host; then write_containers_conf "$dir"; fi
    chown -R "$ROOTLESS_USER:" "$dir"
    as_rootless_user "$dir"
    start_private_engine "$dir" no
    load_test_image "unix://$dir/podman.sock"
}

make_rootless_user() {
    if id "$ROOTLESS_USER" >/dev/null 2>&1; then return; fi
    say "  creating the user $ROOTLESS_USER for rootless Podman; it goes when the tests end"
    useradd --no-create-home --home-dir "$TEST_RUN/rootless/home" --shell /bin/sh "$ROOTLESS_USER"
    touch "$TEST_RUN/made-user"
    grep -q "^$ROOTLESS_USER:" /etc/subuid ||
        usermod --add-subuids 300000-365535 --add-subgids 300000-365535 "$ROOTLESS_USER"
}

as_rootless_user() { # folder: sets AS_ENGINE_USER
    AS_ENGINE_USER=(setpriv "--reuid=$ROOTLESS_USER" "--regid=$(id -g "$ROOTLESS_USER")" --init-groups --inh-caps=-all
        env -u CONTAINERS_STORAGE_CONF -u CONTAINERS_CONF "HOME=$1/home" "USER=$ROOTLESS_USER" "XDG_RUNTIME_DIR=$1/run")
    if [ -e "$1/containers.conf" ]; then AS_ENGINE_USER+=("CONTAINERS_CONF=$1/containers.conf"); fi
}

stop_rootless_engine() {
    local dir=$TEST_RUN/rootless pid mount
    [ -d "$dir/home" ] || return 0
    as_rootless_user "$dir"
    (cd / && "${AS_ENGINE_USER[@]}" podman rm -fa -t 0) || true
    AS_ENGINE_USER=()
    # This user exists for the tests alone: what still runs under it (service, pause process, conmon) is theirs.
    if [ -e "$TEST_RUN/made-user" ]; then
        for pid in $(ps -u "$ROOTLESS_USER" -o pid=); do kill -9 "$pid" 2>/dev/null || true; done
    elif private_engine_runs "$dir"; then
        end_process "$(cat "$dir/service.pid")"
    fi
    awk -v dir="$dir/" 'index($2, dir) == 1 { print $2 }' /proc/self/mounts | sort -r | while read -r mount; do umount -l "$mount" || true; done
    rm -rf "$dir"
    [ ! -e "$TEST_RUN/made-user" ] || userdel "$ROOTLESS_USER"
}
