"""What a service says when it cannot do as asked; the web and the command line turn it into a page or a sentence."""

from __future__ import annotations


class Missing(Exception):
    """There is no such thing, or this actor may not know of it: answered 404."""


class Refusal(Exception):
    """The thing cannot be done; its text is a translatable sentence saying why and what to do: answered 409."""


class Forbidden(Refusal):
    """The actor sees the thing but may not do this to it: answered 403."""


class Conflict(Refusal):
    """Somebody else changed the thing since the actor began; both versions can be shown: answered 409."""
