"""The peer: Datasette over the very database, its answers never cached, its limits lifted."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from bench import peers

PATIENCE = 60
LIMITS = ("sql_time_limit_ms", "facet_time_limit_ms")


class Datasette:
    """A running one, at its address."""

    def __init__(self, address: str) -> None:
        self.address = address

    def facet(self, direction: str) -> None:
        """Case rows of a direction, faceted by mode of transport."""
        asked = {"direction": direction, "_facet": "transport_mode", "_size": "0", "_nocount": "1"}
        told = self._ask("case_row.json", asked)
        assert told["facet_results"]["transport_mode"]["results"]

    def query(self, statement: str, direction: str) -> None:
        """The statement itself."""
        told = self._ask(
            ".json", {"sql": statement.replace("?", ":direction"), "direction": direction, "_shape": "array"}
        )
        assert told

    def _ask(self, what: str, words: dict[str, str]) -> dict[str, dict[str, dict[str, object]]]:
        place = self.address + (what if what.startswith(".") else f"/{what}")
        with urllib.request.urlopen(f"{place}?{urllib.parse.urlencode(words)}") as answer:
            told: dict[str, dict[str, dict[str, object]]] = json.load(answer)
        return told


@contextmanager
def serving(database: Path) -> Iterator[Datasette]:
    """Datasette over a database file, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = [word for name in LIMITS for word in ("--setting", name, "60000")]
    command = [str(peers.program("datasette", "datasette")), "serve", "-i", str(database), "--port", str(port)]
    with subprocess.Popen([*command, *settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address)
            yield Datasette(f"{address}/{database.stem}")
        finally:
            process.terminate()


def _wait(address: str) -> None:
    for _ in range(PATIENCE * 10):
        try:
            urllib.request.urlopen(f"{address}/-/versions.json").close()
            return
        except URLError:
            time.sleep(0.1)
    raise TimeoutError(address)
