"""Whether a plan is ready to be approved: its own parts, then what later packages look at."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import force_locale
from flask_babel import gettext as _

from opsplanner.core.access import Actor
from opsplanner.core.i18n import LOCALES, SCREEN_LANGUAGES
from opsplanner.core.text import Text
from opsplanner.documents import words as documents
from opsplanner.operations import words
from opsplanner.operations.models import Operation
from opsplanner.operations.overview import Check, Panels
from opsplanner.operations.services import Unready
from opsplanner.operations.setup import Progress, Task, covered, tasks


def checks(panels: Panels, actor: Actor, operation: Operation) -> list[Check]:
    """Every check, in the reader's language."""
    return [*_own(operation), *(check for ask in panels.readiness for check in ask(actor, operation))]


def unready(panels: Panels, actor: Actor, operation: Operation) -> list[Unready]:
    """The points that are not ready, for the record that an approval leaves."""
    told: dict[str, dict[str, str]] = {}
    for lang in SCREEN_LANGUAGES:
        with force_locale(LOCALES[lang]):
            for check in checks(panels, actor, operation):
                if not check.ready:
                    told.setdefault(check.key, {})[lang] = documents.pair(check.title, check.said, lang)
    return [Unready(key, Text.read(said)) for key, said in told.items()]


def _own(operation: Operation) -> Iterator[Check]:
    """One for each part of the plan."""
    titles = words.section_titles()
    for task in tasks(operation):
        ready = task.progress == Progress.DONE
        where = {"code": operation.code} | ({} if task.key == "periods" else {"key": task.key})
        yield Check(
            key=f"plan_{task.key}",
            title=str(titles[task.key]),
            ready=ready,
            said="" if ready else _lacking(task, operation),
            view="operations.periods" if task.key == "periods" else "operations.section",
            given=where,
            verb=_("Write it"),
        )


def _lacking(task: Task, operation: Operation) -> str:
    if task.key == "periods" and not covered(operation):
        return _("The reporting periods do not cover the action phase.")
    if task.progress == Progress.OPEN:
        return _("Nothing is written yet.")
    return _("A part or one of the two languages is missing.")
