"""Skills: one small file per matter. A `Turn` in, a `Part` of the reply with its cited cells out."""
