"""Languages of the screen: which one a reader gets, and how days, moments and numbers are written in it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_percent
from flask import Flask, g, has_app_context, has_request_context, request, session, url_for
from flask_babel import get_locale, refresh

from opsplanner.core.asking import with_query
from opsplanner.core.numbers import REMEMBERED, write_number
from opsplanner.core.sentences import Languages
from opsplanner.core.text import Text, first_day

SCREEN_LANGUAGES = {"en": "English", "fr": "Français"}
# Where the month stands as a word and the day is not padded; English as the United Nations write it.
LOCALES = {"en": "en_GB", "fr": "fr_FR", "ru": "ru_RU"}


babel = Languages()


def screen_language(lang: str | None) -> str:
    """The language itself when pages are written in it, else English."""
    return lang if lang in SCREEN_LANGUAGES else "en"


def chosen_language() -> str:
    """?lang= (kept for the visit), else the visit's choice, else an invitation's, else the profile's, else the browser's, else English (also outside the web)."""
    if not has_request_context():
        return "en"
    asked = request.args.get("lang", "")
    if asked in SCREEN_LANGUAGES:
        session["lang"] = asked
        return asked
    if session.get("lang") in SCREEN_LANGUAGES:
        return str(session["lang"])
    actor = g.get("actor")
    theirs = g.get("language_offered") or (actor.language if actor is not None else session.get("lang_offered"))
    if theirs in SCREEN_LANGUAGES:
        return str(theirs)
    return request.accept_languages.best_match(SCREEN_LANGUAGES) or "en"


def offer(lang: str) -> None:
    """In this language this request is answered from here on, and every other until somebody signs in, unless another was asked for.

    It is that of a person who comes by a link.
    """
    g.language_offered = session["lang_offered"] = lang
    refresh()


def language() -> str:
    """The two letters of the language this request is answered in."""
    return babel.domain_instance.spoken().language if has_app_context() else "en"


def direction() -> str:
    """Which way that language is written: ltr or rtl."""
    locale = get_locale()
    return locale.text_direction if locale else "ltr"


def reader_zone() -> str:
    """The time zone of the reader's profile."""
    actor = g.get("actor") if has_request_context() else None
    return actor.time_zone if actor is not None else "UTC"


def day(value: date, lang: str | None = None) -> str:
    """4 March 2026 / 4 mars 2026."""
    return _day(value, "d MMMM y", lang or language())


def days(start: date, end: date, lang: str | None = None) -> str:
    """3–16 March 2026; the month or the year is repeated only where it differs."""
    lang = lang or language()
    if start == end:
        return day(start, lang)
    if (start.year, start.month) == (end.year, end.month):
        return f"{first_day(str(start.day), lang)}–{day(end, lang)}"
    pattern = "d MMMM" if start.year == end.year else "d MMMM y"
    return f"{_day(start, pattern, lang)} – {day(end, lang)}"


@lru_cache(REMEMBERED)
def _day(value: date, pattern: str, lang: str) -> str:
    """A page writes the same few days many times."""
    return first_day(format_date(value, pattern, locale=LOCALES[lang]), lang)


def moment(value: datetime, zone: str | None = None, lang: str | None = None) -> str:
    """4 March 2026, 18:05 UTC: in the zone given, else in the reader's, always with its name."""
    zone = zone or reader_zone()
    there = value.astimezone(ZoneInfo(zone))
    name = there.tzname() or zone
    name = f"UTC{name}" if name[0] in "+-" else name
    lang = lang or language()
    return f"{first_day(format_datetime(there, 'd MMMM y, HH:mm', locale=LOCALES[lang]), lang)} {name}"


def month_name(value: datetime, zone: str | None = None) -> str:
    """March 2026 / Mars 2026: the month of a moment as the head of what follows."""
    there = value.astimezone(ZoneInfo(zone or reader_zone()))
    name = format_date(there.date(), "LLLL y", locale=LOCALES[language()])
    return name[:1].upper() + name[1:]


def month_mark(value: date) -> str:
    """Jan 2026, Feb; janv. 2026, févr.: the month at a line of a scale, with its year where the year begins."""
    return format_date(value, "LLL y" if value.month == 1 else "LLL", locale=LOCALES[language()])


def day_mark(value: date) -> str:
    """4 Mar, 4 mars: the day at a line of a scale."""
    return _day(value, "d MMM", language())


def number(value: Decimal | int | float, decimals: int | None = None, lang: str | None = None) -> str:
    """1,234.5 / 1 234,5; all given decimals are kept unless a count of decimals is asked for."""
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return write_number(value, LOCALES[lang or language()], pattern)


def percent(value: Decimal | float, lang: str | None = None) -> str:
    """82% / 82 %, from a ratio of one."""
    return format_percent(value, "#,##0%" if (lang or language()) == "en" else None, locale=LOCALES[lang or language()])


def label(text: Text | None) -> str:
    """A Text in the reader's language."""
    return text.to(language()) if text else ""


def language_switch() -> dict[str, str]:
    """The other language's own name and this same page in it."""
    other = next(code for code in SCREEN_LANGUAGES if code != language())
    here, arguments = url_for("home.home"), {}
    if request.endpoint not in (None, "home.home") and request.method == "GET":
        here, arguments = url_for(request.endpoint, **(request.view_args or {})), request.args.to_dict(flat=False)
    return {"lang": other, "name": SCREEN_LANGUAGES[other], "url": with_query(here, {**arguments, "lang": other})}


def init(app: Flask) -> None:
    """Connects Babel and gives templates the formats."""
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    babel.init_app(app, locale_selector=lambda: LOCALES[chosen_language()], timezone_selector=reader_zone)
    sentences = babel.domain_instance
    # Jinja's own would look the language up, and wrap the sentence anew, each of the hundreds of times that a page says something.
    app.jinja_env.globals.update({"_": sentences.say, "gettext": sentences.say, "ngettext": sentences.say_counted})
    for function in (day, day_mark, moment, month_mark, month_name, number, percent, label):
        app.add_template_filter(function)
    app.add_template_global(days, "days")
    app.add_template_global(language, "language")
    app.add_template_global(direction, "direction")
    app.add_template_global(language_switch, "language_switch")
