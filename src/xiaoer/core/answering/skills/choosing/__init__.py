"""Goods chosen: recommendation by need, size advice, what the shop has."""
