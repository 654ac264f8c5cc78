"""Results: submissions, cases, goods lines, effort, and what is owed per period.

Revision: 0002_results, after 0001, 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002_results"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _column_memory()
    _results_version()
    _result_draft()
    _return_terms()
    _submission()
    _effort_row()
    _named_reader()
    _packed_columns()
    _period_served()
    _result_case()
    _case_photo()
    _case_row()
    _case_withdrawal()
    _goods_line()


def _column_memory() -> None:
    op.create_table(
        "column_memory",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("header", sa.String(length=300), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_column_memory_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "header", name=op.f("pk_column_memory")),
    )


def _results_version() -> None:
    op.create_table(
        "results_version",
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"],
            ["operation.id"],
            name=op.f("fk_results_version_operation_id_operation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("operation_id", name=op.f("pk_results_version")),
    )


def _result_draft() -> None:
    op.create_table(
        "result_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("choices", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("report", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("job", sa.String(length=60), nullable=False),
        sa.Column("table", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_result_draft_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participation.id"],
            name=op.f("fk_result_draft_participation_id_participation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_result_draft_sha256_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_draft")),
    )
    with op.batch_alter_table("result_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_result_draft_participation_id"), ["participation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_result_draft_sha256"), ["sha256"], unique=False)


def _return_terms() -> None:
    op.create_table(
        "return_terms",
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("excused", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participation.id"],
            name=op.f("fk_return_terms_participation_id_participation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_return_terms_period_id_period"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("participation_id", "period_id", name=op.f("pk_return_terms")),
    )


def _submission() -> None:
    op.create_table(
        "submission",
        *_submission_columns(),
        sa.ForeignKeyConstraint(
            ["kept_sha256"], ["stored_file.sha256"], name=op.f("fk_submission_kept_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=op.f("fk_submission_operation_id_operation")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_submission_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_submission_participation_id_participation")
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["template_version.id"], name=op.f("fk_submission_template_id_template_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("participation_id", "number", name=op.f("uq_submission_participation_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_operation_id"), ["operation_id"], unique=False)


def _submission_columns() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=True),
        sa.Column("handling", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(length=120), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kept_sha256", sa.String(length=64), nullable=True),
        sa.Column("counts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("reasons", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("not_stored", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.Column("reviewed_by", sa.String(length=120), nullable=False),
        sa.Column("review_note", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=120), nullable=False),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
    ]


def _effort_row() -> None:
    op.create_table(
        "effort_row",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("window_start", sa.Date(), nullable=True),
        sa.Column("window_end", sa.Date(), nullable=True),
        sa.Column("consignments_examined", sa.BigInteger(), nullable=True),
        sa.Column("consignments_profiled", sa.BigInteger(), nullable=True),
        sa.Column("consignments_selected", sa.BigInteger(), nullable=True),
        sa.Column("consignments_scanned", sa.BigInteger(), nullable=True),
        sa.Column("passengers_checked", sa.BigInteger(), nullable=True),
        sa.Column("vehicles_checked", sa.BigInteger(), nullable=True),
        sa.Column("parcels_checked", sa.BigInteger(), nullable=True),
        sa.Column("officers_engaged", sa.BigInteger(), nullable=True),
        sa.Column("officer_hours", sa.BigInteger(), nullable=True),
        sa.Column("licence_checks", sa.BigInteger(), nullable=True),
        sa.Column("reach_back_requests", sa.BigInteger(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("extras", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_effort_row_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("submission_id", "row", name=op.f("pk_effort_row")),
    )


def _named_reader() -> None:
    op.create_table(
        "named_reader",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_named_reader_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_named_reader_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("submission_id", "account_id", name=op.f("pk_named_reader")),
    )


def _packed_columns() -> None:
    op.create_table(
        "packed_columns",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_packed_columns_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_packed_columns")),
    )


def _period_served() -> None:
    op.create_table(
        "period_served",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_period_served_period_id_period")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_period_served_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("submission_id", "period_id", name=op.f("pk_period_served")),
    )


def _result_case() -> None:
    op.create_table(
        "result_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("national_ref", sa.String(length=60), nullable=False),
        sa.Column("detected_on", sa.Date(), nullable=False),
        sa.Column("current_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["current_id"], ["submission.id"], name=op.f("fk_result_case_current_id_submission")),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=op.f("fk_result_case_operation_id_operation")),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_result_case_participation_id_participation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_case")),
        sa.UniqueConstraint(
            "participation_id", "rehearsal", "office", "national_ref", name=op.f("uq_result_case_participation_id")
        ),
    )
    with op.batch_alter_table("result_case", schema=None) as batch_op:
        batch_op.create_index("ix_result_case_list", ["operation_id", "detected_on"], unique=False)


def _case_photo() -> None:
    op.create_table(
        "case_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("caption", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["result_case.id"], name=op.f("fk_case_photo_case_id_result_case")),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_case_photo_sha256_stored_file")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_case_photo_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_photo")),
    )
    with op.batch_alter_table("case_photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_photo_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_photo_sha256"), ["sha256"], unique=False)


def _case_row() -> None:
    op.create_table(
        "case_row",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("lines", sa.SmallInteger(), nullable=False),
        *_case_detected(),
        *_case_consignment(),
        *_case_outcome(),
        sa.ForeignKeyConstraint(["case_id"], ["result_case.id"], name=op.f("fk_case_row_case_id_result_case")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_case_row_period_id_period")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_case_row_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("submission_id", "case_id", name=op.f("pk_case_row")),
    )


def _case_detected() -> list[sa.Column]:
    return [
        sa.Column("record_kind", sa.String(length=20), nullable=True),
        sa.Column("detected_on", sa.Date(), nullable=True),
        sa.Column("place_name", sa.String(length=120), nullable=True),
        sa.Column("direction", sa.String(length=20), nullable=True),
        sa.Column("transport_mode", sa.String(length=20), nullable=True),
        sa.Column("country_departure", sa.String(length=3), nullable=True),
        sa.Column("country_destination", sa.String(length=3), nullable=True),
        sa.Column("detection_basis", sa.Text(), nullable=True),
        sa.Column("licence_status", sa.String(length=20), nullable=True),
        sa.Column("country_suspected", sa.String(length=3), nullable=True),
        sa.Column("end_use_concern", sa.Text(), nullable=True),
        sa.Column("reach_back", sa.String(length=20), nullable=True),
        sa.Column("reach_back_answer", sa.String(length=20), nullable=True),
    ]


def _case_consignment() -> list[sa.Column]:
    return [
        sa.Column("consignment_type", sa.String(length=20), nullable=True),
        sa.Column("container_no", sa.Text(), nullable=True),
        sa.Column("seal_status", sa.String(length=20), nullable=True),
        sa.Column("alert_ref", sa.String(length=60), nullable=True),
        sa.Column("place_type", sa.String(length=20), nullable=True),
        sa.Column("reporting_unit", sa.String(length=120), nullable=True),
        sa.Column("agency_type", sa.String(length=20), nullable=True),
        sa.Column("customs_procedure", sa.String(length=20), nullable=True),
        sa.Column("conveyance_id", sa.String(length=60), nullable=True),
        sa.Column("document_ref", sa.String(length=60), nullable=True),
        sa.Column("country_origin", sa.String(length=3), nullable=True),
        sa.Column("countries_transit", sa.Text(), nullable=True),
        sa.Column("declared_description", sa.String(length=300), nullable=True),
        sa.Column("declared_hs", sa.String(length=20), nullable=True),
        sa.Column("declared_hs_given", sa.String(length=30), nullable=True),
    ]


def _case_outcome() -> list[sa.Column]:
    return [
        sa.Column("concealment_method", sa.String(length=20), nullable=True),
        sa.Column("detection_means", sa.Text(), nullable=True),
        sa.Column("risk_indicators", sa.Text(), nullable=True),
        sa.Column("persons_arrested", sa.BigInteger(), nullable=True),
        sa.Column("persons_other", sa.BigInteger(), nullable=True),
        sa.Column("companies_involved", sa.BigInteger(), nullable=True),
        sa.Column("legal_outcome", sa.String(length=20), nullable=True),
        sa.Column("disposition", sa.String(length=20), nullable=True),
        sa.Column("control_regime", sa.Text(), nullable=True),
        sa.Column("value_amount", sa.BigInteger(), nullable=True),
        sa.Column("value_currency", sa.String(length=3), nullable=True),
        sa.Column("value_basis", sa.String(length=20), nullable=True),
        sa.Column("revenue_evaded", sa.BigInteger(), nullable=True),
        sa.Column("narrative", sa.Text(), nullable=True),
        sa.Column("handling", sa.String(length=20), nullable=True),
        sa.Column("embargo_until", sa.Date(), nullable=True),
        sa.Column("extras", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
    ]


def _case_withdrawal() -> None:
    op.create_table(
        "case_withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["after_id"], ["submission.id"], name=op.f("fk_case_withdrawal_after_id_submission")),
        sa.ForeignKeyConstraint(["case_id"], ["result_case.id"], name=op.f("fk_case_withdrawal_case_id_result_case")),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_case_withdrawal_operation_id_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_withdrawal")),
    )
    with op.batch_alter_table("case_withdrawal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_withdrawal_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_withdrawal_operation_id"), ["operation_id"], unique=False)


def _goods_line() -> None:
    op.create_table(
        "goods_line",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("commodity_class", sa.String(length=20), nullable=True),
        sa.Column("description", sa.String(length=300), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=True),
        sa.Column("strategic_class", sa.String(length=20), nullable=True),
        sa.Column("hs_code", sa.String(length=20), nullable=True),
        sa.Column("hs_code_given", sa.String(length=30), nullable=True),
        sa.Column("control_entry", sa.String(length=40), nullable=True),
        sa.Column("commodity_type", sa.String(length=20), nullable=True),
        sa.Column("quantity_kind", sa.String(length=20), nullable=True),
        sa.Column("gross_weight_kg", sa.BigInteger(), nullable=True),
        sa.Column("packages", sa.BigInteger(), nullable=True),
        sa.Column("brand", sa.String(length=80), nullable=True),
        sa.Column("quantity", sa.String(length=40), nullable=True),
        sa.Column("family", sa.String(length=20), nullable=True),
        sa.Column("base", sa.BigInteger(), nullable=True),
        sa.Column("extras", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id", "case_id"],
            ["case_row.submission_id", "case_row.case_id"],
            name=op.f("fk_goods_line_submission_id_case_row"),
        ),
        sa.PrimaryKeyConstraint("submission_id", "case_id", "line", name=op.f("pk_goods_line")),
    )


def downgrade() -> None:
    # Their indexes go with them.
    for table in (
        "goods_line",
        "case_withdrawal",
        "case_row",
        "case_photo",
        "result_case",
        "period_served",
        "packed_columns",
        "named_reader",
        "effort_row",
        "submission",
        "return_terms",
        "result_draft",
        "results_version",
        "column_memory",
    ):
        op.drop_table(table)
