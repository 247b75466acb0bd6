# shellcheck shell=bash
# A Podman service of our own in one folder: configuration, storage (where separate), socket, pid, log.

# What puts the service into another user's hands; empty: our own.
AS_ENGINE_USER=()

# Without systemd a host is taken as restricted: hybrid cgroups, limits that cannot be raised, no journal.
restricted_host() { [ ! -d /run/systemd/system ]; }

start_private_engine() { # folder, separate storage: yes or no
    local dir=$1 separate=$2
    fits_a_socket "$dir/podman.sock"
    mkdir -p "$dir"
    if restricted_host; then
        write_containers_conf "$dir"
        if [ "$(id -u)" = 0 ] && [ "${#AS_ENGINE_USER[@]}" = 0 ]; then rootful_containers_conf "$dir"; fi
    fi
    if [ "$separate" = yes ]; then write_storage_conf "$dir"; fi
    load_private_engine "$dir"
    rm -f "$dir/podman.sock"
    # From its own folder: when the kernel ends a container for memory, conmon leaves an empty file "oom" where the
    # service was started.
    (cd "$dir" && exec setsid "${AS_ENGINE_USER[@]}" podman system service --time=0 "unix://$dir/podman.sock" >"$dir/service.log" 2>&1 </dev/null 3>&-) &
    echo $! >"$dir/service.pid"
    for _ in $(seq 200); do
        if answers "unix://$dir/podman.sock"; then return 0; fi
        private_engine_runs "$dir" || break
        sleep 0.05
    done
    tail -n 5 "$dir/service.log" >&3
    die "Podman's service did not start." "read $dir/service.log; podman info must work for this user."
}

write_containers_conf() {
    # crun does not start on hybrid cgroups; raised limits are refused where CAP_SYS_RESOURCE is missing.
    cat >"$1/containers.conf" <<CONF
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
CONF
}

rootful_containers_conf() { # networks and state apart from the system's own Podman
    cat >>"$1/containers.conf" <<CONF
lock_type = "file"
tmp_dir = "$1/state/libpod"
[network]
network_backend = "netavark"
network_config_dir = "$1/networks"
CONF
}

# Podman's clean-up of an ended container refuses a runroot of more than 50 characters, and then nothing restarts.
run_root() { # folder of the engine
    local base=${XDG_RUNTIME_DIR:-/tmp}
    if [ -w /run ]; then base=/run; fi
    printf '%s/xnai-%s' "$base" "$(printf %s "$1" | sha256sum | cut -c1-12)"
}

write_storage_conf() {
    printf '[storage]\ndriver = "overlay"\ngraphroot = "%s/storage"\nrunroot = "%s"\n' "$1" "$(run_root "$1")" >"$1/storage.conf"
}

load_private_engine() { # points podman at the folder's own configuration
    if [ -e "$1/containers.conf" ]; then export CONTAINERS_CONF=$1/containers.conf; fi
    if [ -e "$1/storage.conf" ]; then export CONTAINERS_STORAGE_CONF=$1/storage.conf; fi
}

process_is() { # pid, text in its command line
    [ -n "$1" ] && tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" | grep -qF -- "$2"
}

private_engine_runs() { process_is "$(cat "$1/service.pid" 2>/dev/null)" "unix://$1/podman.sock"; }

end_process() { # pid: asks, waits up to 5 s, insists
    kill "$1" 2>/dev/null || return 0
    for _ in $(seq 50); do
        [ -d "/proc/$1" ] || return 0
        sleep 0.1
    done
    kill -9 "$1" 2>/dev/null || true
}

# Ends the service and what it left: each exec through the API leaves conmon behind for 300 s, and that would
# write into the folder again.
stop_private_engine() { # folder
    local dir=$1 pid mount runroot
    runroot=$(run_root "$dir")
    if [ -e "$dir/storage.conf" ]; then
        load_private_engine "$dir"
        podman rm -fa -t 2 || true
    fi
    if private_engine_runs "$dir"; then end_process "$(cat "$dir/service.pid")"; fi
    for pid in $(ps -eo pid=,args= | awk -v dir="$dir/" '/conmon/ && index($0, dir) { print $1 }'); do
        kill -9 "$pid" 2>/dev/null || true
    done
    awk -v dir="$dir/" -v run="$runroot/" 'index($2, dir) == 1 || index($2, run) == 1 { print $2 }' /proc/self/mounts | sort -r | while read -r mount; do
        umount "$mount" || umount -l "$mount"
    done
    rm -rf "$runroot"
    if [ "$(id -u)" = 0 ]; then rm -rf "$dir"; else podman unshare rm -rf "$dir" || rm -rf "$dir"; fi
}
