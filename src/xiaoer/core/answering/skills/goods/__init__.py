"""Goods asked about: attributes, suitability, comparison, stock."""
