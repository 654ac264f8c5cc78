"""Charts of Members: who found what, as far as the reader may tell them apart, and who reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from decimal import ROUND_CEILING, Decimal
from statistics import median

from opsplanner.core.text import Text
from opsplanner.documents.chart import MOST_BARS, UNSAID, Category, Chart, Series, Tone
from opsplanner.documents.words import reported
from opsplanner.figures.charts import answers, words
from opsplanner.figures.charts.ranking import Bar, bars, chart, folded, foremost
from opsplanner.figures.charts.view import View, Window
from opsplanner.figures.disclosure import FEWEST_OTHERS, LEAST, is_small
from opsplanner.figures.measures import Value
from opsplanner.reference.measures import measures
from opsplanner.results.returns import Return, Tally, tally

# As their chips: who reported is good, nothing found is neither, red is for whom somebody must ask.
SPOKEN: tuple[tuple[str, Text, Tone], ...] = (
    ("results", words.WITH_RESULTS, "good"), ("nil", words.NIL, "neutral"), ("silent", words.SILENT, "bad"),
)  # fmt: skip


def by_member(view: View) -> Chart:
    """Every Member the reader may tell apart; a Member sees itself against the median of the others."""
    grouping = view.evidence.frame.by("participation")
    values = dict(zip((int(name) for name in grouping.names), view.values(grouping)[1:], strict=True))
    if view.publication is not None and view.reader.own:
        return _against_the_others(view, values)
    shown = {member: values.get(member) for member in view.members if view.reader.tells_apart(member)}
    found = bars([_category(view, member) for member in shown], list(shown.values()))
    ordered, notes = _with_the_quiet(view, found)
    top, total = foremost(ordered), view.total
    title = UNSAID
    if top and total and view.reader.members is None:
        share = words.share(top.value or Decimal(0), total)
        title = words.fill(words.LEADS, name=top.category.label, share=share, of=view.of)
    return chart(view, "by_member", "bar", ordered, title, *notes, *([words.ONCE] if view.evidence.shares else []))


def _with_the_quiet(view: View, found: list[Bar]) -> tuple[list[Bar], list[Text]]:
    """The bars, then who reported nil (0) and who is silent (a gap); where these would not fit, how many they are.

    Who reported something else than is shown, or marked it RED, is neither.
    """
    whole = tally(view.returns.values())
    nil, silent = (_apart(view, members) for members in (whole.members_nil, whole.members_silent))
    if not found or not (nil or silent) or view.definition.unit == "percent":
        return folded(found), []
    if len(found) + len(nil) + len(silent) > MOST_BARS:
        return folded(found), [words.fill(words.QUIET_COUNTED, nil=len(nil), silent=len(silent))]
    noughts = [Bar(each, Decimal(0)) for each in nil]
    return [*found, *noughts, *(Bar(each, None, silent=True) for each in silent)], [words.QUIET]


def _apart(view: View, members: Collection[int]) -> list[Category]:
    """Those of some Members that the reader may tell apart, in the order of their names."""
    return [_category(view, each) for each in view.members if each in members and view.reader.tells_apart(each)]


def reporting(view: View) -> Chart:
    """Members with results, with nil, silent: by period where there are several."""
    whole = tally(view.returns.values())
    if len(view.windows) > 1:
        categories = tuple(_window(window) for window in view.windows)
        by_window = _by_period(view)
        counts = [_three(tally(by_window[window.period])) for window in view.windows]
    else:
        categories, counts = (Category("all", view.days),), [_three(whole)]
    untold = [_untold(view, count) for count in counts]
    series = tuple(
        Series(
            key,
            label,
            tuple(None if place in few else Decimal(count[place]) for count, few in zip(counts, untold, strict=True)),
            frozenset(row for row, few in enumerate(untold) if place in few),
            tone,
        )
        for place, (key, label, tone) in enumerate(SPOKEN)
    )
    measure = measures()["members_reported"]
    topic = words.fill(words.TOPIC, measure=words.PARTICIPATION, topic=words.TOPICS["reporting"], days=view.days)
    return Chart(
        key="reporting",
        kind="stacked",
        title=words.fill(reported(whole.n), n=whole.n, of=whole.of),
        subtitle=topic,
        unit=measure.unit,
        categories=categories if whole.of else (),
        series=series if whole.of else (),
        target=_goal(view, max((sum(count) for count in counts), default=0)),
        how_counted=measure.definition,
        measure=measure.key,
    )


def _goal(view: View, expected: int) -> Decimal | None:
    """How many Members are to report: said as a number, or as a share of those expected."""
    if "members_reported" in view.targets:
        return view.targets["members_reported"]
    if not expected or "reporting_rate" not in view.targets:
        return None
    return (expected * view.targets["reporting_rate"] / 100).to_integral_value(ROUND_CEILING)


def _untold(view: View, count: tuple[int, int, int]) -> set[int]:
    """Which of the three numbers are small, for whoever does not see who reported; what n of N would tell goes with them."""
    if not view.reader.suppress or view.reader.board:
        return set()
    with_results, nil, silent = count
    few = {0, 1} if is_small(with_results) or is_small(nil) else set()
    return few | ({2} if is_small(silent) else set())


def _against_the_others(view: View, values: dict[int, Decimal | None]) -> Chart:
    """Own Members first, then the median of the others that reported anything."""
    own = [_own(view, member, values.get(member)) for member in sorted(view.reader.own & set(view.members))]
    others = [value for member, value in values.items() if member not in view.reader.own and value]
    shown, title, notes = own, UNSAID, [words.TOO_FEW]
    middle = Decimal(median(others)) if others else Decimal(0)
    if len(others) >= FEWEST_OTHERS and middle >= LEAST and not view.shut:
        label = words.fill(words.MEDIAN, n=len(others))
        shown, notes = [*own, Bar(Category("median", label), middle)], []
        if len(own) == 1 and own[0].value is not None:
            title = _comparison(own[0], middle)
    return chart(view, "by_member", "bar", shown, title, *notes)


def _own(view: View, member: int, value: Value) -> Bar:
    found = answers.own(view, member, value)
    return Bar(_category(view, member), found, silent=found is None)


def _comparison(own: Bar, middle: Decimal) -> Text:
    amounts = words.amount(own.value or Decimal(0)), words.amount(middle)
    return words.fill(words.AGAINST, name=own.category.label, own=amounts[0], median=amounts[1])


def _category(view: View, member: int) -> Category:
    known = view.members[member]
    return Category(known.code, known.label, known.place)


def _window(window: Window) -> Category:
    return Category(str(window.number), words.days(window.first, window.last, short=True))


def _by_period(view: View) -> dict[int, list[Return]]:
    found: dict[int, list[Return]] = defaultdict(list)
    for (_member, period), each in view.returns.items():
        found[period].append(each)
    return found


def _three(count: Tally) -> tuple[int, int, int]:
    """Members with results, with nothing but nil, silent."""
    nil = len(count.members_nil)
    return len(count.members_reported) - nil, nil, len(count.members_silent)
