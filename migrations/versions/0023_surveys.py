"""Questionnaires to Members: what is asked, what was answered in which version, files beside; the register of training workshops.

Revision: 0023_surveys, after 0022_plan_drafts, 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023_surveys"
down_revision = "0022_plan_drafts"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    _workshop()
    _workshop_group()
    _survey()
    _survey_reply()
    _survey_reply_file()
    _survey_reply_version()


def _workshop() -> None:
    op.create_table(
        "workshop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", JSON, nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=False),
        sa.Column("trained", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["organisation.id"], name=op.f("fk_workshop_host_id_organisation")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_workshop_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop")),
    )
    with op.batch_alter_table("workshop") as table:
        table.create_index(table.f("ix_workshop_host_id"), ["host_id"], unique=False)
        table.create_index(table.f("ix_workshop_programme_id"), ["programme_id"], unique=False)


def _workshop_group() -> None:
    op.create_table(
        "workshop_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_workshop_group_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_group_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_group")),
        sa.UniqueConstraint("workshop_id", "organisation_id", name=op.f("uq_workshop_group_workshop_id")),
    )
    with op.batch_alter_table("workshop_group") as table:
        table.create_index(table.f("ix_workshop_group_organisation_id"), ["organisation_id"], unique=False)


def _survey() -> None:
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("draft", JSON, nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_survey_operation_id_operation"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["template_version.id"], name=op.f("fk_survey_template_id_template_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("operation_id", "kind", name=op.f("uq_survey_operation_id")),
    )
    with op.batch_alter_table("survey") as table:
        table.create_index(table.f("ix_survey_template_id"), ["template_id"], unique=False)


def _survey_reply() -> None:
    op.create_table(
        "survey_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("saved_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participation.id"],
            name=op.f("fk_survey_reply_participation_id_participation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_reply_survey_id_survey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_reply")),
        sa.UniqueConstraint("survey_id", "participation_id", name=op.f("uq_survey_reply_survey_id")),
    )
    with op.batch_alter_table("survey_reply") as table:
        table.create_index(table.f("ix_survey_reply_participation_id"), ["participation_id"], unique=False)


def _survey_reply_file() -> None:
    op.create_table(
        "survey_reply_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by", sa.String(length=120), nullable=False),
        sa.Column("from_number", sa.Integer(), nullable=False),
        sa.Column("until_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reply_id"],
            ["survey_reply.id"],
            name=op.f("fk_survey_reply_file_reply_id_survey_reply"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_reply_file")),
    )
    with op.batch_alter_table("survey_reply_file") as table:
        table.create_index(table.f("ix_survey_reply_file_reply_id"), ["reply_id"], unique=False)


def _survey_reply_version() -> None:
    op.create_table(
        "survey_reply_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("sent_by", sa.String(length=120), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["reply_id"],
            ["survey_reply.id"],
            name=op.f("fk_survey_reply_version_reply_id_survey_reply"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["template_version.id"], name=op.f("fk_survey_reply_version_template_id_template_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_reply_version")),
        sa.UniqueConstraint("reply_id", "number", name=op.f("uq_survey_reply_version_reply_id")),
    )
    with op.batch_alter_table("survey_reply_version") as table:
        table.create_index(table.f("ix_survey_reply_version_template_id"), ["template_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("survey_reply_version") as table:
        table.drop_index(table.f("ix_survey_reply_version_template_id"))

    op.drop_table("survey_reply_version")
    with op.batch_alter_table("survey_reply_file") as table:
        table.drop_index(table.f("ix_survey_reply_file_reply_id"))

    op.drop_table("survey_reply_file")
    with op.batch_alter_table("survey_reply") as table:
        table.drop_index(table.f("ix_survey_reply_participation_id"))

    op.drop_table("survey_reply")
    with op.batch_alter_table("survey") as table:
        table.drop_index(table.f("ix_survey_template_id"))

    op.drop_table("survey")
    with op.batch_alter_table("workshop_group") as table:
        table.drop_index(table.f("ix_workshop_group_organisation_id"))

    op.drop_table("workshop_group")
    with op.batch_alter_table("workshop") as table:
        table.drop_index(table.f("ix_workshop_programme_id"))
        table.drop_index(table.f("ix_workshop_host_id"))

    op.drop_table("workshop")
