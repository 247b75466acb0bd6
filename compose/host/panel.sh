# shellcheck shell=bash
# Publishes the panel when its sources changed, and becomes it.

PANEL=$ARTIFACTS/panel

need_sdk() {
    if have dotnet && dotnet --list-sdks | grep -q '^10\.'; then return; fi
    die "The .NET 10 SDK is not here." "Ubuntu 24.04 and later: sudo apt-get install -y dotnet-sdk-10.0
              others: curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0, then add ~/.dotnet to PATH"
}

panel_sources() {
    find "$REPO"/XnaiControl.Core "$REPO"/XnaiControl.Web "$REPO"/Directory.*.props "$REPO"/global.json -type f \
        ! -path '*/bin/*' ! -path '*/obj/*' -print0 | sort -z | xargs -0 sha256sum | sha256sum
}

panel_is_current() { [ "$(cat "$PANEL/.sources" 2>/dev/null)" = "$(panel_sources)" ]; }

# Compiled ahead of time the panel needs less than half of the processor in its first minutes; that takes two packages
# of the SDK's vendor for this processor, and where they cannot be had the panel compiles itself as it runs.
ahead_of_time() {
    local rid
    case $(uname -m) in
    x86_64) rid=linux-x64 ;;
    aarch64) rid=linux-arm64 ;;
    *) return 1 ;;
    esac
    # The lock files name no processor, so that restore has one of its own beside; versions are pinned either way.
    AHEAD=(--runtime "$rid" -p:PublishReadyToRun=true -p:SelfContained=false -p:TieredCompilation=false -p:NuGetLockFilePath=obj/ahead.lock.json)
    dotnet restore "$REPO/XnaiControl.Web" "${AHEAD[@]}" >/dev/null 2>&1
}

publish_panel() {
    local AHEAD=()
    ! panel_is_current || return 0
    rm -rf "$PANEL"
    ahead_of_time || AHEAD=()
    # No build servers: nothing of this stays behind in the background.
    MSBUILDDISABLENODEREUSE=1 dotnet publish "$REPO/XnaiControl.Web" -c Release -o "$PANEL" "${AHEAD[@]}" \
        -p:UseSharedCompilation=false --nologo 3>&-
    panel_sources >"$PANEL/.sources"
}

start_panel() { # becomes the panel, so that Ctrl-C reaches it alone and the stack stays
    export XNAI_LISTEN=${XNAI_LISTEN:-http://localhost:8787} XNAI_DATA
    export XNAI_ENGINE=$ENGINE XNAI_STACK=$STACK XNAI_PROJECT=$PROJECT XNAI_COMPOSE=${COMPOSE[*]}
    if (exec 9<>"/dev/tcp/127.0.0.1/${XNAI_LISTEN##*:}") 2>/dev/null; then
        die "${XNAI_LISTEN} is taken, perhaps by a panel that already runs." "open it, or choose another: XNAI_LISTEN=http://localhost:8788 ./run.sh"
    fi
    echo $$ >"$RUN/panel.pid"
    cd "$PANEL" || exit 1
    exec dotnet XnaiControl.Web.dll 3>&-
}
