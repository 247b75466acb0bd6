# shellcheck shell=bash
# Builds, runs the tests and adds up what they reported.

TEST_RESULTS=$REPO/TestResults
REPORTS=0
BROKEN=no

build_tests() {
    export MSBUILDDISABLENODEREUSE=1
    dotnet restore "$REPO/XnaiControl.sln" --locked-mode
    dotnet build "$REPO/XnaiControl.sln" -c Release --no-restore -p:UseSharedCompilation=false --nologo
}

run_tests() {
    cd "$REPO" || exit 1
    # Named by project: the default names are the start times, which can be one and the same.
    expect_reports XnaiControl.*/*.csproj
    dotnet test --solution XnaiControl.sln --no-build -c Release --no-progress \
        --results-directory "$TEST_RESULTS" --report-trx --report-trx-filename "{asm}.trx" 3>&- || note_failure $?
    run_rootless_tests
}

expect_reports() { # one report per project whose tests run
    local project
    for project in "$@"; do
        if grep -q 'Include="xunit.v3"' "$project"; then REPORTS=$((REPORTS + 1)); fi
    done
}

note_failure() { # 2: a test failed, which its report counts; 8: a project without tests; anything else broke the run
    case $1 in 2 | 8) ;; *) say "dotnet test ended with $1" && BROKEN=yes ;; esac
}

# Once more as the user who owns the containers: what the panel may read there differs from what root may.
run_rootless_tests() {
    [ "$(id -u)" = 0 ] && [ -n "${XNAI_TEST_ROOTLESS:-}" ] || return 0
    local copy=$TEST_RUN/tests results=$TEST_RUN/rootless/results user
    as_rootless_user "$TEST_RUN/rootless"
    user=("${AS_ENGINE_USER[@]}" XNAI_TEST_ENGINE= XNAI_TEST_DOCKER=)
    if ! "${user[@]}" dotnet --list-runtimes >/dev/null 2>&1; then
        say "  $ROOTLESS_USER may not run $(command -v dotnet): the rootless tests ran as root only"
        return 0
    fi
    cp -r "$REPO/XnaiControl.Tests/bin/Release/net10.0" "$copy"
    chmod -R a+rX "$copy"
    "${user[@]}" mkdir -p "$results"
    say "Rootless tests as $ROOTLESS_USER"
    # Its status says no more than its report does, and a missing report is counted.
    (cd "$copy" && "${user[@]}" dotnet exec XnaiControl.Tests.dll -trait Engine=Rootless -result-trx "$results/rootless.trx" 3>&-) || true
    mkdir -p "$TEST_RESULTS/rootless"
    cp "$results"/*.trx "$TEST_RESULTS/rootless/" 2>/dev/null || true
    REPORTS=$((REPORTS + 1))
}

summary() { # the last line; its status is the run's
    local passed failed skipped found crashed
    found=$(find "$TEST_RESULTS" -name '*.trx' | wc -l)
    # A test host that died leaves no report.
    crashed=$((REPORTS > found ? REPORTS - found : 0))
    if [ "$crashed" = 0 ] && [ "$BROKEN" = yes ]; then crashed=1; fi
    read -r passed failed skipped < <(find "$TEST_RESULTS" -name '*.trx' -exec grep -ho '<Counters [^>]*>' {} + | add_counters)
    failed=$((failed + crashed))
    printf '%d passed, %d failed' "$passed" "$failed"
    [ "$skipped" = 0 ] || printf ', %d skipped' "$skipped"
    printf '\n'
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}

add_counters() {
    awk '
        function value(name,  at) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0 }
        { total += value("total"); passed += value("passed"); failed += value("failed") + value("error") + value("timeout") + value("aborted") }
        END { print passed + 0, failed + 0, total - passed - failed }'
}
