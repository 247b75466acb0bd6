"""Query count and latency, in Prometheus' text format, without a library."""
import threading

BUCKETS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.3, 1.0)


class Metrics:
    def __init__(self):
        self._lock = threading.Lock()
        self._counts = [0] * len(BUCKETS)
        self._count = 0
        self._sum = 0.0

    def observe(self, seconds):
        with self._lock:
            self._count += 1
            self._sum += seconds
            for index, bound in enumerate(BUCKETS):
                if seconds <= bound:
                    self._counts[index] += 1

    def render(self):
        name = "xnai_rag_query_seconds"
        with self._lock:
            lines = [f"# HELP {name} Time to answer a query.", f"# TYPE {name} histogram"]
            lines += [f'{name}_bucket{{le="{bound}"}} {count}' for bound, count in zip(BUCKETS, self._counts)]
            lines += [f'{name}_bucket{{le="+Inf"}} {self._count}', f"{name}_sum {self._sum:.6f}", f"{name}_count {self._count}"]
        return "\n".join(lines) + "\n"
