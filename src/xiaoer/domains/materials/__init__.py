"""The material shelf (资料库): true photos, size pictures, test reports, care and repair guides of products.

In come pictures that staff have uploaded, links and words, each for a product or for the whole shop, with the last day
on which they are true. Out goes what an agent may send now; former versions are kept and can be looked up.
"""
