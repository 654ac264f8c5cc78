"""Operations and their papers, found by words."""

from __future__ import annotations

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import load_only

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.finding import Asked, Hit, Sort, known_by
from opsplanner.core.i18n import days, label
from opsplanner.operations import services
from opsplanner.operations.models import Operation
from opsplanner.operations.scope import scope

COLUMNS = (Operation.code, Operation.name, Operation.starts_on, Operation.ends_on)


def operations(actor: Actor, asked: Asked, most: int) -> list[Hit]:
    """Those the reader has a part in, the latest first."""
    return [_operation(each) for each in _read(scope(actor).where(asked.in_columns(Operation.search)).limit(most))]


def nearly(actor: Actor, asked: Asked, most: int) -> list[Hit]:
    """The same where a word was mistyped."""
    alike = [each for each in _read(scope(actor)) if asked.is_nearly_in(" ".join((each.code, *each.name.all())))]
    return [_operation(each) for each in alike[:most]]


def documents(actor: Actor, asked: Asked, most: int) -> list[Hit]:
    """Papers of operations that the reader may open; their titles and file names are read as they stand."""
    return [
        Hit(
            Sort.DOCUMENT,
            each.title,
            url_for("operations.document", code=code, number=each.id),
            f"{code} · {each.language.upper()}",
            known_by(each.title, each.file_name),
        )
        for code, each in services.readable_papers(actor)
        if asked.is_in(f"{code} {each.title} {each.file_name}")
    ][:most]


def _read(query: sa.Select[Operation]) -> list[Operation]:
    loaded = query.options(load_only(*COLUMNS)).order_by(Operation.starts_on.desc(), Operation.id)
    return list(db.session.scalars(loaded))


def _operation(operation: Operation) -> Hit:
    return Hit(
        Sort.OPERATION,
        label(operation.name),
        url_for("operations.overview", code=operation.code),
        f"{operation.code} · {days(operation.starts_on, operation.ends_on)}",
        known_by(operation.code, *operation.name.all()),
    )
