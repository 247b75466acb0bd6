# shellcheck shell=bash
# How these scripts speak: a line per step with its seconds; a failure says what happened and what to do next.

# Steps send their output to a log, so messages for the person take their own way out.
exec 3>&2

SAID=99 # exit status of something that has explained itself

say() { printf '%s\n' "$*" >&3; }

die() { # what happened, what to do
    printf '\n%s\n  What to do: %s\n' "$1" "$2" >&3
    exit "$SAID"
}

seconds_since() { awk -v now="$EPOCHREALTIME" -v start="$1" 'BEGIN { printf "%.1f", now - start }'; }

step() { # title, command... : in a subshell under set -e, output to $LOG_DIR/<command>.log
    local title=$1 start=$EPOCHREALTIME log=$LOG_DIR/$2.log status
    shift
    mkdir -p "$LOG_DIR"
    printf '  %-44s' "$title" >&3
    set +e
    (
        set -e
        "$@"
    ) >"$log" 2>&1
    status=$?
    set -e
    if [ "$status" = 0 ]; then
        printf '%7s s\n' "$(seconds_since "$start")" >&3
        return
    fi
    printf ' failed after %s s\n' "$(seconds_since "$start")" >&3
    [ "$status" != "$SAID" ] || exit "$SAID"
    tail -n 15 "$log" | sed 's/^/    /' >&3
    die "\"$title\" did not succeed." "read $log, then run the same command again; finished steps are not repeated."
}
