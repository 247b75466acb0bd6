"""Logging to stderr and, where LOG_DIR can be written, to LOG_DIR/<service>.log."""
import logging
import os
from logging.handlers import RotatingFileHandler

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def open_log(service):
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO"), format=FORMAT)
    log = logging.getLogger(service)
    directory = os.environ.get("LOG_DIR")
    if directory:
        try:
            file = RotatingFileHandler(os.path.join(directory, service + ".log"), maxBytes=512 * 1024, backupCount=1)
        except OSError as error:
            # A tmpfs with a wrong mode must not take the service down, but it must be seen.
            log.warning("no log file, stderr only: %s", error)
        else:
            file.setFormatter(logging.Formatter(FORMAT))
            log.addHandler(file)
    return log
