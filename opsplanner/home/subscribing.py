"""A calendar program comes with a secret address: whose it is, and what the person may see at this moment."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing
from opsplanner.directory.guessing import count
from opsplanner.directory.models import Account
from opsplanner.directory.sessions import fingerprint
from opsplanner.home.models import CalendarLink
from opsplanner.operations.services import actor_of

# So often within an hour one address is answered: a person's few devices come every quarter of an hour or so.
WINDOW, MOST = timedelta(hours=1), 60


def opens(link: CalendarLink) -> bool:
    """Whether it still does: its person is active, and was not signed out everywhere since it was made."""
    return link.account.active and link.issued_to == fingerprint(link.account.fs_uniquifier)


def open_link(secret: str) -> tuple[Actor, CalendarLink]:
    """Who made it, with the seats held now; Missing for one that was revoked, or replaced, or opens no more."""
    query = sa.select(CalendarLink).join(CalendarLink.account).where(Account.active)
    loaded = query.options(joinedload(CalendarLink.account), joinedload(CalendarLink.operation))
    link = db.session.scalar(loaded.where(CalendarLink.token_hash == fingerprint(secret)))
    if link is None or not opens(link):
        raise Missing
    return actor_of(link.account), link


def may_read_on(link: CalendarLink) -> bool:
    """Counts this reading, and says whether it is not one too many; the person sees when it was read last."""
    readings = count(link.token_hash, WINDOW, 1)
    if readings == 1:
        _note(link.id)
    return readings <= MOST


@writes
def _note(number: int) -> None:
    db.session.execute(sa.update(CalendarLink).where(CalendarLink.id == number).values(read_at=clock.now()))
