"""Circuit breakers whose state lives in Redis under circuit_breaker:<name>, as JSON with a 10-second expiry.

The expiry is upstream's: the state of an idle breaker disappears, and with Redis on tmpfs so does all state at a restart.
"""
import json
import time

from xnai import redis_client

FAILURE_THRESHOLD = 5
RECOVERY_TIMEOUT = 60
HALF_OPEN_MAX_CALLS = 3
EXPIRY = 10

_FRESH = {
    "state": "closed", "failure_count": 0, "last_failure_time": None, "success_count": 0, "last_success_time": None,
    "total_calls": 0, "total_failures": 0, "total_successes": 0,
}


class CircuitOpen(Exception):
    """The call was refused: the breaker is open."""


class CircuitBreaker:
    def __init__(self, name, log):
        self.key = "circuit_breaker:" + name
        self.name = name
        self.log = log
        self.fields = dict(_FRESH)

    def call(self, function):
        """Run function unless the breaker is open. Raises CircuitOpen, or what function raised."""
        try:
            self._admit()
            result = function()
        except CircuitOpen:
            raise
        except Exception:
            self._failed()
            raise
        else:
            self._succeeded()
            return result
        finally:
            self._save()

    def _admit(self):
        fields = self.fields
        if fields["state"] == "open":
            if time.time() - (fields["last_failure_time"] or 0) < RECOVERY_TIMEOUT:
                raise CircuitOpen(self.name)
            self._turn("half_open")
            fields["success_count"] = 0
        fields["total_calls"] += 1

    def _succeeded(self):
        fields = self.fields
        fields["last_success_time"] = time.time()
        fields["success_count"] += 1
        fields["total_successes"] += 1
        if fields["state"] == "half_open" and fields["success_count"] >= HALF_OPEN_MAX_CALLS:
            self._turn("closed")
        if fields["state"] == "closed":
            fields["failure_count"] = 0

    def _failed(self):
        fields = self.fields
        fields["last_failure_time"] = time.time()
        fields["failure_count"] += 1
        fields["total_failures"] += 1
        if fields["state"] == "half_open" or fields["failure_count"] >= FAILURE_THRESHOLD:
            self._turn("open")

    def _turn(self, state):
        if self.fields["state"] != state:
            self.log.warning("circuit breaker %s: %s -> %s", self.name, self.fields["state"], state)
            self.fields["state"] = state

    def _save(self):
        try:
            redis_client.command("SETEX", self.key, EXPIRY, json.dumps(self.fields))
        except (OSError, redis_client.RedisError) as error:
            self.log.warning("circuit breaker %s: state not kept: %s", self.name, error)
