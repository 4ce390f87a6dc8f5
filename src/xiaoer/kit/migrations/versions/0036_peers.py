"""peers"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sample_plan",
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("by_chance", sa.Integer(), nullable=False),
        sa.Column("by_risk", sa.Integer(), nullable=False),
        sa.Column("of_new", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Text(), nullable=False),
        sa.Column("shop_id", _ID, nullable=False),
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_sample_plan_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_plan")),
        sa.UniqueConstraint("shop_id", name=op.f("uq_sample_plan_shop_id")),
    )
    op.create_table(
        "peer_round",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lessons", sa.Text(), nullable=False),
        sa.Column("staff_name", sa.Text(), nullable=False),
        sa.Column("at_ms", _ID, nullable=False),
        sa.Column("shop_id", _ID, nullable=False),
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_peer_round_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_round")),
    )
    op.create_table(
        "peer_chat",
        sa.Column("round_id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("bigger", sa.Text(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("staff_name", sa.Text(), nullable=False),
        sa.Column("at_ms", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shop_id", _ID, nullable=False),
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["peer_round.id"], name=op.f("fk_peer_chat_round_id")),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_peer_chat_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_chat")),
    )
    for table, columns in (("sample_plan", ["shop_id"]), ("peer_round", ["shop_id"]), ("peer_chat", ["shop_id"]), ("peer_chat", ["round_id"])):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_{columns[0]}"), columns, unique=False)
    with op.batch_alter_table("score_sheet", schema=None) as batch_op:
        batch_op.add_column(sa.Column("why", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("score_sheet", schema=None) as batch_op:
        batch_op.drop_column("why")
    op.drop_table("peer_chat")
    op.drop_table("peer_round")
    op.drop_table("sample_plan")
