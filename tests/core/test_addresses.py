"""An id in an address that no database column can hold leads nowhere, whichever page it is asked of."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import NotFound
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from opsplanner.core.access import Role
from opsplanner.directory.models import Account
from tests import factories

GREATEST = 2**31 - 1
TOO_GREAT = (GREATEST + 1, 9_999_999_999, 999_999_999_999_999_999_999)


def with_ids(app: Flask) -> list[Rule]:
    """Every route that takes a whole number."""
    kinds = ((rule, rule._converters.values()) for rule in app.url_map.iter_rules())
    return [rule for rule, converters in kinds if any(isinstance(each, IntegerConverter) for each in converters)]


def address(rule: Rule, number: int) -> str:
    """The route with this number in every place for one."""
    path = rule.rule
    for name, converter in rule._converters.items():
        words = sorted(converter.items) if isinstance(converter, AnyConverter) else ["OP1"]
        said = str(number) if isinstance(converter, IntegerConverter) else words[0]
        path = re.sub(rf"<(?:[^<>]*:)?{name}>", said, path)
    return path


def test_every_route_takes_the_greatest_id_and_nothing_above_it(app: Flask) -> None:
    rules, addresses = with_ids(app), app.url_map.bind("localhost")
    assert len(rules) > 20
    for rule in rules:
        method = min(rule.methods or {"GET"})
        assert addresses.match(address(rule, GREATEST), method)[0] == rule.endpoint
        for number in TOO_GREAT:
            with pytest.raises(NotFound):
                addresses.match(address(rule, number), method)


@pytest.mark.parametrize("number", [GREATEST, GREATEST + 1, 999_999_999_999_999_999_999])
def test_every_page_answers_that_it_is_not_there(
    app_context: Flask, sign_in: Callable[[Account], FlaskClient], number: int
) -> None:
    factories.operation()
    browser = sign_in(factories.account("desk@wco.test", "WCO", Role.SECRETARIAT))
    pages = [rule for rule in with_ids(app_context) if "GET" in (rule.methods or ())]
    answers = {address(rule, number): browser.get(address(rule, number)).status_code for rule in pages}
    assert set(answers.values()) == {404}, answers
