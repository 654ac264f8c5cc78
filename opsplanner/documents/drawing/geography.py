"""The countries of the page's own map as paths: the same offline geometry, in the same projection, for paper."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[2] / "static" / "vendor" / "topojson" / "world_50m.json"
NORTH, SOUTH = 84.0, -57.0
LEFT_OUT = "ATA"  # has no customs, and lies around the pole
HALF = math.pi * 0.8707  # the projection of the easternmost point of the equator
SMALL = 3.0  # narrower countries are marked by a dot

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Country:
    """One country by its ISO 3166-1 alpha-3 code: its outline as path data, and the middle of it where it is too small to be seen."""

    code: str
    path: str
    dot: Point | None


def project(longitude: float, latitude: float) -> Point:
    """The Natural Earth projection of Tom Patterson, as polynomials of the latitude; both in radians of the equator."""
    across, up = math.radians(longitude), math.radians(latitude)
    square = up * up
    fourth = square * square
    return (
        across * (0.8707 - 0.131979 * square + fourth * (-0.013791 + fourth * (0.003971 * square - 0.001529 * fourth))),
        up * (1.007226 + square * (0.015085 + fourth * (-0.044475 + 0.028874 * square - 0.005916 * fourth))),
    )


def height(width: float) -> float:
    """How high a map of this width is."""
    return (project(0, NORTH)[1] - project(0, SOUTH)[1]) * width / (2 * HALF)


@lru_cache(maxsize=4)
def countries(width: float) -> tuple[Country, ...]:
    """Every country, in a map of this width."""
    world = json.loads(SOURCE.read_text(encoding="utf-8"))
    arcs = [list(_decoded(arc, world["transform"])) for arc in world["arcs"]]
    found = world["objects"]["countries"]["geometries"]
    return tuple(_country(each, arcs, width) for each in found if each.get("id", LEFT_OUT) != LEFT_OUT)


def _decoded(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> Iterator[Point]:
    """Steps on the grid of the file as longitude and latitude."""
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield x * wide + left, y * high + low


def _country(geometry: dict[str, Any], arcs: list[list[Point]], width: float) -> Country:
    rings = [
        [_placed(point, width) for point in ring]
        for polygon in ([geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"])
        for numbers in polygon
        for ring in _sides(list(_ring(numbers, arcs)))
    ]
    across = [x for ring in rings for x, _y in ring]
    small = max(across, default=0) - min(across, default=0) < SMALL
    middle = _placed(tuple(geometry["properties"]["ct"]), width) if small else None
    return Country(geometry["id"], "".join(map(_outline, rings)), middle)


def _ring(numbers: Sequence[int], arcs: list[list[Point]]) -> Iterator[Point]:
    """The arcs of a ring one after another; a negative number is an arc the other way round."""
    for place, number in enumerate(numbers):
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        yield from points[1:] if place else points


def _sides(ring: Sequence[Point]) -> Iterator[list[Point]]:
    """The ring, twice where it goes over the line of 180 degrees: what lies beyond on one side stands at the other edge of the map."""
    turned, turn = [], 0.0
    for place, (x, y) in enumerate(ring):
        step = x - ring[place - 1][0] if place else 0.0
        turn += 360.0 if step < -180 else -360.0 if step > 180 else 0.0
        turned.append((x + turn, y))
    for shift in (0.0, 360.0, -360.0):
        if any(abs(x + shift) < 180 for x, _y in turned) and (not shift or any(abs(x) > 180 for x, _y in turned)):
            yield _cut([(x + shift, y) for x, y in turned])


def _cut(ring: list[Point]) -> list[Point]:
    """What of the ring lies on the map; where it leaves it, it runs straight along the edge to where it comes back."""
    start = next(place for place, (x, _y) in enumerate(ring) if abs(x) < 180)
    turned = [*ring[start:], *ring[:start]]
    beyond = [abs(x) > 180 for x, _y in turned]
    return [
        (min(max(x, -180.0), 180.0), y)
        for place, (x, y) in enumerate(turned)
        if not (beyond[place] and beyond[place - 1] and beyond[(place + 1) % len(turned)])
    ]


def _placed(point: Point, width: float) -> Point:
    x, y = project(point[0], min(max(point[1], SOUTH), NORTH))
    scale = width / (2 * HALF)
    return round((x + HALF) * scale, 1), round((project(0, NORTH)[1] - y) * scale, 1)


def _outline(ring: Sequence[Point]) -> str:
    """Path data without the points that fall on their neighbour; nothing for what is narrower than the pen."""
    kept = [point for place, point in enumerate(ring) if not place or point != ring[place - 1]]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z" if len(kept) > 2 else ""
