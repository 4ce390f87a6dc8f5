"""report mail"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "report_mail",
        sa.Column("receivers", sa.Text(), nullable=False),
        sa.Column("shop_id", _ID, nullable=False),
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_report_mail_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_mail")),
        sa.UniqueConstraint("shop_id", name=op.f("uq_report_mail_shop_id")),
    )
    op.create_table(
        "report_letter",
        sa.Column("report_id", _ID, nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_ms", _ID, nullable=False),
        sa.Column("at_ms", _ID, nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("shop_id", _ID, nullable=False),
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["shop_report.id"], name=op.f("fk_report_letter_report_id")),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_report_letter_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_letter")),
    )
    for table, columns in (("report_mail", ["shop_id"]), ("report_letter", ["shop_id"]), ("report_letter", ["report_id"])):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_{columns[0]}"), columns, unique=False)
    op.create_index("ix_report_letter_due", "report_letter", ["shop_id", "state", "next_ms"])


def downgrade() -> None:
    op.drop_table("report_letter")
    op.drop_table("report_mail")
