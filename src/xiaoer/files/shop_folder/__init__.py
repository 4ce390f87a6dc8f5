"""A shop as a folder of tables: read into `ShopFolder`, every refused row named with its remedy.

In comes a folder with a file for each table (its columns stand in the module of its name) and `shop.toml`;
out go facts, orders, shoppers, staff and refusals.
"""

from xiaoer.files.shop_folder.assemble import TABLES, ReadResult, facts_version, read_shop
from xiaoer.files.shop_folder.pictures import read_pictures

__all__ = ["TABLES", "ReadResult", "facts_version", "read_pictures", "read_shop"]
