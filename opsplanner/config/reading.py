"""One setting at a time, out of the environment: what cannot be used ends the program with one sentence that names it."""

from __future__ import annotations

import os
import re
from email import policy
from email.message import EmailMessage
from urllib.parse import SplitResult, urlsplit

LONGEST_SHOWN = 120
NUMBER = re.compile(r"[0-9]{1,9}")
# Up to the last @ before the path: a pass word may hold any of them.
SECRET = re.compile(r"(?<=//)[^/]*@|(?<=:)[^/:@]*@")


class WrongSetting(SystemExit):
    """Which setting, what was found, what is wanted: on standard error, with the exit code 1."""

    def __init__(self, name: str, found: str, wanted: str) -> None:
        super().__init__(f"{name} is {found}; wanted: {wanted}.")


def text(name: str) -> str:
    """As it was given; empty when it was not (a container hands on what is not set as an empty text)."""
    return os.environ.get(name, "").strip()


def whole_number(name: str, usual: int, most: int) -> int:
    """From 1 to the most."""
    found = text(name)
    if not found:
        return usual
    if not NUMBER.fullmatch(found) or not 1 <= int(found) <= most:
        raise WrongSetting(name, shown(found), f"a whole number from 1 to {most}")
    return int(found)


def choice(name: str, *words: str) -> str:
    """One of the words; the first when it was not given."""
    found = text(name) or words[0]
    if found not in words:
        raise WrongSetting(name, shown(found), f"{', '.join(words[:-1])} or {words[-1]}")
    return found


def address(name: str, schemes: tuple[str, ...], wanted: str) -> str:
    """An address with one of these schemes and a host; empty when it was not given."""
    found = text(name)
    if found and not _leads_somewhere(found, schemes):
        raise WrongSetting(name, shown(veiled(found)), wanted)
    return found


def _leads_somewhere(found: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts: SplitResult = urlsplit(found)
        port = parts.port
    except ValueError:
        return False
    odd = parts.query or parts.fragment or any(letter.isspace() for letter in found)
    return parts.scheme in schemes and bool(parts.hostname) and port != 0 and not odd


def mail_address(name: str) -> str:
    """One address, with or without the name before it; empty when it was not given."""
    found = text(name)
    if not found:
        return ""
    header = EmailMessage(policy.default)
    try:
        header["From"] = found
        (sender,) = header["From"].addresses
        whole = bool(sender.username and "." in sender.domain and not header["From"].defects)
    except (ValueError, IndexError):
        whole = False
    if not whole:
        raise WrongSetting(name, shown(found), "one address, such as OpsPlanner <opsplanner@ops.example>")
    return found


def shown(found: str) -> str:
    """What was found, as it is told: quoted, and no longer than a line."""
    return repr(found if len(found) <= LONGEST_SHOWN else found[:LONGEST_SHOWN] + "...")


def veiled(found: str) -> str:
    """The same without its pass word."""
    return SECRET.sub("***@", found)
