#!/usr/bin/env bash
# ./run.sh                     the demo stack in its broken state, and the panel over it on http://localhost:8787
# ./run.sh --stack PATH        the panel over your own compose file (compose/demo/docker-compose.fixed.yml: recovered demo)
# ./run.sh down                removes everything that run.sh made, and nothing else
# ./run.sh engine              only a container engine; prints its address
# ./run.sh help                this text
#   --no-panel                 brings the stack up and returns
# Settings: XNAI_ENGINE (unix:///socket), XNAI_COMPOSE, XNAI_LISTEN, XNAI_DATA, XNAI_RUN; ports RAG_PORT, RAG_METRICS_PORT,
# UI_PORT, MKDOCS_PORT. Ctrl-C ends the panel, the stack stays.
# shellcheck disable=SC2153
set -euo pipefail

REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
for part in say paths packages private-engine engine rootfs images stack panel down; do
    # shellcheck source=/dev/null
    . "$REPO/compose/host/$part.sh"
done

help() { sed -n '2,9s/^# \{0,1\}//p' "$0"; }

up() {
    local panel=$1
    if [ "$panel" = yes ]; then need_sdk; fi
    say "XnaiControl over ${STACK#"$REPO/"}"
    find_engine
    remember_run
    say "  engine: $ENGINE ($ENGINE_KIND, compose: ${COMPOSE[*]:-none})"
    if [ "$STACK_IS_DEMO" = yes ]; then
        need_compose
        step "demo images" demo_images
        step "demo stack" demo_up
        demo_report
    fi
    if [ "$panel" = yes ]; then
        step "panel" publish_panel
        start_panel
    fi
}

down() {
    LOG_DIR=$(mktemp -d)
    step "containers, networks, images, engine" take_down
    step "files" forget_run
    rm -rf "$LOG_DIR"
}

command=up stack=$DEMO/docker-compose.yml panel=yes
while [ $# -gt 0 ]; do
    case $1 in
        --stack) stack=${2:-} && shift ;;
        --no-panel) panel=no ;;
        up | down | engine | help) command=$1 ;;
        -h | --help) command=help ;;
        *) die "run.sh does not know \"$1\"." "./run.sh help lists what it knows." ;;
    esac
    shift
done

choose_stack "$stack"
case $command in
    up) up "$panel" ;;
    down) down ;;
    help) help ;;
    engine)
        find_engine
        remember_run
        echo "$ENGINE"
        ;;
esac
