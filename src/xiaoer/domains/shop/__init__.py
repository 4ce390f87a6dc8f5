"""Shops (店铺): who the shop is, its settings, its widget's secret and origins.

The lowest room beside staff; every other room's rows point to a shop.
"""
