# shellcheck shell=bash disable=SC2034
# Which stack, and bringing the demo's up. A person's own stack is only watched, never brought up from here.

choose_stack() { # path of a compose file: sets STACK, PROJECT, STACK_IS_DEMO
    STACK=$(realpath -e -- "$1" 2>/dev/null) || die "There is no compose file $1." "give the path of a docker-compose.yml after --stack."
    STACK_IS_DEMO=no PROJECT=$(project_of "$STACK")
    if [ "${STACK%/*}" = "$DEMO" ]; then STACK_IS_DEMO=yes PROJECT=$DEMO_PROJECT; fi
}

project_of() { # the name that compose gives it: name:, COMPOSE_PROJECT_NAME, or the folder's name
    local dir=${1%/*} name
    name=$(sed -nE 's/^name:[[:space:]]*["'\'']?([A-Za-z0-9_.-]+).*/\1/p' "$1" | head -n 1)
    name=${name:-${COMPOSE_PROJECT_NAME:-}}
    if [ -z "$name" ] && [ -e "$dir/.env" ]; then name=$(sed -nE 's/^COMPOSE_PROJECT_NAME=["'\'']?([A-Za-z0-9_.-]+).*/\1/p' "$dir/.env"); fi
    name=${name:-${dir##*/}}
    tr '[:upper:]' '[:lower:]' <<<"$name" | tr -cd 'a-z0-9_-'
}

stack_containers() { # further options of ps; both engines' compose tools set this label
    engine_cli ps -a "$@" --filter "label=com.docker.compose.project=$PROJECT"
}

demo_up() {
    local hash kept=$RUN/stack.hash stopped
    hash=$(hash_of "$STACK")
    if [ -n "$(stack_containers -q)" ] && [ "$(cat "$kept" 2>/dev/null)" = "$hash" ]; then
        # What is up stays up, and the log of the first start keeps the engine's words about what it refused.
        mapfile -t stopped < <(stack_containers -q --filter status=exited)
        [ "${#stopped[@]}" = 0 ] || engine_cli start "${stopped[@]}"
        return
    fi
    remove_stack_containers
    free_ports
    compose_up
    echo "$hash" >"$kept"
}

# podman-compose exits 0 whatever happened, so its status is not asked: demo_report looks at what runs.
compose_up() {
    local log=$XNAI_DATA/up/$PROJECT.log
    mkdir -p "${log%/*}"
    [ -d "${CRAWLER_LOGS:-/tmp/crawler_logs}" ] || touch "$RUN/made-crawler-logs"
    (cd "${STACK%/*}" && "${COMPOSE[@]}" -p "$PROJECT" -f "$STACK" up -d) 2>&1 3>&- | tee "$log" || true
    [ -n "$(stack_containers -q)" ] || die "${COMPOSE[*]} created no container." "read $log; the engine's own words are at its end."
}

free_ports() {
    local pair port variable
    for pair in RAG_PORT:8000 RAG_METRICS_PORT:8002 UI_PORT:8001 MKDOCS_PORT:8008; do
        variable=${pair%:*} port=${!variable:-${pair#*:}}
        if (exec 9<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            die "Port $port is taken, the demo stack needs it." "choose another: $variable=1$port ./run.sh"
        fi
    done
}

remove_stack_containers() {
    local ids
    mapfile -t ids < <(stack_containers -q)
    [ "${#ids[@]}" = 0 ] || { engine_cli stop -t 3 "${ids[@]}" && engine_cli rm -f "${ids[@]}"; }
}

demo_report() {
    local name status
    stack_containers --format '{{.Names}}\t{{.Status}}' | while IFS=$'\t' read -r name status; do
        printf '    %-22s %s\n' "${name#xnai_}" "$status" >&3
    done
    sed -nE '/no such (container|volume)|name .* is in use/d; s/^(Error|Error response from daemon|ERROR: for [^ ]+):? +(.*)/    refused: \2/p' "$XNAI_DATA/up/$PROJECT.log" | sort -u >&3
}
