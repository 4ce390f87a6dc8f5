"""Drills (陪练): simulated shoppers grounded in any shop's facts, and the grading of who answers them.

In: a shop's `ShopFacts`, a time, a seed, the trainee's replies. Out: the shopper's next lines, mood and decision, and
at the end a review. Pure and seeded: the same seed and the same replies give the same chat.
"""
