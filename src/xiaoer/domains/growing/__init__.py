"""Growing (知识成长): what the robot could not answer becomes what the shop knows.

In: kept answers, thumbs, what people wrote instead. Out: gaps in clusters, FAQ entries and proposals, what is
out of date.
"""
