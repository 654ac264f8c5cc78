"""What a pass phrase must be: long, and not guessable from the person's own words. Nothing else is asked."""

from __future__ import annotations

import unicodedata
from typing import Any

from flask_babel import gettext as _
from flask_security import PasswordUtil

from opsplanner.core.text import fold

SHORTEST, LONGEST = 12, 128
# The hash takes no more than 4,096 bytes; the longest pass phrase is far shorter, also taken apart into letters and accents.
READ = 1000


def normal(pass_phrase: str) -> str:
    """As it is hashed and compared: accents typed in one way or the other are the same."""
    return unicodedata.normalize("NFKD", pass_phrase[:READ])[:READ]


def complaints(pass_phrase: str, *own_words: str) -> list[str]:
    """A sentence for every rule it breaks. `own_words`: e-mail address, name: what others know of the person."""
    if len(pass_phrase) < SHORTEST:
        return [_("Choose a pass phrase of at least %(n)s characters; four or five words do well", n=SHORTEST)]
    if len(pass_phrase) > LONGEST:
        return [_("Choose a pass phrase of at most %(n)s characters", n=LONGEST)]
    folded = fold(pass_phrase)
    if len(set(folded)) < 5:
        return [_("Choose a pass phrase with more different characters")]
    known = {fold(word) for whole in own_words for word in (whole, *whole.replace("@", " ").split())}
    if any(len(word) > 3 and len(folded) - len(folded.replace(word, "")) > len(folded) / 2 for word in known):
        return [_("Choose a pass phrase that is not mostly your name or your e-mail address")]
    return []


class PassPhraseRules(PasswordUtil):
    """Hands the rules to the sign-in library."""

    def normalize(self, password: str) -> str:
        """The same form in which it was stored."""
        return normal(password)

    def validate(self, password: str, is_register: bool, **kwargs: Any) -> tuple[list[str] | None, str]:
        """The complaints (None when there are none) and the pass phrase in its normal form."""
        normal = self.normalize(password)
        user = kwargs.get("user")
        return complaints(normal, *((user.email, user.name) if user else ())) or None, normal
