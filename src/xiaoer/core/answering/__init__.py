"""Answering (接待): a transcript and a shop's facts in, a grounded `Draft` out."""
