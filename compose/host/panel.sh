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

publish_panel() {
    ! panel_is_current || return 0
    rm -rf "$PANEL"
    # No build servers: nothing of this stays behind in the background.
    MSBUILDDISABLENODEREUSE=1 dotnet publish "$REPO/XnaiControl.Web" -c Release -o "$PANEL" \
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
