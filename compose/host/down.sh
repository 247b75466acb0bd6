# shellcheck shell=bash
# Removes what run.sh made, and nothing else.

remember_run() { # for a later down: which engine, and where the demo stands
    mkdir -p "$RUN"
    {
        printf 'ENGINE=%q\nENGINE_OWNER=%q\nSTACK_IS_DEMO=%q\n' "$ENGINE" "$ENGINE_OWNER" "$STACK_IS_DEMO"
        printf 'CRAWLER_LOGS=%q\n' "${CRAWLER_LOGS:-/tmp/crawler_logs}"
    } >"$RUN/made"
    # Only data that never saw a person's own stack may go with the demo: an audit trail is not ours to delete.
    if [ "$STACK_IS_DEMO" = no ]; then
        rm -f "$XNAI_DATA/.demo"
    elif [ ! -d "$XNAI_DATA" ]; then
        mkdir -p "$XNAI_DATA"
        chmod 0700 "$XNAI_DATA"
        touch "$XNAI_DATA/.demo"
    fi
}

take_down() {
    local pid
    pid=$(cat "$RUN/panel.pid" 2>/dev/null || true)
    if process_is "$pid" XnaiControl.Web; then end_process "$pid"; fi
    if [ -e "$RUN/made" ]; then
        # shellcheck disable=SC1091
        . "$RUN/made"
        PROJECT=$DEMO_PROJECT
        # With a storage of its own everything goes with the engine's folder.
        if [ "$STACK_IS_DEMO" = yes ] && [ ! -e "$RUN/engine/storage.conf" ]; then remove_demo; fi
    fi
    if [ -d "$RUN/engine" ]; then stop_private_engine "$RUN/engine"; fi
    [ ! -e "$RUN/made-crawler-logs" ] || rmdir "$CRAWLER_LOGS" || true
}

remove_demo() {
    local name
    if [ -d "$RUN/engine" ]; then load_private_engine "$RUN/engine"; fi
    answers "$ENGINE" || { say "  The engine $ENGINE does not answer; its containers stay until it does."; return; }
    use_engine "$ENGINE" "$ENGINE_OWNER"
    remove_stack_containers
    for name in $(engine_cli network ls --filter "label=com.docker.compose.project=$PROJECT" --format '{{.Name}}'); do engine_cli network rm "$name"; done
    for name in $(engine_cli volume ls --filter "label=com.docker.compose.project=$PROJECT" --format '{{.Name}}'); do engine_cli volume rm "$name"; done
    remove_demo_images
}

remove_demo_images() { # again and again while it helps: children must go before the images they are built on
    local ids before=-1
    mapfile -t ids < <(engine_cli image ls -q --filter "label=$HASH_LABEL" | sort -u)
    while [ "${#ids[@]}" -gt 0 ] && [ "${#ids[@]}" != "$before" ]; do
        before=${#ids[@]}
        engine_cli image rm -f "${ids[@]}" || true
        mapfile -t ids < <(engine_cli image ls -q --filter "label=$HASH_LABEL" | sort -u)
    done
}

forget_run() {
    if [ -e "$XNAI_DATA/.demo" ]; then
        rm -rf "$XNAI_DATA"
    elif [ -d "$XNAI_DATA" ]; then
        say "  Kept, because it holds the record of your own stack: $XNAI_DATA"
    fi
    rm -rf "$ARTIFACTS" "$RUN"
    rmdir "$STATE" 2>/dev/null || true
}
