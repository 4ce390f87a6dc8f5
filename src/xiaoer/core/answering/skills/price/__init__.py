"""Sums: offers, baskets, bargaining, what a service costs."""
