"""`make translations`: collects every sentence of the screen, takes its French from the fragments, writes and compiles the catalogue.

Each package keeps its French in translations/fr/fragments/<package>.po; messages.po and messages.mo are made from them.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "opsplanner"
FRENCH = PACKAGE / "translations" / "fr"
CATALOGUE = FRENCH / "LC_MESSAGES" / "messages.po"
METHODS = [("templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "_l": None, "lazy_ngettext": (1, 2), "_n": (1, 2)}
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")
Key = tuple[str | None, str]  # context and sentence
# An ordinary space before a high mark, or none at all: a French line may not break there.
HIGH_MARK = re.compile(r" [:;!?»]|« |[^\s\u00a0\u202f%:;!?./&(][;!?](?=\s|$)|[^\W\d_]:(?=\s|$)")


class French(Catalog):
    """A catalogue whose head holds only what readers of it need: no dates, so it is the same each time it is made."""

    def __init__(self) -> None:
        super().__init__(
            locale="fr", header_comment="# French of OpsPlanner, made by `make translations`.", fuzzy=False
        )

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Language", "fr"),
            ("Plural-Forms", self.plural_forms),
        ]


def sentences() -> French:
    """Every sentence found in the sources, without French."""
    found = French()
    options = {"templates/**.html": {"silent": "false"}}
    for file, _line, message, _comments, context in extract_from_dir(PACKAGE, METHODS, options, KEYWORDS):
        found.add(message, None, [(file, 0)], context=context)
    return found


def fragments() -> tuple[dict[Key, Message], list[str]]:
    """The French by sentence, and what stands twice with different words."""
    french: dict[Key, Message] = {}
    quarrels = []
    for path in sorted((FRENCH / "fragments").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="fr"):
                if not message.id:
                    continue
                other = french.setdefault(_key(message), message)
                if other.string != message.string:
                    quarrels.append(f"{path.name}: two translations of {_key(message)[1]!r}")
    return french, quarrels


def merged() -> French:
    """Every sentence with its French where a fragment has it."""
    catalogue, (french, _quarrels) = sentences(), fragments()
    for message in catalogue:
        found = french.get(_key(message)) if message.id else None
        if found:
            message.string = found.string if message.pluralizable == found.pluralizable else message.string
            message.flags |= {"fuzzy"} if found.fuzzy else set()
    return catalogue


def faults(catalogue: Catalog) -> Iterator[str]:
    """What a reader would stumble over: no French, doubtful French, lost values, marks that may wrap."""
    for message in catalogue:
        if not message.id:
            continue
        french = _texts(message.string)
        if message.fuzzy or not all(french):
            yield f"no French: {_key(message)[1]!r} ({message.locations[0][0]})"
            continue
        wanted = set(PLACEHOLDER.findall(_texts(message.id)[-1]))
        for text in french:
            values = set(PLACEHOLDER.findall(text))
            if not values <= wanted or (values < wanted and not message.pluralizable):
                yield f"other values than the English: {text!r}"
            if HIGH_MARK.search(text) or "'" in text:
                yield f"a plain apostrophe, or a mark without its no-break space: {text!r}"


def rendered(catalogue: Catalog) -> tuple[bytes, bytes]:
    """The catalogue as text and compiled."""
    text, compiled = io.BytesIO(), io.BytesIO()
    write_po(text, catalogue, width=110, sort_output=True, include_lineno=False)
    write_mo(compiled, catalogue)
    return text.getvalue(), compiled.getvalue()


def main() -> int:
    """Write both files; 1 when a sentence has no good French."""
    catalogue, (french, quarrels) = merged(), fragments()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    text, compiled = rendered(catalogue)
    CATALOGUE.write_bytes(text)
    CATALOGUE.with_suffix(".mo").write_bytes(compiled)
    used = {_key(message) for message in catalogue}
    for _context, sentence in french.keys() - used:
        print(f"no longer used: {sentence!r}")
    wrong = [*quarrels, *faults(catalogue)]
    print("\n".join([*wrong, f"{len(catalogue)} sentences, {len(wrong)} to put right."]))
    return 1 if wrong else 0


def _key(message: Message) -> Key:
    return (message.context, _texts(message.id)[0])


def _texts(value: str | Sequence[str] | None) -> list[str]:
    """Singular and plural, or the one text there is."""
    return [value or ""] if value is None or isinstance(value, str) else list(value)


if __name__ == "__main__":
    sys.exit(main())
