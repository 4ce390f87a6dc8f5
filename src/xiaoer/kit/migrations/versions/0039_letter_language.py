"""letter language"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("report_mail", sa.Column("language", sa.Text(), nullable=False, server_default="zh"))


def downgrade() -> None:
    op.drop_column("report_mail", "language")
