"""Requests that need more memory or time than a web process should give: answered by a process made for the one request.

A server with the application's code loaded starts when it is first needed. For every such request it forks a process, which
holds what the request needs (all of a large sheet) and gives all of it back when it ends. That process is the application
itself: it looks again at who asks, and its answer is handed on as it stands.
"""

from __future__ import annotations

import gc
import io
import marshal
import multiprocessing
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.test import create_environ, run_wsgi_app

from opsplanner.core.db import db

CONTEXT = multiprocessing.get_context("forkserver")
WALL_SECONDS = 120
AT_ONCE = BoundedSemaphore(2)
FORM = "application/x-www-form-urlencoded"
Settings = Mapping[str, Any]
Make = Callable[..., Flask]


def init(app: Flask, make: Make, overrides: Settings) -> None:
    """`make(**overrides)` makes this same application in another process."""
    app.extensions["apart"] = make, overrides
    CONTEXT.set_forkserver_preload([make.__module__])


def is_apart() -> bool:
    """Whether this process was made for the request under way."""
    return "apart" not in current_app.extensions


def answer() -> Response:
    """The answer of a process of its own to the request under way; two at once, others wait their turn."""
    # Nothing may be held that the other process would wait for.
    db.session.rollback()
    make, overrides = current_app.extensions["apart"]
    mine, theirs = CONTEXT.Pipe(duplex=False)
    with AT_ONCE, mine:
        process = CONTEXT.Process(target=_work, args=(theirs, make, overrides, *_asked()), daemon=True)
        process.start()
        theirs.close()
        try:
            if not mine.poll(WALL_SECONDS):
                raise ServiceUnavailable
            status, headers, body = marshal.loads(mine.recv_bytes())  # noqa: S302 - written by our own process
        except EOFError:
            raise ServiceUnavailable from None
        finally:
            process.kill()
            process.join()
    return Response(body, status, headers)


def _asked() -> tuple[dict[str, str], bytes]:
    """The request as a server hands it over: what is plain of its environment, and the form as it was posted."""
    form = urlencode(list(request.form.items(multi=True))).encode()
    environ = {key: value for key, value in request.environ.items() if isinstance(value, str)}
    return {**environ, "CONTENT_TYPE": FORM, "CONTENT_LENGTH": str(len(form))}, form


def _work(to: Connection, make: Make, overrides: Settings, environ: dict[str, Any], form: bytes) -> None:
    app = make(**overrides)
    del app.extensions["apart"]
    # What was loaded before is neither walked through nor copied.
    gc.freeze()
    asked = {**create_environ(), **environ, "wsgi.input": io.BytesIO(form)}
    body, status, headers = run_wsgi_app(app, asked, buffered=True)
    to.send_bytes(marshal.dumps((status, list(headers), b"".join(body))))
