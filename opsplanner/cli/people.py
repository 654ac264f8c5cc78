"""Commands about the running of the platform: the worker."""

from __future__ import annotations

import logging
import time

from flask import current_app

from opsplanner.cli import acting
from opsplanner.core import jobs, mail


@acting.command("worker")
def worker() -> None:
    """Sends mail and does long jobs, until it is stopped."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    while True:
        busy = jobs.run_next()
        sent = mail.deliver(current_app.config["MAIL_URL"], current_app.config["SECURITY_EMAIL_SENDER"])
        if not busy and not sent:
            time.sleep(1)
