"""Quality (质检): every closed visit judged by the shop's published scorecard; people score, calibrate, decide appeals.

In: closed visits, a scorecard that staff were told of. Out: findings that cite messages, automatic and human scores
kept apart, agreement, what to coach. Points never become fines.
"""
