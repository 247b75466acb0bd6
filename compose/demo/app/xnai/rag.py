"""rag: the API on 8000 (/health, POST /query) and metrics on 8002."""
import json
import sys
import threading
import time
import traceback

from xnai import redis_client
from xnai.circuit_breakers import CircuitBreaker, CircuitOpen
from xnai.lifecycle import exit_on_term
from xnai.logs import open_log
from xnai.retrieval import Library
from xnai.web import Handler, serve

# Podman's restart policy starts a failed container again at once. Waiting here keeps a crash loop calm.
BACK_OFF = 8
LONGEST_QUERY = 64 * 1024


def load_metrics():
    try:
        from xnai.observability import Metrics
    except ImportError:
        traceback.print_exc()
        print(f"rag: cannot start without observability; next try in {BACK_OFF} s", file=sys.stderr, flush=True)
        time.sleep(BACK_OFF)
        sys.exit(1)
    return Metrics()


def main():
    exit_on_term()
    metrics = load_metrics()
    log = open_log("rag")
    library = Library("/workspace/docs")
    redis = CircuitBreaker("redis", log)
    llm = CircuitBreaker("rag_api", log)

    class Api(Handler):
        def do_GET(self):
            if self.path != "/health":
                return self.send_json(404, {"error": "try /health or POST /query"})
            try:
                redis.call(lambda: redis_client.command("PING"))
            except (CircuitOpen, OSError, redis_client.RedisError) as error:
                return self.send_json(503, {"status": "degraded", "redis": str(error)})
            return self.send_json(200, {"status": "healthy", "passages": len(library.passages)})

        def do_POST(self):
            if self.path != "/query":
                return self.send_json(404, {"error": "try POST /query"})
            try:
                size = int(self.headers.get("Content-Length", "0"))
                if not 0 < size <= LONGEST_QUERY:
                    return self.send_json(413, {"error": f"send 1 to {LONGEST_QUERY} bytes with a Content-Length"})
                query = json.loads(self.rfile.read(size))["query"]
                assert isinstance(query, str)
            except (ValueError, KeyError, TypeError, AssertionError):
                return self.send_json(400, {"error": 'send {"query": "text"}'})
            started = time.perf_counter()
            try:
                answer = llm.call(lambda: library.search(query))
            except CircuitOpen:
                return self.send_json(503, {"error": "circuit breaker rag_api is open"})
            taken = time.perf_counter() - started
            metrics.observe(taken)
            log.info("query of %d characters: %d passages in %.1f ms", len(query), len(answer), taken * 1000)
            return self.send_json(200, {"passages": answer, "milliseconds": round(taken * 1000, 3)})

    class Metrics(Handler):
        def do_GET(self):
            if self.path != "/metrics":
                return self.send(404, "try /metrics\n", "text/plain")
            return self.send(200, metrics.render(), "text/plain; version=0.0.4")

    threading.Thread(target=serve, args=(8002, Metrics), daemon=True).start()
    log.info("API on 8000, metrics on 8002, %d passages", len(library.passages))
    serve(8000, Api)


if __name__ == "__main__":
    main()
