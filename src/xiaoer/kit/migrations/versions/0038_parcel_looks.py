"""parcel looks"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "parcel_look",
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("waybill", sa.Text(), nullable=False),
        sa.Column("due_ms", _ID, nullable=False),
        sa.Column("looked_ms", _ID, nullable=False),
        sa.Column("fails", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("shop_id", _ID, nullable=False),
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_parcel_look_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcel_look")),
        sa.UniqueConstraint("shop_id", "order_number", "waybill", name=op.f("uq_parcel_look_shop_id_order_number_waybill")),
    )
    with op.batch_alter_table("parcel_look", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parcel_look_shop_id"), ["shop_id"], unique=False)
    op.create_index("ix_parcel_look_due", "parcel_look", ["shop_id", "due_ms"])


def downgrade() -> None:
    op.drop_table("parcel_look")
