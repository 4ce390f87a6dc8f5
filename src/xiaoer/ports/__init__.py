"""Doors to engines: each port is a protocol, an in-process form and forms on real engines, under one contract suite."""
