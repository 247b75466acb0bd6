# shellcheck shell=bash disable=SC2034
# Where things lie. $REPO is set by the script that sources this.

STATE=${XDG_STATE_HOME:-$HOME/.local/state}/xnaicontrol
RUN=${XNAI_RUN:-$STATE/run}
XNAI_DATA=${XNAI_DATA:-$STATE/data}
LOG_DIR=$RUN/log
ARTIFACTS=$REPO/.artifacts
DEMO=$REPO/compose/demo
DEMO_PROJECT=xnai

fits_a_socket() { # a socket's path may have 107 bytes
    [ "${#1}" -lt 100 ] || die "The path $1 is too long for a socket." "set XNAI_RUN to a shorter folder, such as /tmp/xnai-run."
}
