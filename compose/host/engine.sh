# shellcheck shell=bash disable=SC2034
# Finds the container engine. Sets ENGINE (its address), ENGINE_KIND (podman, docker) and ENGINE_OWNER:
# "person" for one that was there, "run" for a service that run.sh started.

ENGINE_PACKAGES=(curl podman runc uidmap slirp4netns netavark aardvark-dns iptables podman-compose)

find_engine() {
    local given=${XNAI_ENGINE:-${DOCKER_HOST:-${CONTAINER_HOST:-}}} socket
    have curl || need_packages "Talking to a container engine" curl
    if [ -n "$given" ]; then
        [[ $given == unix://* ]] || die "The engine $given is not a local socket." "give it as unix:///path/to.sock; the panel reads tmpfs and cgroups of this host."
        answers "$given" || die "The engine $given does not answer." "start it, or unset XNAI_ENGINE, DOCKER_HOST and CONTAINER_HOST to look for another."
        use_engine "$given" person
        return
    fi
    if private_engine_runs "$RUN/engine"; then
        load_private_engine "$RUN/engine"
        use_engine "unix://$RUN/engine/podman.sock" run
        return
    fi
    for socket in "$(user_podman_socket)" /run/podman/podman.sock /var/run/docker.sock; do
        if [ -S "$socket" ] && answers "unix://$socket"; then
            use_engine "unix://$socket" person
            return
        fi
    done
    own_engine
}

user_podman_socket() { echo "${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/podman/podman.sock"; }

answers() { curl -fsS --max-time 5 --unix-socket "${1#unix://}" http://engine/_ping >/dev/null 2>&1; }

# No engine answers: Podman without a service gets one for this run; a host without Podman gets Podman first.
own_engine() {
    local separate=no
    if restricted_host && { [ "$STACK_IS_DEMO" = yes ] || ! have podman; }; then
        separate=yes
    elif have podman; then
        say "  Podman is here, its socket is not active; a private service is started for this run."
        say "  To keep one for good: systemctl --user enable --now podman.socket"
    fi
    if ! have podman || [ "$separate" = yes ]; then need_packages "The container engine" "${ENGINE_PACKAGES[@]}"; fi
    start_private_engine "$RUN/engine" "$separate"
    use_engine "unix://$RUN/engine/podman.sock" run
}

use_engine() { # address, owner
    ENGINE=$1 ENGINE_OWNER=$2 ENGINE_KIND=docker
    if curl -sS -i --max-time 5 --unix-socket "${1#unix://}" http://engine/_ping 2>/dev/null | grep -qi '^libpod-api-version:'; then
        ENGINE_KIND=podman
    fi
    export DOCKER_HOST=$ENGINE
    unset CONTAINER_HOST
    # The podman command works on the storage itself where it is the same one as the service's; else it goes by the socket.
    if [ "$ENGINE_KIND" = podman ] && [ "$ENGINE_OWNER" = person ] && ! is_own_podman "${ENGINE#unix://}"; then
        export CONTAINER_HOST=$ENGINE
    fi
    choose_compose
}

is_own_podman() {
    [ "$1" = "$(user_podman_socket)" ] || { [ "$(id -u)" = 0 ] && [ "$1" = /run/podman/podman.sock ]; }
}

choose_compose() { # sets the array COMPOSE
    if [ -n "${XNAI_COMPOSE:-}" ]; then
        read -r -a COMPOSE <<<"$XNAI_COMPOSE"
    elif [ "$ENGINE_KIND" = podman ] && have podman-compose; then
        COMPOSE=(podman-compose)
    elif docker compose version >/dev/null 2>&1; then
        COMPOSE=(docker compose)
    elif have docker-compose; then
        COMPOSE=(docker-compose)
    elif have podman-compose; then
        COMPOSE=(podman-compose)
    else
        COMPOSE=()
    fi
}

engine_cli() { # the engine's own command line, on the engine that was chosen
    if [ "$ENGINE_KIND" = docker ]; then docker "$@"; else podman "$@"; fi
}

need_compose() {
    [ "${#COMPOSE[@]}" = 0 ] || return 0
    [ "$ENGINE_KIND" = podman ] || die "Docker is here, its compose plugin is not." "install docker-compose-plugin (or docker-compose), then run this again."
    need_packages "The demo stack" podman-compose
    choose_compose
}
