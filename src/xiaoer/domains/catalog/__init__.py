"""Catalogue (商品): products, SKUs, size charts, promotions, freight and delivery tables, as `core.facts` shapes."""
