"""Words of goods (商品): attributes, variants, amounts, measures, and the tables that a shop told in words."""
