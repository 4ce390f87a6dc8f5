"""The export of a shop: `write_shop`."""

from xiaoer.files.shop_folder.write import write_shop
from xiaoer.files.table_writer import Form

__all__ = ["Form", "write_shop"]
