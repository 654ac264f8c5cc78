"""What is asked of us comes without control characters: no database, sheet or page can hold them, and nobody means them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from flask import Request as FlaskRequest
from werkzeug.datastructures import FileStorage, ImmutableMultiDict, MultiDict
from werkzeug.routing import IntegerConverter, Map, PathConverter, UnicodeConverter

from opsplanner.core.numbers import whole

# Tab and the ends of lines are meant.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Said(ImmutableMultiDict[str, Any]):
    """Query arguments, posted answers or files, their texts without control characters."""

    def __init__(self, pairs: Iterable[tuple[str, Any]] | None = None) -> None:
        super().__init__([(_plain(key), _plain(value)) for key, value in pairs or ()])


class Request(FlaskRequest):
    """A request whose arguments, answers and file names can be stored as they stand."""

    parameter_storage_class = Said


class IdConverter(IntegerConverter):
    """`<int:...>` in an address: only what a column of ids can hold; anything greater is no page."""

    regex = r"\d{1,10}"

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**31 - 1)


class WordConverter(UnicodeConverter):
    """`<...>` in an address; with a control character in it there is no such page."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map)
        self.regex = r"[^/\x00-\x1f\x7f-\x9f]+"


class FolderConverter(PathConverter):
    """`<path:...>` in an address, likewise."""

    regex = r"[^/\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*?"


def wholes(texts: Iterable[str]) -> list[int]:
    """The numbers among the texts."""
    return [number for text in texts if (number := whole(text)) is not None]


def with_query(address: str, arguments: Mapping[str, Any]) -> str:
    """An address of ours and what is asked of it.

    What a reader asked for is never handed to url_for: anybody may ask for `endpoint`, `code` or `_scheme`, which are its own words.
    """
    pairs = arguments.items(multi=True) if isinstance(arguments, MultiDict) else arguments.items()
    query = urlencode(list(pairs), doseq=True)
    return f"{address}?{query}" if query else address


def init(app: Flask) -> None:
    """Before any route is known: what is sent, and what stands in addresses."""
    app.request_class = Request
    app.add_template_global(with_query)
    app.url_map.converters |= {
        "int": IdConverter,
        "default": WordConverter,
        "string": WordConverter,
        "path": FolderConverter,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, FileStorage):
        value.filename = CONTROL.sub("", value.filename or "")
        return value
    return CONTROL.sub("", value) if isinstance(value, str) else value
