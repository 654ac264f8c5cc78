"""The section of the currency of totals and of the rates into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opsplanner.operations.models import ExchangeRate, Operation
from opsplanner.operations.sections.section import Values


def read_money(operation: Operation) -> Values:
    """The currency, and each rate with the day from which it holds."""
    rates = [{"currency": r.currency, "valid_from": r.valid_from, "rate": r.rate} for r in operation.rates]
    return {"currency": operation.currency, "rates": rates}


def write_money(operation: Operation, values: Mapping[str, Any]) -> None:
    """A rate is known by currency and day: the same ones are changed in place, the others added or removed."""
    operation.currency = values["currency"]
    wanted = {(row["currency"], row["valid_from"]): row["rate"] for row in values["rates"]}
    for rate in list(operation.rates):
        if (key := (rate.currency, rate.valid_from)) in wanted:
            rate.rate = wanted.pop(key)
        else:
            operation.rates.remove(rate)
    operation.rates.extend(ExchangeRate(currency=c, valid_from=day, rate=rate) for (c, day), rate in wanted.items())
