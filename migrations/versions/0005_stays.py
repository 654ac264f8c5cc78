"""Settings in the database; stays of people in browsers end in all processes at once; links can be revoked.

Revision: 0005_stays, after 0004_contact_search, 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005_stays"
down_revision = "0004_contact_search"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("browser", sa.String(length=120), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    op.create_index(op.f("ix_sign_in_account_id"), "sign_in", ["account_id"])
    op.add_column("account", sa.Column("search", sa.String(length=300), nullable=False, server_default=""))
    op.create_index(op.f("ix_account_search"), "account", ["search"])
    op.add_column("invitation", sa.Column("kind", sa.String(length=20), nullable=False, server_default="invitation"))
    op.add_column("invitation", sa.Column("inviter_email", sa.String(length=300), nullable=False, server_default=""))
    op.add_column("invitation", sa.Column("revoked_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("invitation", "revoked_at")
    op.drop_column("invitation", "inviter_email")
    op.drop_column("invitation", "kind")
    op.drop_index(op.f("ix_account_search"), table_name="account")
    op.drop_column("account", "search")
    op.drop_table("sign_in")
    op.drop_table("setting")
