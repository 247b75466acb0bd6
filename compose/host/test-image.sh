# shellcheck shell=bash
# The small image of the engine tests: one static busybox. Built once, loaded into every engine through its socket.

TEST_IMAGE=localhost/xnai-test:1

build_test_image() { # sets nothing; leaves $TEST_RUN/test-image.tar
    local context=$TEST_RUN/test-image root
    root=$context/rootfs
    mkdir -p "$root"/{bin,etc,tmp}
    chmod 1777 "$root/tmp"
    cp "$ARTIFACTS"/demo/xnai-demo-base/rootfs/{usr/,}bin/busybox "$root/bin/" 2>/dev/null || [ -e "$root/bin/busybox" ]
    link_busybox "$root"
    printf 'root:x:0:0::/:/bin/sh\nxnai:x:1001:1001::/:/bin/sh\n' >"$root/etc/passwd"
    printf 'FROM scratch\nCOPY rootfs/ /\nENV PATH=/bin\nCMD ["sh"]\n' >"$context/Containerfile"
    engine_build --network none -t "$TEST_IMAGE" -f "$context/Containerfile" "$context"
    engine_cli save -q -o "$TEST_RUN/test-image.tar" "$TEST_IMAGE"
}

load_test_image() { # engine's address
    curl -fsS --max-time 60 --unix-socket "${1#unix://}" -X POST -H 'Content-Type: application/x-tar' \
        --data-binary "@$TEST_RUN/test-image.tar" http://engine/v1.40/images/load
}
