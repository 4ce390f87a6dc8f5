"""Exams (考试): a bank of questions, random papers, sittings that survive a crash, marking, item analysis.

In: a shop's facts, written questions, what people answer. Out: papers, marks, how good each question is.
"""
