"""What the stack falls back to without opentelemetry."""


class SilentMeterProvider:
    def observe(self, seconds):
        """Accept a measurement and forget it."""

    def render(self):
        return ""
