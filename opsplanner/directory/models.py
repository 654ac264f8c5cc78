"""Organisations (Members, their offices, liaison offices, partners) and the people who sign in for them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from flask_security import AsaList, RoleMixin, UserMixin
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import Base, Label, LongText, Sha256, Str20, Str60, Str120, Str300, UtcDateTime, UtcTime, db


class OrganisationKind(StrEnum):
    """What an organisation is (product.md, People)."""

    CUSTOMS = "customs"
    BORDER_GUARD = "border_guard"
    POLICE = "police"
    LICENSING = "licensing"
    PORT_CONTROL_UNIT = "port_control_unit"
    RILO = "rilo"
    PARTNER = "partner"
    SECRETARIAT = "secretariat"


class Organisation(db.Model):
    """A Member's customs administration (code: its ISO 3166-1 alpha-2), an office under it, a RILO or a partner."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[Str20] = mapped_column(unique=True)
    kind: Mapped[Str20]
    name: Mapped[Label]
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    country: Mapped[str | None] = mapped_column(sa.String(2))
    wco_region: Mapped[Str60]
    rilo_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    email: Mapped[Str300]
    address: Mapped[Str300]
    note: Mapped[LongText]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    # Folded names in every language, for searching and for sorting without accents.
    search_en: Mapped[Str300] = mapped_column(index=True)
    search_fr: Mapped[Str300] = mapped_column(index=True)

    parent: Mapped[Organisation | None] = relationship(remote_side=[id], foreign_keys=[parent_id])
    rilo: Mapped[Organisation | None] = relationship(remote_side=[id], foreign_keys=[rilo_id])

    def retired_on(self, day: date) -> bool:
        """Whether its last day lies before that day."""
        return self.valid_to is not None and self.valid_to < day


account_role = sa.Table(
    "account_role",
    Base.metadata,
    sa.Column("account_id", sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("role_id", sa.ForeignKey("platform_role.id", ondelete="CASCADE"), primary_key=True),
)


class PlatformRole(db.Model, RoleMixin):
    """A role held platform-wide: secretariat, or opener (may open operations)."""

    __tablename__ = "platform_role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Str60] = mapped_column(unique=True)


class Account(db.Model, UserMixin):
    """A person who signs in, for one organisation. Columns of second factors stand ready for the sign-in library."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(255), unique=True)
    name: Mapped[Str120]
    function: Mapped[Str120]
    phone: Mapped[Str60]
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    language: Mapped[Str20]
    time_zone: Mapped[Str60]
    theme: Mapped[Str20] = mapped_column(default="auto")
    density: Mapped[Str20] = mapped_column(default="comfortable")
    # Single letters that act (WCAG 2.1.4): off until the person switches them on.
    shortcuts: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[UtcTime]
    # Folded name, function and address, for searching and for sorting without accents.
    search: Mapped[Str300] = mapped_column(index=True, default="")
    # What the sign-in library needs.
    password: Mapped[str | None] = mapped_column(sa.String(255))
    active: Mapped[bool]
    fs_uniquifier: Mapped[str] = mapped_column(sa.String(64), unique=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tf_primary_method: Mapped[str | None] = mapped_column(sa.String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(sa.String(255))
    tf_phone_number: Mapped[str | None] = mapped_column(sa.String(128))
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(sa.String(64), unique=True)  # type: ignore[assignment]
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    roles: Mapped[list[PlatformRole]] = relationship(  # type: ignore[assignment]
        secondary=account_role, lazy="selectin"
    )


class SignIn(db.Model):
    """One stay of a person in one browser. The browser holds the token, we its hash: ended here, it is over in every process."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[Sha256] = mapped_column(unique=True)
    browser: Mapped[Str120]
    began_at: Mapped[UtcTime]
    expires_at: Mapped[UtcTime]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class GuessCount(db.Model):
    """How often something was tried within a window: of a key (address, account, page) only its hash. `told`: the audit trail says so."""

    __tablename__ = "guess_count"

    key: Mapped[Sha256] = mapped_column(primary_key=True)
    count: Mapped[int]
    ends_at: Mapped[UtcTime] = mapped_column(index=True)
    told: Mapped[bool]


class LinkState(StrEnum):
    """What has become of a one-time link."""

    LIVE = "live"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Invitation(db.Model):
    """A one-time link with which a person chooses a pass phrase. Only its hash is stored; opening it consumes nothing."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[Sha256] = mapped_column(unique=True)
    # invitation, or reset: the person signs in already and has lost the pass phrase.
    kind: Mapped[Str20]
    invited_by: Mapped[Str120]
    # Where a request for a new link is sent when this one has expired.
    inviter_email: Mapped[Str300]
    created_at: Mapped[UtcTime]
    expires_at: Mapped[UtcTime]
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship()

    def state(self, now: datetime) -> LinkState:
        """What has become of it."""
        if self.used_at is not None:
            return LinkState.USED
        if self.revoked_at is not None:
            return LinkState.REVOKED
        return LinkState.LIVE if now < self.expires_at else LinkState.EXPIRED
