"""The export as JSON, in the shape that the outside contract fixes: numbers as decimal strings, null where there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from opsplanner.documents import numerals, sentences
from opsplanner.documents.chart import Chart
from opsplanner.documents.document import Document


def write(document: Document, languages: Sequence[str]) -> bytes:
    """The document as UTF-8 JSON, labels in the first language."""
    return json.dumps(as_dict(document, languages[0]), ensure_ascii=False, indent=2).encode("utf-8") + b"\n"


def as_dict(document: Document, lang: str) -> Mapping[str, object]:
    """The same as plain values, for an API or a command that adds to it."""
    facts = document.facts
    remarks = [text for _key, text in sentences.remarks(document, lang)]
    return {
        "operation": facts.operation,
        "as_of": facts.instant().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "basis": facts.basis,
        "filters": {choice.key: [code for code, _ in choice.values] for choice in facts.filters},
        "synthetic": facts.synthetic,
        "reported": {"n": facts.reported, "of": facts.expected},
        "measures": [{"key": m.key, "unit": m.unit, "value": _value(m.value)} for m in document.measures],
        "charts": [_chart(chart, lang) for chart in document.charts],
        "language": lang,
        "marking": facts.marking,
        "notes": [*sentences.notices(replace(facts, marking=""), lang), *dict.fromkeys(remarks)],
    }


def _chart(chart: Chart, lang: str) -> Mapping[str, object]:
    return {
        "key": chart.key,
        "title": chart.title.to(lang),
        "unit": chart.unit,
        "categories": [category.label.to(lang) for category in chart.categories],
        "series": [
            {"key": s.key, "label": s.label.to(lang), "values": [_value(v) for v in s.values]} for s in chart.series
        ],
    }


def _value(amount: Decimal | None) -> str | None:
    return None if amount is None else numerals.plain(amount)
