"""Programmes and networks, under which operations run; who belongs to a network, and who stands by it."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import Label, LongText, Str20, db
from opsplanner.directory.models import Organisation


class Programme(db.Model):
    """A programme under which operations run: STCE, CCP."""

    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[Str20] = mapped_column(unique=True)
    name: Mapped[Label]
    note: Mapped[Label]
    # Folded code and names, for searching.
    search: Mapped[LongText] = mapped_column(default="")


class Network(db.Model):
    """A standing network of Members: IREN."""

    __tablename__ = "network"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[Str20] = mapped_column(unique=True)
    name: Mapped[Label]
    note: Mapped[Label]
    search: Mapped[LongText] = mapped_column(default="")
    programme_id: Mapped[int | None] = mapped_column(sa.ForeignKey("programme.id"), index=True)

    programme: Mapped[Programme | None] = relationship()
    members: Mapped[list[NetworkMember]] = relationship(back_populates="network", cascade="all, delete-orphan")
    partners: Mapped[list[NetworkPartner]] = relationship(order_by="NetworkPartner.id", cascade="all, delete-orphan")


class NetworkMember(db.Model):
    """An organisation in a network, since and until."""

    __tablename__ = "network_member"
    __table_args__ = (sa.UniqueConstraint("network_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(sa.ForeignKey("network.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    since: Mapped[date | None]
    until: Mapped[date | None]

    network: Mapped[Network] = relationship(back_populates="members")
    organisation: Mapped[Organisation] = relationship()


class NetworkPartner(db.Model):
    """A guest or a donor of a network, since and until: it stands by the network and has no share in what its members see."""

    __tablename__ = "network_partner"
    __table_args__ = (sa.UniqueConstraint("network_id", "organisation_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(sa.ForeignKey("network.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    kind: Mapped[Str20]
    since: Mapped[date | None]
    until: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship()
