"""Academy (培训): practice chats with simulated shoppers on the real desk, their review, recitation, who can do what.

In: a shop's facts, people, what they write. Out: practices with reviews, cards that are due, a matrix by skill.
"""
