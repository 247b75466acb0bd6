# shellcheck shell=bash
# A real Docker for the tests: the one that runs, or under root one that is unpacked beside the tests, not installed.

docker_engine() {
    if [ "${XNAI_TEST_DOCKER:-}" = none ]; then
        unset XNAI_TEST_DOCKER
        return 0
    elif [ -S /var/run/docker.sock ] && answers unix:///var/run/docker.sock; then
        export XNAI_TEST_DOCKER=unix:///var/run/docker.sock
    elif [ "$(id -u)" = 0 ] && have apt-get; then
        step "Docker" start_dockerd
        export XNAI_TEST_DOCKER=unix://$TEST_RUN/docker/docker.sock
    else
        say "  no Docker is at hand and only root can start one here: its tests will say that they are skipped"
        return 0
    fi
    load_test_image "$XNAI_TEST_DOCKER" >/dev/null
}

start_dockerd() {
    local programs=$ARTIFACTS/docker dir=$TEST_RUN/docker
    if [ ! -x "$programs/usr/sbin/dockerd" ]; then unpack "$programs" docker.io containerd; fi
    mkdir -p "$dir"
    [ -e /sys/class/net/docker0 ] || touch "$dir/made-docker0"
    PATH=$programs/usr/sbin:$programs/usr/bin:$PATH setsid dockerd --data-root "$dir/data" --exec-root "$dir/exec" \
        --pidfile "$dir/dockerd.pid" --host "unix://$dir/docker.sock" --group "$(id -gn)" --iptables=false \
        --bip 172.31.77.1/24 --exec-opt native.cgroupdriver=cgroupfs >"$dir/dockerd.log" 2>&1 </dev/null 3>&- &
    for _ in $(seq 300); do
        if answers "unix://$dir/docker.sock"; then return 0; fi
        sleep 0.1
    done
    tail -n 5 "$dir/dockerd.log" >&3
    die "dockerd did not start within 30 s." "read the lines above; XNAI_TEST_DOCKER=none ./test.sh goes without Docker."
}

stop_dockerd() {
    local dir=$TEST_RUN/docker mount
    if process_is "$(cat "$dir/dockerd.pid" 2>/dev/null)" "$dir/docker.sock"; then end_process "$(cat "$dir/dockerd.pid")"; fi
    awk -v dir="$dir/" 'index($2, dir) == 1 { print $2 }' /proc/self/mounts | sort -r | while read -r mount; do umount -l "$mount" || true; done
    if [ -e "$dir/made-docker0" ] && have ip; then ip link delete docker0 || true; fi
    rm -rf "$dir"
}
