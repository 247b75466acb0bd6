"""The few Redis commands that the stack needs, spoken as RESP2 over one socket per call."""
import os
import socket


class RedisError(Exception):
    """Redis answered with an error."""


def command(*words):
    """Run one command; returns bytes, int or None. Raises OSError or RedisError."""
    address = (os.environ.get("REDIS_HOST", "redis"), int(os.environ.get("REDIS_PORT", "6379")))
    with socket.create_connection(address, timeout=3) as connection, connection.makefile("rb") as reader:
        password = os.environ.get("REDIS_PASSWORD")
        if password:
            _call(connection, reader, "AUTH", password)
        return _call(connection, reader, *words)


def _call(connection, reader, *words):
    parts = [str(word).encode() for word in words]
    message = b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(part), part) for part in parts)
    connection.sendall(message)
    return _reply(reader)


def _reply(reader):
    line = reader.readline()
    if not line:
        raise OSError("Redis closed the connection")
    kind, rest = line[:1], line[1:].rstrip(b"\r\n")
    if kind == b"-":
        raise RedisError(rest.decode())
    if kind == b":":
        return int(rest)
    if kind == b"$":
        size = int(rest)
        return None if size < 0 else reader.read(size + 2)[:-2]
    return rest
