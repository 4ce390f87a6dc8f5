"""The pictures of the food-gift example shop: flat SVG, one motif a product, no text, no outside files.

`shapes` has the strokes, the other modules one function a product; `tools/draw_foodgift.py` writes the files.
"""
