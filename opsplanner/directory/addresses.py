"""Addresses that hold an account until whoever comes by its link names the real one."""

from __future__ import annotations

import secrets

from opsplanner.directory.models import Account

UNNAMED = ".invalid"  # nobody can have an address that ends so (RFC 2606)
FIRST = f"first@secretariat{UNNAMED}"


def unnamed_address() -> str:
    """One that nobody has."""
    return f"{secrets.token_hex(8)}@handed-over{UNNAMED}"


def has_no_address(account: Account) -> bool:
    """Whether its holder, who comes by a link handed over, is yet to name an address."""
    return account.email.endswith(UNNAMED)
