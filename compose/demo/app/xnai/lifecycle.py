"""How every service ends: PID 1 gets no default handler for SIGTERM, so each process sets one."""
import signal
import sys


def exit_on_term():
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
