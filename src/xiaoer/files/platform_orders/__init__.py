"""Order exports of the platforms (平台订单导出): Taobao/Tmall, PDD, JD and Douyin files in, `core.facts.Order` out.

`read_orders` groups the rows of many files into whole orders and refuses what it cannot read, with file, row, column
and remedy; an order of which one row is refused is refused as a whole. `preview` shows how columns are understood.
`merge` puts what a file says over what is known of an order; saying it again changes nothing.
"""

from xiaoer.files.platform_orders.after_sales import AfterSalesRecord
from xiaoer.files.platform_orders.merging import merge, with_after_sales
from xiaoer.files.platform_orders.preview import Preview, preview
from xiaoer.files.platform_orders.reading import OrdersRead, read_orders

__all__ = ["AfterSalesRecord", "OrdersRead", "Preview", "merge", "preview", "read_orders", "with_after_sales"]
