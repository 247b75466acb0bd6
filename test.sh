#!/usr/bin/env bash
# ./test.sh   builds, starts the engines that the tests need, runs every test, stops what it started.
# The last line reads "N passed, N failed" or "N passed, N failed, N skipped"; reports and logs are in TestResults.
# Settings: XNAI_TEST_RUN (scratch folder), XNAI_TEST_CHROMIUM, XNAI_TEST_DOCKER=none (goes without Docker).
# shellcheck disable=SC2034
set -euo pipefail

REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
unset XNAI_ENGINE XNAI_COMPOSE XNAI_STACK XNAI_PROJECT XNAI_DATA XNAI_LISTEN XNAI_POLICY XNAI_HEALTHCHECKS DOCKER_HOST CONTAINER_HOST
XNAI_RUN=${XNAI_TEST_RUN:-$(mktemp -d "${TMPDIR:-/tmp}/xnai-test.XXXXXX")}
for part in say paths packages private-engine engine rootfs images panel test-image test-rootless test-docker test-run; do
    # shellcheck source=/dev/null
    . "$REPO/compose/host/$part.sh"
done
TEST_RUN=$RUN LOG_DIR=$TEST_RESULTS/log
export XNAI_TEST_RUN=$TEST_RUN CRAWLER_LOGS=$TEST_RUN/crawler_logs
# The name server of root's Podmans is one for all, and knows networks by name.
export XNAI_NETWORK=xnai_test_$$

prepare() {
    need_sdk
    rm -rf "$TEST_RESULTS"
    mkdir -p "$TEST_RUN" "$LOG_DIR"
    chmod 0711 "$TEST_RUN"
    need_packages "The tests' engines" "${ENGINE_PACKAGES[@]}"
    find_chromium
}

find_chromium() {
    local name
    for name in "${XNAI_TEST_CHROMIUM:-}" chromium google-chrome google-chrome-stable chromium-browser; do
        if [ -n "$name" ] && have "$name"; then
            XNAI_TEST_CHROMIUM=$(command -v "$name")
            export XNAI_TEST_CHROMIUM
            return
        fi
    done
    need_packages "The browser tests" chromium
    find_chromium
}

# Rootful under root, with a storage of its own; otherwise the rootless Podman of this user.
main_engine() {
    local separate=no
    if [ "$(id -u)" = 0 ]; then separate=yes; fi
    start_private_engine "$TEST_RUN/engine" "$separate"
    use_engine "unix://$TEST_RUN/engine/podman.sock" run
    export XNAI_TEST_ENGINE=$ENGINE XNAI_TEST_IMAGE=$TEST_IMAGE XNAI_TEST_COMPOSE="${COMPOSE[*]}"
    unset DOCKER_HOST
}

FINISHED=no

# shellcheck disable=SC2317
clean_up() {
    local status=$?
    trap - EXIT
    {
        stop_rootless_engine || true
        stop_dockerd || true
        if [ -d "$TEST_RUN/engine" ]; then stop_private_engine "$TEST_RUN/engine" || true; fi
        rm -rf "$TEST_RUN"
    } >>"$LOG_DIR/clean_up.log" 2>&1
    if [ "$FINISHED" = yes ]; then summary || status=1; else echo "0 passed, 1 failed"; fi
    exit "$status"
}

trap clean_up EXIT
trap 'exit 130' INT TERM

say "Preparing the tests in $TEST_RUN"
prepare
step "build" build_tests
step "panel" publish_panel
export XNAI_TEST_PANEL=$PANEL
main_engine
step "demo images" demo_images
step "test image" build_test_image
rootless_engine
docker_engine
say "Running the tests"
run_tests
FINISHED=yes
