"""The round of a worker: do the work, show a heartbeat, wait."""
import pathlib
import time

HEARTBEAT = pathlib.Path("/tmp/heartbeat")


def run(work, seconds):
    while True:
        work()
        HEARTBEAT.touch()
        time.sleep(seconds)
