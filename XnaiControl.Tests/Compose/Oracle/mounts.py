"""Reads the mounts of compose files with another YAML library and other code than the panel's.

    python3 mounts.py FILE...    prints {file: {service: ["tmpfs /tmp", ...]} or null when it is not readable}
"""
import json
import os
import posixpath
import re
import sys

import yaml

VARIABLE = re.compile(r"\$\$|\$\{([A-Za-z_]\w*)(?:(:?[-+?])((?:[^{}]|\$\{[^{}]*\})*))?\}|\$([A-Za-z_]\w*)")


class Loader(yaml.SafeLoader):
    """Knows Compose's own tags; a mode stays the text that it is."""


for tag in ("!reset", "!override"):
    Loader.add_constructor(tag, lambda loader, node: None)
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def put_in(text):
    def value(match):
        if match.group(0) == "$$":
            return "$"
        sign = match.group(2) or ""
        return put_in(match.group(3) or "") if sign.endswith("-") else match.group(0) if sign.endswith("?") else ""

    return VARIABLE.sub(value, text)


def items(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def clean(path):
    return posixpath.normpath("/" + path.lstrip("/")) if path.startswith("/") else posixpath.normpath(path)


def mount(entry):
    if isinstance(entry, dict):
        kind = entry.get("type") or "volume"
        target = entry.get("target") or entry.get("destination") or entry.get("dst")
        return target and f"{kind if kind in ('tmpfs', 'bind', 'volume') else 'other'} {clean(put_in(target))}"
    parts = put_in(entry).split(":")
    if len(parts) > 1 and len(parts[0]) == 1 and parts[1].startswith("\\"):
        parts = [":".join(parts[:2])] + parts[2:]
    if len(parts) == 1:
        return parts[0] and f"volume {clean(parts[0])}"
    return f"{'bind' if parts[0][:1] in '/.~' and parts[0] or chr(92) in parts[0] else 'volume'} {clean(parts[1])}"


def mounts_of(service, services, seen=()):
    """An extended service of the same file gives its mounts; a volume on the same target replaces its own."""
    tmpfs = [f"tmpfs {clean(put_in(entry).split(':')[0])}" for entry in items(service.get("tmpfs"))]
    volumes = [found for found in map(mount, items(service.get("volumes"))) if found]
    base = service.get("extends")
    name = base if isinstance(base, str) else base.get("service") if isinstance(base, dict) and not base.get("file") else None
    if name in services and name not in seen and isinstance(services[name], dict):
        lower_tmpfs, lower_volumes = mounts_of(services[name], services, (*seen, name))
        targets = {found.split(" ", 1)[1] for found in volumes}
        tmpfs = [found for found in lower_tmpfs if found not in tmpfs] + tmpfs
        volumes = [found for found in lower_volumes if found.split(" ", 1)[1] not in targets] + volumes
    return tmpfs, volumes


def read(file):
    try:
        with open(file, encoding="utf-8") as stream:
            documents = [document for document in yaml.load_all(stream, Loader) if document is not None]
        services = documents[0].get("services") or {}
        return {name: sum(mounts_of(service or {}, services), []) for name, service in services.items()}
    except (yaml.YAMLError, AttributeError, TypeError, IndexError, UnicodeDecodeError):
        return None


print(json.dumps({os.path.abspath(file): read(file) for file in sys.argv[1:]}))
