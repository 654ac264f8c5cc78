"""The web's manners: security headers with a nonce, error pages, downloads, small template aids."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from flask import Flask, Response, current_app, g, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from opsplanner import __version__
from opsplanner.core import settings
from opsplanner.core.asking import with_query
from opsplanner.core.disk import no_room_left
from opsplanner.core.errors import Forbidden, Missing, Refusal

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def csp_nonce() -> str:
    """The nonce of this answer."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def add_headers(response: Response) -> Response:
    """Security headers on every answer; pages of signed-in people are never cached."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY.format(nonce=csp_nonce()))
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint != "static":
        headers.setdefault("Cache-Control", "no-store")
    return response


def by_script() -> bool:
    """Whether a script of ours asks, which wants a part of a page or nothing but where to go on."""
    return request.headers.get("X-Requested-With") == "fetch"


def download(content: bytes, file_name: str, media_type: str) -> Response:
    """A file to keep: attachment, its name as an RFC 6266 parameter."""
    file_name = " ".join(file_name.split())
    plain = file_name.encode("ascii", "replace").decode().replace('"', "'").replace("?", "_")
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name)}"
    return response


def with_args(**changes: Any) -> str:
    """This page's address with some of its arguments changed (None removes one): links of sorting, paging and filters."""
    arguments: dict[str, Any] = request.args.to_dict(flat=False)
    arguments.pop("lang", None)
    for name, value in changes.items():
        arguments.pop(name, None)
        if value is not None:
            arguments[name] = value
    return with_query(request.path, arguments)


def sentence_for(code: int) -> tuple[str, str]:
    """Title and sentence of an error page."""
    sentences = {
        400: (_("This could not be sent"), _("The form was open too long or was sent from another place. Go back, reload the page and send it again.")),
        401: (_("Please sign in"), _("Your session has ended. Sign in again; what you typed is still in the page you came from.")),
        403: (_("Not for your role"), _("You can see this, but your role does not allow this action. The planner of the operation can change roles.")),
        404: (_("Page not found"), _("There is no such page, or it is not shared with you.")),
        405: (_("This could not be done this way"), _("Go back and use the button on the page.")),
        409: (_("This cannot be done now"), _("Somebody may have been faster. Go back, reload the page and look at it again.")),
        413: (_("The file is too large"), _("Send a file of at most %(n)s MB, or split it in two.", n=current_app.config["MAX_UPLOAD_MB"])),
        422: (_("This could not be understood"), _("Go back and choose again.")),
        429: (_("Too many attempts"), _("Wait a minute, then try again.")),
        507: (_("There is no room left to store this"), _("Nothing was stored. The secretariat makes room on the disk; then send it again.")),
    }  # fmt: skip
    return sentences.get(
        code,
        (
            _("Something went wrong on our side"),
            _("Nothing was stored. Try again; if it happens again, tell the secretariat what you did."),
        ),
    )


def error_page(code: int, sentence: str = "") -> tuple[str, int]:
    """The page shown instead of the one asked for."""
    title, usual = sentence_for(code)
    form = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    back = request.full_path.rstrip("?") if code == 413 and form else ""
    return render_template("core/error.html", title=title, sentence=sentence or usual, code=code, back=back), code


def register_errors(app: Flask) -> None:
    """Every fault gets a page with a sentence; what a service refuses keeps its own sentence."""

    @app.errorhandler(HTTPException)
    def _http(fault: HTTPException) -> Any:
        if fault.response is not None or fault.code is None or fault.code < 400:
            return fault
        return error_page(fault.code)

    @app.errorhandler(Missing)
    def _missing(_fault: Missing) -> Any:
        return error_page(404)

    @app.errorhandler(Refusal)
    def _refused(fault: Refusal) -> Any:
        return error_page(403 if isinstance(fault, Forbidden) else 409, str(fault))

    @app.errorhandler(Exception)
    def _full(fault: Exception) -> Any:
        if not no_room_left(fault):
            raise fault
        app.logger.error("no room left on the disk: %s", getattr(fault, "orig", fault))
        return error_page(507)


def demo_loaded() -> bool:
    """Whether the data are invented; asked once a request. Without a database there are none."""
    if "demo" not in g:
        try:
            g.demo = bool(settings.get("demo"))
        except sa.exc.SQLAlchemyError:
            g.demo = False
    return bool(g.demo)


def told(text: str) -> str:
    """What somebody wrote, as it stands; what people of the demo wrote is in the catalogue, and read in the reader's language."""
    return _(text) if text and demo_loaded() else text


def breakable(address: str) -> Markup:
    """An e-mail address that a narrow line breaks before its @ and its dots rather than inside a word; one element, for cards of a table."""
    parts = [char if char not in "@." else Markup("<wbr>") + char for char in address or ""]
    return Markup("<span>%s</span>") % Markup("").join(parts) if parts else Markup("")


def init(app: Flask) -> None:
    """Headers, error pages and template aids."""
    app.context_processor(lambda: {"demo": demo_loaded()})
    app.after_request(add_headers)
    register_errors(app)
    app.add_template_filter(told)
    app.add_template_filter(breakable)
    app.add_template_global(csp_nonce)
    app.add_template_global(with_args)
    app.jinja_env.globals["version"] = __version__
