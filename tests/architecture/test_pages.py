"""Every rule on templates sees the violation it was made for, and nothing in its lawful twin."""

import pytest

from tests.architecture import pages
from tests.architecture.source import Source

PLANTED = [
    ('<p style="color: red">', '<p class="style-red">'),
    ("<style>", "{# <style> #}"),
    ('<a onclick="go()">', '<a data-one="1" class="button">'),
    ('<a href="javascript:go()">', '<a href="/javascript">'),
    ("<script>go()</script>", '<script nonce="{{ csp_nonce() }}">go()</script>'),
    ('<script src="https://cdn.example/a.js">', '<script src="/static/a.js">'),
    ('<img src="//cdn.example/a.png">', '<img src="/static/a.png">'),
    ("{{ text|safe }}", "{{ text|safely }}"),
]


@pytest.mark.parametrize(("broken", "lawful"), PLANTED)
def test_a_planted_danger_is_seen(broken, lawful):
    assert list(pages.is_safe("home/home.html", broken))
    assert not list(pages.is_safe("home/home.html", lawful))


def test_a_long_template_is_seen():
    assert list(pages.keeps_its_size("home/home.html", "\n" * 201))
    assert not list(pages.keeps_its_size("home/home.html", "\n" * 200))


def test_an_unused_template_is_seen():
    view = Source("opsplanner/home/views.py", 'render_template("home/home.html")')
    included = {"home/home.html": '{% include "home/_part.html" %}', "home/_part.html": ""}
    assert not list(pages.unused(included, [view]))
    assert list(pages.unused({**included, "home/old.html": ""}, [view])) == ["home/old.html: nobody uses it"]


@pytest.mark.parametrize("template", ["home/start.html", "results/home.html"])
def test_a_template_named_unlike_its_view_is_seen(template):
    view = 'def home():\n    return render_template("{}")\n'
    assert list(pages.misnamed([Source("opsplanner/home/views.py", view.format(template))]))
    assert not list(pages.misnamed([Source("opsplanner/home/views.py", view.format("home/home.html"))]))


@pytest.mark.parametrize(
    "page",
    [
        "<p>Hello</p>",
        '<a title="Go there">',
        "<p>{{ number }} cases</p>",
        '<img alt="A map">',
        "{% if a %}Yes{% endif %}",
    ],
)
def test_words_that_nobody_can_translate_are_seen(page):
    assert list(pages.is_translatable("home/home.html", page))


@pytest.mark.parametrize(
    "page",
    [
        '<p class="lead">{{ _("Hello") }}</p>',
        '<a title="{{ _("Go there") }}" href="/a">OpsPlanner</a>',
        "{# Hello #}<!-- Hello --><p>{{ number }} &middot; 3 % …</p>",
        '<!doctype html>{% set a = "Yes" %}',
    ],
)
def test_translatable_words_pass(page):
    assert not list(pages.is_translatable("home/home.html", page))
