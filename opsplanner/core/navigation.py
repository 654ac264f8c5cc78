"""Lists of links to pages - the top bar, the tabs of an operation - each shown to those who may open it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, request, url_for
from flask_babel.speaklater import LazyString

from opsplanner.core.access import Actor, Permission, Role


@dataclass(frozen=True, slots=True)
class Page:
    """A page worth a link: its view, its name, the permission it needs, and other views that count as being there.

    `roles`: only for those who hold one of them in the operation (those who hold none of them have nothing of their own there).
    """

    endpoint: str
    label: LazyString
    permission: Permission
    within: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()

    def is_for(self, actor: Actor, code: str | None) -> bool:
        """Whether this actor is offered the page; with a code, in that operation."""
        of_theirs = not self.roles or code is None or bool(actor.organisations_in(code, *self.roles))
        return of_theirs and actor.may(self.permission, code)

    def holds(self, endpoint: str) -> bool:
        """Whether a view is this page or lies within it; `package.` in `within` stands for every view of a package."""
        inside = endpoint in self.within or endpoint.split(".")[0] + "." in self.within
        return endpoint == self.endpoint or inside


@dataclass(frozen=True, slots=True)
class Link:
    """A page as drawn: name, address, and whether the reader is there."""

    label: str
    url: str
    current: bool


def links(pages: Sequence[Page], **values: Any) -> list[Link]:
    """The pages this request's actor may open; `values` go into the addresses (`code` asks for the right in that operation)."""
    if g.get("actor") is None:
        return []
    allowed = [page for page in pages if page.is_for(g.actor, values.get("code"))]
    here = _nearest(allowed, request.endpoint or "")
    return [Link(str(page.label), url_for(page.endpoint, **values), page is here) for page in allowed]


def _nearest(pages: Iterable[Page], endpoint: str) -> Page | None:
    """The page whose own view it is, else the first that holds it."""
    found = [page for page in pages if page.holds(endpoint)]
    return next((page for page in found if page.endpoint == endpoint), found[0] if found else None)
