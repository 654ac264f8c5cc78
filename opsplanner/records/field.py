"""One question of a template as pure data; forms, sheets, checks, stored columns and charts are all made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Self

from opsplanner.core.text import Text
from opsplanner.records.condition import NEVER, Condition
from opsplanner.reference import Code, CodeList, code_list

# What may stand in `code_list` that is no list to choose from.
NO_LIST = ("", "operation", "hs")
Level = Literal["case", "line", "effort", "answer"]
Role = Literal["", "dimension", "measure"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How small, large, long and many an answer may be; None is no limit."""

    above: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    length: int | None = None
    places: int | None = None
    items: int | None = None

    def as_dict(self) -> dict[str, str | int]:
        """For storing as JSON: only the limits there are, decimals as text."""
        limits = {name: getattr(self, name) for name in self.__slots__}
        return {
            name: f"{limit:f}" if isinstance(limit, Decimal) else limit
            for name, limit in limits.items()
            if limit is not None
        }

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """Back from the stored form."""
        decimals = ("above", "least", "most")
        limits: dict[str, Any] = {n: Decimal(limit) if n in decimals else int(limit) for n, limit in stored.items()}
        return cls(**limits)


NO_TEXT = Text(())
NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Field:
    """A question: what is asked, of which kind, when it must be answered, and what its answers are used for.

    `code_list` names a list of `opsplanner.reference`, or "operation" when the operation brings its own `choices`.
    `unit` is the code of the unit a number is in, or the key of the field that says it. `rule` is the rule in plain
    English, for the data dictionary; what is checked stands in kind, limits and the rules of `opsplanner.records.rules`.
    `share_of` is the key of the number of effort that figures tell this one as a share of.
    """

    key: str
    level: Level
    kind: str
    label: Text
    help: Text = NO_TEXT
    example: Text = NO_TEXT
    block: str = "short"
    required: Condition = NEVER
    code_list: str = ""
    choices: tuple[Code, ...] = ()
    limits: Limits = NO_LIMITS
    unit: str = ""
    rule: str = ""
    role: Role = ""
    aliases: tuple[str, ...] = ()
    share_of: str = ""

    @property
    def options(self) -> CodeList | None:
        """The list its answers come from, if it has one."""
        if self.choices:
            return own_list(self.key, self.choices)
        return None if self.code_list in NO_LIST else code_list(self.code_list)

    def as_dict(self) -> dict[str, Any]:
        """For storing as JSON."""
        return {
            "key": self.key,
            "level": self.level,
            "kind": self.kind,
            "label": self.label.as_dict(),
            "help": self.help.as_dict(),
            "example": self.example.as_dict(),
            "block": self.block,
            "required": str(self.required),
            "code_list": self.code_list,
            "choices": [
                {
                    "code": each.code,
                    "label": each.label.as_dict(),
                    "aliases": list(each.aliases),
                    "extra": dict(each.extra),
                }
                for each in self.choices
            ],
            "limits": self.limits.as_dict(),
            "unit": self.unit,
            "rule": self.rule,
            "role": self.role,
            "aliases": list(self.aliases),
            "share_of": self.share_of,
        }

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """Back from the stored form."""
        parts = dict(stored)
        parts |= {name: Text.read(stored[name]) for name in ("label", "help", "example")}
        parts["required"], parts["limits"] = Condition.parse(stored["required"]), Limits.read(stored["limits"])
        parts["choices"] = tuple(
            Code(each["code"], Text.read(each["label"]), tuple(each["aliases"]), each["extra"])
            for each in stored["choices"]
        )
        parts["aliases"] = tuple(stored["aliases"])
        return cls(**parts)


@cache
def own_list(name: str, choices: tuple[Code, ...]) -> CodeList:
    """A list of the operation's own, with the same finding and suggesting as the reference lists."""
    return CodeList(name, {choice.code: choice for choice in choices})
