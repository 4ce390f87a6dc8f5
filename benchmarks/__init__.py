"""Measurements that are kept: scripts, label sets and recorded results."""
