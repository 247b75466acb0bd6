"""Metrics of the RAG service. OBSERVABILITY=simple takes the direct module; anything else the January import chain."""
import os

if os.environ.get("OBSERVABILITY", "full") == "simple":
    from xnai.observability_simple import Metrics
else:
    try:
        from opentelemetry.sdk.metrics import MeterProvider as Metrics
    except ImportError:
        # The fault of January 2026: the fallback was renamed, this import was not, and nothing logs before it runs.
        from xnai.observability_fallback import NoOpMeterProvider as Metrics

__all__ = ["Metrics"]
