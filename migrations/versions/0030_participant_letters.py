"""Who was invited or reminded, when and at which address, was known only from the outbox.

Revision: 0030_participant_letters, after 0029_reviewer_chosen, 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030_participant_letters"
down_revision = "0029_reviewer_chosen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "participant_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("to", sa.String(300), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participation.id"],
            name=op.f("fk_participant_letter_participation_id_participation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant_letter")),
        sa.UniqueConstraint("participation_id", "batch", "to", name=op.f("uq_participant_letter_participation_id")),
    )
    op.create_index(op.f("ix_participant_letter_batch"), "participant_letter", ["batch"])


def downgrade() -> None:
    op.drop_table("participant_letter")
