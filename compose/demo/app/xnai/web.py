"""A small HTTP server that sleeps in select() while nobody calls."""
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    """Subclasses answer with send(); requests are not logged, health checks would drown the rest."""

    server_version = "xnai"
    sys_version = ""

    def send(self, status, body, content_type="text/html; charset=utf-8"):
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        try:
            self.end_headers()
            self.wfile.write(data)
        except ConnectionError:
            # The caller gave up; nobody is left to tell.
            self.close_connection = True

    def send_json(self, status, value):
        self.send(status, json.dumps(value), "application/json")

    def log_message(self, *_):
        pass


def serve(port, handler):
    server = ThreadingHTTPServer(("0.0.0.0", port), handler)
    server.daemon_threads = True
    server.serve_forever(poll_interval=3600)
