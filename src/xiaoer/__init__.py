"""Xiaoer (店小二): the service desk for online shops."""

__version__ = "0.1.0"
