"""Writes one component to html, as a page would, and reads the html back."""

from __future__ import annotations

from typing import Any

from flask import Flask, render_template_string
from lxml import html


def drawn(app: Flask, text: str, address: str = "/", **context: Any) -> html.HtmlElement:
    """The component that `text` calls, on a page at `address`; every module of components is imported under its name."""
    modules = ("actions", "figures", "forms", "layout", "lists", "status", "tables")
    imports = "".join(f'{{% import "components/{name}.html" as {name} %}}' for name in modules)
    with app.test_request_context(address):
        return html.fromstring(f"<main>{render_template_string(imports + text, **context)}</main>")


def words(element: html.HtmlElement) -> str:
    """What is read in an element, without the layout's white space."""
    return " ".join(element.text_content().split())
