"""Coaching (带教): who is to do what by when, the ten skills, and the loop from a finding to a card and a practice.

In: assignments, exams, practice chats, findings of inspection. Out: what is open and late, a matrix by skill, remedies
and whether a fault comes again in real chats, awards.
"""
