"""The sentences of the pages in the reader's language: one catalogue a language, found once for a request and not once for a sentence."""

from __future__ import annotations

from functools import cached_property, lru_cache
from types import SimpleNamespace

from babel.support import NullTranslations
from flask import g
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup

from opsplanner.core.numbers import write_number

KEPT = 4096  # more than there are sentences in the templates


class Spoken:
    """All that is said in one language; one for each is shared by all threads."""

    def __init__(self, locale: str, translations: NullTranslations) -> None:
        self.locale = locale
        self.language = locale.partition("_")[0]
        self.translations = translations
        self.plain = lru_cache(KEPT)(self._plain)

    def _plain(self, sentence: str) -> Markup:
        """A sentence of a template into which nothing is set."""
        return Markup(self.translations.ugettext(sentence)) % {}  # noqa: S704 - our own sentences


class Sentences(Domain):
    """The one catalogue; a count inside a sentence is written as the language writes numbers: 1,234 errors, 1 234 erreurs."""

    def __init__(self) -> None:
        super().__init__()
        self._spoken: dict[str, Spoken] = {}

    def spoken(self) -> Spoken:
        """What is said in the language of the request or command under way.

        It is kept where the library keeps the locale, under the name that the library clears whenever the language changes.
        """
        visit: SimpleNamespace | None = g._get_current_object().get("_flask_babel")
        kept: Spoken | None = getattr(visit, "babel_translations", None)
        if kept is None:
            locale = str(get_locale())
            kept = self._spoken.get(locale) or self._spoken.setdefault(
                locale, Spoken(locale, super().get_translations())
            )
            g._flask_babel.babel_translations = kept
        return kept

    def get_translations(self) -> NullTranslations:
        """The catalogue of that language."""
        return self.spoken().translations

    def ngettext(self, singular: str, plural: str, num: int, **variables: object) -> str:
        """The form for so many."""
        spoken = self.spoken()
        sentence: str = spoken.translations.ungettext(singular, plural, num)
        return sentence % {"num": write_number(num, spoken.locale), **variables}

    def say(self, sentence: str, **variables: object) -> Markup:
        """The same in a template, where what is set in is escaped."""
        if not variables:
            return self.spoken().plain(sentence)
        return Markup(self.spoken().translations.ugettext(sentence)) % variables  # noqa: S704 - our own sentences

    def say_counted(self, singular: str, plural: str, num: int, **variables: object) -> Markup:
        """The form for so many in a template."""
        spoken = self.spoken()
        sentence = Markup(spoken.translations.ungettext(singular, plural, num))  # noqa: S704 - our own sentences
        return sentence % {"num": write_number(num, spoken.locale), **variables}


class Languages(Babel):
    """Babel with our sentences."""

    @cached_property
    def domain_instance(self) -> Sentences:
        """Where all translations come from."""
        return Sentences()
