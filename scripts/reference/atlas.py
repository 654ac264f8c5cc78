"""A point inside each country, from Natural Earth's shapes as packed by the npm package world-atlas (TopoJSON)."""

from __future__ import annotations

import json
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
UNNUMBERED = {"Kosovo": "XK"}


def points(file: Path, numeric: dict[str, str]) -> dict[str, tuple[float, float]]:
    """(latitude, longitude) by alpha-2: the centre of each country's largest polygon; `numeric` maps ISO numbers to alpha-2."""
    topology = json.loads(file.read_text(encoding="utf-8"))
    arcs = [_unpack(arc, topology["transform"]) for arc in topology["arcs"]]
    largest: dict[str, tuple[float, float, float]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = numeric.get(shape.get("id", "")) or UNNUMBERED.get(shape["properties"]["name"])
        if code:
            largest[code] = max(largest.get(code, (0.0, 0.0, 0.0)), _largest(shape, arcs))
    return {code: (round(y, 1), round((x + 180) % 360 - 180, 1)) for code, (_, x, y) in largest.items()}


def _unpack(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """From steps on a grid to degrees."""
    (dx, dy), (x0, y0) = transform["scale"], transform["translate"]
    steps = zip(accumulate(step[0] for step in arc), accumulate(step[1] for step in arc), strict=True)
    return [(x * dx + x0, y * dy + y0) for x, y in steps]


def _largest(shape: dict[str, Any], arcs: list[list[Point]]) -> tuple[float, float, float]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return max(_area_and_centre(_ring(polygon[0], arcs)) for polygon in polygons)


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A closed ring; a negative number is an arc run backwards. Past 180 degrees east it counts on, as Russia and Fiji do."""
    points = [point for n in numbers for point in (arcs[n] if n >= 0 else reversed(arcs[~n]))]
    turns = [0, *(round((x0 - x1) / 360) for (x0, _), (x1, _) in pairwise(points))]
    return [(x + 360 * turn, y) for (x, y), turn in zip(points, accumulate(turns), strict=True)]


def _area_and_centre(ring: list[Point]) -> tuple[float, float, float]:
    crosses = [
        (x1 * y2 - x2 * y1, x1 + x2, y1 + y2) for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)
    ]
    doubled = sum(cross for cross, _, _ in crosses)
    if not doubled:
        return 0.0, *ring[0]
    x = sum(cross * xs for cross, xs, _ in crosses) / (3 * doubled)
    y = sum(cross * ys for cross, _, ys in crosses) / (3 * doubled)
    return abs(doubled), x, y
