# shellcheck shell=bash
# The demo's images. Each carries a hash of what it was made from as a label, so that a warm start builds nothing.

HASH_LABEL=dev.xnaicontrol.inputs
BASE_PACKAGES=(python3 busybox-static)
REDIS_PACKAGES=(redis-server redis-tools busybox-static)

demo_images() {
    base_image xnai-demo-base "${BASE_PACKAGES[@]}"
    base_image xnai-demo-redis-base "${REDIS_PACKAGES[@]}"
    image localhost/xnai-demo-redis:january "$DEMO/redis" Containerfile
    image localhost/xnai-demo-redis:recovered "$DEMO/redis" Containerfile.fixed
    image localhost/xnai-demo-app:january "$DEMO/app" Containerfile
    image localhost/xnai-demo-app:recovered "$DEMO/app" Containerfile.fixed
}

hash_of() { # path... : of the content and the names below them
    find "$@" -type f ! -path '*/__pycache__/*' -print0 | sort -z | xargs -0 sha256sum | sed "s|$REPO/||" | sha256sum | cut -c1-16
}

up_to_date() { # image, hash
    [ "$(engine_cli image inspect --format "{{index .Config.Labels \"$HASH_LABEL\"}}" "$1" 2>/dev/null)" = "$2" ]
}

base_image() { # name, package...
    local tag=localhost/$1:1 context=$ARTIFACTS/demo/$1 packages hash
    shift
    packages=$(echo "$*" | cat - "$REPO/compose/host/rootfs.sh" | sha256sum | cut -c1-16)
    hash=$(hash_of "$DEMO/base")-$packages
    if up_to_date "$tag" "$hash"; then return; fi
    if ! have dpkg || ! have apt-get; then
        engine_build -t "$tag" --label "$HASH_LABEL=$hash" --build-arg "PACKAGES=$*" -f "$DEMO/base/Containerfile.registry" "$DEMO/base"
        return
    fi
    if [ "$(cat "$context/packages" 2>/dev/null)" != "$packages" ]; then
        build_rootfs "$context/rootfs" "$@"
        echo "$packages" >"$context/packages"
    fi
    cp -r "$DEMO/base/." "$context"
    engine_build --network none -t "$tag" --label "$HASH_LABEL=$hash" -f "$context/Containerfile" "$context"
}

image() { # tag, context, Containerfile
    local hash
    hash=$(hash_of "$2" "$DEMO/base" "$REPO/compose/host/rootfs.sh" "$REPO/compose/host/images.sh")
    if up_to_date "$1" "$hash"; then return; fi
    engine_build --network none -t "$1" --label "$HASH_LABEL=$hash" -f "$2/$3" "$2"
}

engine_build() { engine_cli build -q "$@"; }
