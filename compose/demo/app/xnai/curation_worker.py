"""curation_worker: curates what the crawler found and watches rag through a circuit breaker."""
import os
import urllib.error
import urllib.request

from xnai import redis_client, worker
from xnai.circuit_breakers import CircuitBreaker, CircuitOpen
from xnai.lifecycle import exit_on_term
from xnai.logs import open_log


def main():
    exit_on_term()
    log = open_log("curation_worker")
    rag = CircuitBreaker("rag", log)
    redis = CircuitBreaker("redis_queue", log)

    def rag_is_up():
        with urllib.request.urlopen(os.environ["RAG_API_URL"] + "/health", timeout=3) as response:
            response.read()

    def work():
        try:
            rag.call(rag_is_up)
            found = redis.call(lambda: redis_client.command("LPOP", "curation:queue"))
        except CircuitOpen as breaker:
            log.info("waiting: circuit breaker %s is open", breaker)
        except (OSError, urllib.error.URLError, redis_client.RedisError) as error:
            log.warning("round failed: %s", error)
        else:
            log.info("nothing to curate" if found is None else "curated %s", *([] if found is None else [found.decode()]))

    # Under the 10 s expiry of the breakers' state, so that it stays readable.
    worker.run(work, seconds=8)


if __name__ == "__main__":
    main()
