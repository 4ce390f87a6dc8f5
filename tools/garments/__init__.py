"""Flat drawings of clothes for the women's-wear example shop.

`pen` draws, `parts` and `patterns` are shared, the others have one function per garment;
`tools/draw_womenswear.py` puts them on sheets.
"""
