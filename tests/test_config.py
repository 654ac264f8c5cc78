"""Settings that are made when nobody gave them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from opsplanner import config

BEGINNERS = 8


def test_all_that_begin_at_once_keep_one_key_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("OPSPLANNER_SECRET_KEY", raising=False)
    monkeypatch.setattr(config, "INSTANCE", tmp_path / "instance")
    together = Barrier(BEGINNERS)

    def begin(_number: int) -> str:
        together.wait()
        return config.secret_key()

    with ThreadPoolExecutor(BEGINNERS) as pool:
        keys = set(pool.map(begin, range(BEGINNERS)))
    assert len(keys) == 1
    assert len(keys.pop()) >= 48
    (kept,) = (tmp_path / "instance").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
