"""Shoppers (买家): who writes to a shop, named by the shop or anonymous."""
