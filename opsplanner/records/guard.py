"""Between a stranger's file and the platform: size and type looked at first, then read in a throw-away process with limits."""

from __future__ import annotations

import hashlib
import marshal
import mmap
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePath
from threading import BoundedSemaphore, Timer
from typing import IO, Any, NamedTuple

from opsplanner.records.child.refusal import (
    EMPTY,
    TOO_LARGE,
    TOO_MANY_ROWS,
    TOO_MUCH_WORK,
    UNREADABLE,
    WITHOUT_ENDING,
    WRONG_TYPE,
    Refused,
)
from opsplanner.records.filetype import file_type, told_by_content
from opsplanner.records.problem import Problem
from opsplanner.records.sheet import Book

READERS = ("python_calamine", "openpyxl")
PYTHON = (sys.executable, "-I", "-S", "-X", "utf8")
CHILD = Path(__file__).parent / "child" / "__main__.py"
# Where the child finds its readers: it is started without the installation's own path.
LIBRARIES = os.pathsep.join(
    dict.fromkeys(str(Path(spec.origin).parents[1]) for spec in map(find_spec, READERS) if spec and spec.origin)
)
# Memory taken in large steps: the C library asks for little at a time otherwise, which is a tenth of the reading.
CHILD_ENVIRONMENT = {"MALLOC_TOP_PAD_": str(64 * 2**20)}
WALL_SECONDS = 25
AT_ONCE = BoundedSemaphore(2)
STEP = 1 << 16
MEGABYTE = 2**20
# Rows beside the data: headings, blank and total rows.
SPARE_ROWS = 1000
READ_AS = {"xlsx": "xlsx", "xlsm": "xlsx", "xls": "xls", "ods": "ods", "csv": "csv", "tsv": "csv", "txt": "csv"}
OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> Upload:
        """A file whose bytes are already here."""
        return cls(name, content, hashlib.sha256(content).hexdigest())


def receive(stream: IO[bytes], name: str, most_megabytes: int) -> Upload | Problem:
    """Take a file in, hashed while it comes, and stop as soon as it is too large."""
    digest = hashlib.sha256()
    content = bytearray()
    while step := stream.read(STEP):
        content += step
        digest.update(step)
        if len(content) > most_megabytes * MEGABYTE:
            return Problem.of(TOO_LARGE, params={"most": most_megabytes, "name": name})
    return Upload(name, bytes(content), digest.hexdigest())


class Letters(NamedTuple):
    """In which code page a text file is that does not tell it: as a person said, as remembered of its sender, as its languages want."""

    said: str = ""
    remembered: str = ""
    expected: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.said}|{self.remembered}|{','.join(self.expected)}"


def read_sheet(upload: Upload, most_rows: int = 200_000, letters: Letters = Letters()) -> Book | Problem:  # noqa: B008
    """Read a file of any bytes whatever; what cannot be read is one problem of the tier "file", never an exception."""
    extension = PurePath(upload.name).suffix.lower().lstrip(".")
    try:
        if not upload.content:
            raise Refused(EMPTY)
        form = READ_AS.get(extension, "") if extension else told_by_content(upload.content)
        if not form:
            raise Refused(WRONG_TYPE, found=extension)
        file_type(upload.content, form, extension)
        more = [str(letters)] if form == "csv" else []
        answer = _read_apart(upload.content, form, most_rows + SPARE_ROWS, more)
        if "refused" in answer:
            code, params = answer["refused"]
            raise Refused(code, **({"most": most_rows} if code == TOO_MANY_ROWS else params))
    except Refused as refused:
        return Problem.of(refused.code, params=refused.params)
    if not extension:
        answer["notices"].append((WITHOUT_ENDING, {"found": form}))
    return Book.of(extension or form, answer)


def may_be_too_long(upload: Upload, most_rows: int) -> bool:
    """Whether a text file has more lines than a heading and so many rows: a look at its bytes, cells may hold lines of their own."""
    if READ_AS.get(PurePath(upload.name).suffix.lower().lstrip(".")) != "csv":
        return False
    content = upload.content.rstrip()
    return max(content.count(b"\n"), content.count(b"\r")) > most_rows


def _read_apart(content: bytes, form: str, most_rows: int, more: Sequence[str]) -> dict[str, Any]:
    """Run the child on the file; two at once, others wait their turn."""
    with AT_ONCE, tempfile.NamedTemporaryFile(suffix=f".{form}") as source, tempfile.TemporaryFile() as answer:
        source.write(content)
        source.flush()
        _run([*PYTHON, str(CHILD), LIBRARIES, source.name, form, str(most_rows), *more], answer)
        return _answered(answer)


def mark_apart(content: bytes, form: str, marks: bytes, most_rows: int) -> bytes:
    """A workbook marked by the child, under the same limits; raises Refused when that cannot be done."""
    with AT_ONCE, tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as answer:
        source = Path(folder, f"file.{form}")
        source.write_bytes(content)
        source.with_name(f"{source.name}.marks").write_bytes(marks)
        _run([*PYTHON, str(CHILD), LIBRARIES, str(source), "marked", str(most_rows + SPARE_ROWS)], answer)
        told = _answered(answer)
    if "refused" in told:
        code, params = told["refused"]
        raise Refused(code, **params)
    made: bytes = told["content"]
    return made


def _answered(answer: IO[bytes]) -> dict[str, Any]:
    try:
        # Mapped, because read from a file it would be asked for piece by piece, a call for every value.
        with mmap.mmap(answer.fileno(), 0, access=mmap.ACCESS_READ) as written:
            told: dict[str, Any] = marshal.loads(written)  # noqa: S302 - written by our own child
    except (EOFError, ValueError, TypeError):
        raise Refused(UNREADABLE) from None
    return told


def _run(command: list[str], answer: IO[bytes]) -> None:
    """Own session, none of our environment, nothing to read from; killed with all it started when its time is up."""
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and file, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env=CHILD_ENVIRONMENT,
        cwd="/",
        start_new_session=True,
    )
    # A wait with a time limit would look only twenty times a second whether the child is done; this one is told at once.
    limit = Timer(WALL_SECONDS, _kill, (child.pid,))
    limit.start()
    try:
        status = child.wait()
    finally:
        limit.cancel()
    if status:
        raise Refused(TOO_MUCH_WORK if status in OUT_OF_TIME else UNREADABLE)


def _kill(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
