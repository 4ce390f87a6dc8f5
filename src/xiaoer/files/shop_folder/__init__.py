"""A shop as a folder of tables: read into `ShopFolder`, every refused row named with its remedy.

In comes a folder in the format of `docs/shop-folder.md`; out go facts, orders, shoppers, staff and refusals.
"""

from xiaoer.files.shop_folder.assemble import TABLES, ReadResult, facts_version, read_shop
from xiaoer.files.shop_folder.pictures import read_pictures

__all__ = ["TABLES", "ReadResult", "facts_version", "read_pictures", "read_shop"]
