"""Static files: their address changes with their content, so browsers keep them for good; text goes out compressed."""

from __future__ import annotations

import gzip
from functools import lru_cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from flask import Flask, Response, abort, request, send_file
from werkzeug.security import safe_join

from opsplanner.core.access import public

FOR_GOOD = "public, max-age=31536000, immutable"
COMPRESSIBLE = {".css", ".js", ".json", ".svg", ".txt"}
COMPRESSORS = {
    "br": lambda content: brotli.compress(content, quality=9),
    "gzip": lambda content: gzip.compress(content, 9),
}


def release_of(folder: Path) -> str:
    """Eight letters that stand for everything in the folder."""
    whole = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:8]


@lru_cache(maxsize=256)
def compressed(path: Path, encoding: str) -> bytes:
    """The file as one encoding sends it: made when first asked for, then kept."""
    return COMPRESSORS[encoding](path.read_bytes())


def init(app: Flask) -> None:
    """Serves the folder `static` under `/static/<release>/`; relative addresses inside it stay within one release."""
    folder = Path(app.root_path) / "static"
    release = release_of(folder)

    @public
    def static(filename: str) -> Response:
        found = safe_join(str(folder), filename)
        if found is None or not Path(found).is_file():
            abort(404)
        answer = _answer(Path(found))
        answer.headers["Cache-Control"] = FOR_GOOD
        answer.set_etag(f"{release}-{answer.content_encoding or 'plain'}")
        answer.make_conditional(request)
        return answer

    app.add_url_rule(f"/static/{release}/<path:filename>", endpoint="static", view_func=static)


def _answer(path: Path) -> Response:
    if path.suffix not in COMPRESSIBLE:
        return send_file(path, etag=False)
    encoding = request.accept_encodings.best_match(list(COMPRESSORS))
    content = compressed(path, encoding) if encoding else path.read_bytes()
    answer = Response(content, mimetype=guess_type(path.name)[0])
    if encoding:
        answer.content_encoding = encoding
    answer.vary.add("Accept-Encoding")
    return answer
